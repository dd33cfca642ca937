package chainrule.viz;

import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Walk;
import chainrule.tape.Tape;
import chainrule.tensor.Dim;
import chainrule.tensor.Tensor;
import chainrule.viz.Net.Column;
import chainrule.viz.Net.Unit;
import chainrule.viz.Net.Wire;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The network of a formula's dense layers, with what is known of it.
final class NetReader {
    /// How many neurons of a layer are drawn.
    static final int WIDEST = 16;

    private final ImmutableList<DenseLayer> layers;
    private final Optional<Tape> tape;
    private final OptionalInt point;
    private final Function<Node, Optional<Tensor>> shown;

    /// A reader of one formula.
    ///
    /// @param shown what the wires show of a parameter, if anything
    /// @param point whose values the units show; none means the only one, if there is one only
    NetReader(
            Node root,
            Optional<Tape> tape,
            OptionalInt point,
            Function<Node, Optional<Tensor>> shown) {
        this.layers = DenseLayers.of(root);
        this.tape = tape;
        this.point = point;
        this.shown = shown;
        point.ifPresent(this::requirePoint);
    }

    private void requirePoint(int index) {
        if (tape.isEmpty()) {
            throw new GraphException(
                    "point(%d) asks for values, and there is no tape: Network.of(tape)"
                            .formatted(index));
        }
        int points = points(layers.getFirst());
        if (index < 0 || index >= points) {
            throw new GraphException(
                    "point(%d): the tape has %d points, counted from 0".formatted(index, points));
        }
    }

    /// How many points the tape has.
    private int points(DenseLayer layer) {
        Tensor x = value(layer.input()).orElseThrow();
        return x.shape().rank() == 2 ? x.shape().size(layer.pointsAreColumns() ? 1 : 0) : 1;
    }

    /// Whether there are several points, of which none was chosen.
    boolean needsPoint() {
        return tape.isPresent() && point.isEmpty() && points(layers.getFirst()) > 1;
    }

    Net net() {
        ImmutableList.Builder<Column> columns = ImmutableList.builder();
        ImmutableList.Builder<Wire> wires = ImmutableList.builder();
        for (int k = 0; k < layers.size(); k++) {
            DenseLayer layer = layers.get(k);
            boolean folded = isFolded(k);
            int in = layer.in() - (folded ? 1 : 0);
            columns.add(
                    column(
                            k == 0 ? "inputs" : title(k - 1),
                            k == 0 ? "" : layers.get(k - 1).function(),
                            k == 0 ? inputNames(in) : names(k - 1),
                            in,
                            layer.input(),
                            layer.pointsAreColumns(),
                            folded || layer.bias().isPresent()));
            wires.addAll(
                    wires(
                            k,
                            Math.min(in, WIDEST),
                            folded ? OptionalInt.of(in) : OptionalInt.empty()));
        }
        DenseLayer last = layers.getLast();
        int k = layers.size() - 1;
        columns.add(
                column(
                        title(k),
                        last.function(),
                        names(k),
                        last.out(),
                        last.output(),
                        last.pointsAreColumns(),
                        false));
        return new Net(columns.build(), wires.build());
    }

    /// Whether the last input of a layer stands for 1, so that its weights are biases. Of the first
    /// layer that is known by the input's size, or if all that is fed there is 1 and the next layer
    /// is made so, too.
    private boolean isFolded(int k) {
        DenseLayer layer = layers.get(k);
        if (layer.bias().isPresent() || layer.in() == 1) {
            return false;
        }
        if (k > 0) {
            return layer.in() == layers.get(k - 1).out() + 1;
        }
        boolean widened = input().isPresent() && input(layer.in()).isEmpty();
        return (widened && input(layer.in() - 1).isPresent())
                || (layers.size() > 1 && isFolded(1) && isOnes(layer));
    }

    private boolean isOnes(DenseLayer layer) {
        return value(layer.input())
                .filter(x -> x.shape().rank() <= 2)
                .map(x ->
                        IntStream.range(0, points(layer))
                                .allMatch(p ->
                                        entry(x, layer.pointsAreColumns(), p, layer.in() - 1) == 1))
                .orElse(true);
    }

    private Optional<Node> input() {
        return Walk.order(layers.getFirst().input()).stream()
                .filter(node -> node.op() instanceof Op.Input)
                .findFirst();
    }

    /// The input of the formula, if the first layer is made of one that has so many entries.
    private Optional<Node> input(int size) {
        int axis = layers.getFirst().pointsAreColumns() ? 0 : -1;
        return Walk.order(layers.getFirst().input()).stream()
                .filter(node -> node.op() instanceof Op.Input && node.shape().rank() > 0)
                .filter(node -> node.shape().dim(axis).equals(Dim.of(size)))
                .findFirst();
    }

    private EntryNames.Names inputNames(int size) {
        Node taken = layers.getFirst().input();
        String name =
                taken.name()
                        .or(() -> input(size).flatMap(Node::name))
                        .or(() -> input(size + 1).flatMap(Node::name))
                        .orElse("x");
        return EntryNames.of(name, size);
    }

    /// The output is ŷ where it has no name; what is hidden, a⁽¹⁾.
    private EntryNames.Names names(int k) {
        DenseLayer layer = layers.get(k);
        if (layer.output().name().isEmpty() && layer.sum().name().isPresent()) {
            EntryNames.Names sums = EntryNames.of(layer.sum().name().get(), layer.out());
            return position -> layer.applied(sums.at(position));
        }
        String otherwise = k == layers.size() - 1 ? "ŷ" : "a" + raised(k + 1);
        return EntryNames.of(layer.output().name().orElse(otherwise), layer.out());
    }

    private static String raised(int number) {
        String digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        return Integer.toString(number)
                .chars()
                .mapToObj(digit -> digits.substring(digit - '0', digit - '0' + 1))
                .collect(Collectors.joining("", "⁽", "⁾"));
    }

    private String title(int k) {
        String scope = layers.get(k).product().scope();
        String part = scope.substring(scope.lastIndexOf('/') + 1);
        return part.isEmpty() ? "layer " + (k + 1) : Labels.line(part, 20);
    }

    private Column column(
            String title,
            String function,
            EntryNames.Names names,
            int size,
            Node vector,
            boolean pointsAreColumns,
            boolean bias) {
        List<Unit> units = new ArrayList<>();
        int drawn = Math.min(size, WIDEST);
        for (int i = 0; i < drawn; i++) {
            units.add(new Unit(names.at(i), function, value(vector, pointsAreColumns, i)));
        }
        return new Column(title, ImmutableList.copyOf(units), size - drawn, bias);
    }

    private List<Wire> wires(int k, int in, OptionalInt folded) {
        DenseLayer layer = layers.get(k);
        EntryNames.Names names = EntryNames.of(layer.weights());
        Optional<Tensor> weights = shown.apply(layer.weights());
        List<Wire> wires = new ArrayList<>();
        for (int to = 0; to < Math.min(layer.out(), WIDEST); to++) {
            for (int from = 0; from < in; from++) {
                wires.add(wire(k, from, to, names, weights, layer.position(from, to)));
            }
            if (folded.isPresent()) {
                wires.add(wire(k, in, to, names, weights, layer.position(folded.getAsInt(), to)));
            } else if (layer.bias().isPresent()) {
                Node bias = layer.bias().get();
                wires.add(
                        wire(
                                k,
                                in,
                                to,
                                EntryNames.of(bias),
                                shown.apply(bias),
                                layer.biasPosition(to)));
            }
        }
        return wires;
    }

    private static Wire wire(
            int k,
            int from,
            int to,
            EntryNames.Names names,
            Optional<Tensor> values,
            int position) {
        OptionalDouble value =
                values.map(all -> OptionalDouble.of(all.get(position)))
                        .orElse(OptionalDouble.empty());
        return new Wire(k, from, to, names.at(position), value);
    }

    private Optional<Tensor> value(Node node) {
        return tape.map(values -> values.value(node));
    }

    private OptionalDouble value(Node node, boolean pointsAreColumns, int i) {
        Optional<Tensor> value = value(node).filter(x -> x.shape().rank() <= 2);
        return value.isEmpty() || needsPoint()
                ? OptionalDouble.empty()
                : OptionalDouble.of(entry(value.get(), pointsAreColumns, point.orElse(0), i));
    }

    private static double entry(Tensor x, boolean pointsAreColumns, int point, int i) {
        if (x.shape().rank() < 2) {
            return x.get(i);
        }
        int columns = x.shape().size(1);
        return pointsAreColumns ? x.get(i * columns + point) : x.get(point * columns + i);
    }
}
