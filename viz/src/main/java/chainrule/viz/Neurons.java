package chainrule.viz;

import chainrule.graph.GraphException;
import chainrule.graph.Leaf;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import chainrule.tensor.Tensor;
import chainrule.viz.Net.Column;
import chainrule.viz.Net.Unit;
import chainrule.viz.Net.Wire;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/// The network of a formula that is written number by number, by hand or by
/// [chainrule.simplify.Unroll].
final class Neurons {
    private final List<Node> order;
    private final IdentityHashMap<Node, List<Node>> users = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Neuron> bySum = new IdentityHashMap<>();

    /// The units of each column: inputs, then neurons.
    private final List<List<Node>> columns = new ArrayList<>(List.of(new ArrayList<>()));

    private final IdentityHashMap<Node, Integer> column = new IdentityHashMap<>();

    private Neurons(Node root) {
        this.order = Walk.order(root);
        for (Node node : order) {
            node.inputs().forEach(x -> users(x).add(node));
        }
    }

    private List<Node> users(Node node) {
        return users.computeIfAbsent(node, _ -> new ArrayList<>());
    }

    /// The network, if there is one.
    ///
    /// @param value of a node, if it is known
    /// @param shown what the wires show of a parameter, if anything
    /// @throws GraphException if there are neurons that do not stand in layers
    static Optional<Net> of(
            Node root,
            Function<Node, Optional<Tensor>> value,
            Function<Node, Optional<Tensor>> shown) {
        Neurons neurons = new Neurons(root);
        neurons.find();
        return neurons.bySum.isEmpty() ? Optional.empty() : Optional.of(neurons.net(value, shown));
    }

    private void find() {
        for (Node node : order) {
            boolean isTerm = users(node).stream().anyMatch(user -> user.op() == Leaf.ADD);
            if (!node.shape().isScalar()
                    || (node.op() == Leaf.MUL && isTerm)
                    || (node.op() == Leaf.ADD && isInner(node))) {
                continue;
            }
            Neuron.of(node, this::isInner)
                    .ifPresent(neuron -> {
                        bySum.put(node, neuron);
                        place(neuron);
                    });
        }
    }

    /// Whether a sum is only part of another.
    private boolean isInner(Node sum) {
        return sum.name().isEmpty() && users(sum).size() == 1 && users(sum).get(0).op() == Leaf.ADD;
    }

    /// What a unit is that something is multiplied with: an input, or the sum of a neuron.
    private Node unit(Node input) {
        if (bySum.containsKey(input) || input.op() instanceof Op.Input) {
            return input;
        }
        if (input.inputs().size() == 1 && bySum.containsKey(input.inputs().get(0))) {
            return input.inputs().get(0);
        }
        throw new GraphException(
                "a network view shows neurons w₁·x₁ + … + b one layer after another: %s is multiplied with a weight, and is neither an input nor what a neuron gives; draw the graph instead, by Dot.of(…)"
                        .formatted(text(input)));
    }

    private static String text(Node node) {
        return Labels.line(Text.of(node, 40), 40);
    }

    private int columnOf(Node unit) {
        return column.computeIfAbsent(
                unit,
                input -> {
                    columns.get(0).add(input);
                    return 0;
                });
    }

    private void place(Neuron neuron) {
        int before = columnOf(unit(neuron.terms().get(0).input()));
        for (Neuron.Term term : neuron.terms()) {
            if (columnOf(unit(term.input())) != before) {
                throw new GraphException(
                        "a network view shows neurons w₁·x₁ + … + b one layer after another: %s takes %s and %s, which are of different layers; draw the graph instead, by Dot.of(…)"
                                .formatted(
                                        text(neuron.sum()),
                                        text(neuron.terms().get(0).input()),
                                        text(term.input())));
            }
        }
        if (columns.size() == before + 1) {
            columns.add(new ArrayList<>());
        }
        columns.get(before + 1).add(neuron.sum());
        column.put(neuron.sum(), before + 1);
    }

    private Net net(
            Function<Node, Optional<Tensor>> value, Function<Node, Optional<Tensor>> shown) {
        ImmutableList.Builder<Column> drawn = ImmutableList.builder();
        ImmutableList.Builder<Wire> wires = ImmutableList.builder();
        for (int k = 0; k < columns.size(); k++) {
            List<Node> all = columns.get(k);
            List<Node> first = all.subList(0, Math.min(all.size(), NetReader.WIDEST));
            List<Unit> units = first.stream().map(node -> unit(node, value)).toList();
            boolean bias =
                    k + 1 < columns.size()
                            && columns.get(k + 1).stream()
                                    .anyMatch(sum -> neuron(sum).bias().isPresent());
            drawn.add(
                    new Column(
                            k == 0 ? "inputs" : "layer " + k,
                            ImmutableList.copyOf(units),
                            all.size() - first.size(),
                            bias));
            for (int to = 0; k > 0 && to < first.size(); to++) {
                wires.addAll(wires(k - 1, to, neuron(first.get(to)), shown));
            }
        }
        return new Net(drawn.build(), wires.build());
    }

    private Neuron neuron(Node sum) {
        return Optional.ofNullable(bySum.get(sum)).orElseThrow();
    }

    private List<Wire> wires(int k, int to, Neuron neuron, Function<Node, Optional<Tensor>> shown) {
        List<Wire> wires = new ArrayList<>();
        int most = Math.min(columns.get(k).size(), NetReader.WIDEST);
        for (Neuron.Term term : neuron.terms()) {
            int from = columns.get(k).indexOf(unit(term.input()));
            if (from < most) {
                wires.add(wire(k, from, to, term.weight(), shown));
            }
        }
        neuron.bias().ifPresent(bias -> wires.add(wire(k, most, to, bias, shown)));
        return wires;
    }

    private static Wire wire(
            int k, int from, int to, Node weight, Function<Node, Optional<Tensor>> shown) {
        return new Wire(
                k, from, to, Labels.line(weight.name().orElse("w"), 24), item(shown.apply(weight)));
    }

    private static OptionalDouble item(Optional<Tensor> value) {
        return value.map(x -> OptionalDouble.of(x.item())).orElse(OptionalDouble.empty());
    }

    private Unit unit(Node unit, Function<Node, Optional<Tensor>> value) {
        if (!bySum.containsKey(unit)) {
            return new Unit(text(unit), "", item(value.apply(unit)));
        }
        Node output = activation(unit);
        String function = output == unit ? "" : DenseLayer.function(output);
        String name =
                output.name()
                        .or(() -> unit.name().map(sum -> applied(function, sum)))
                        .orElse(unit == order.getLast() ? "ŷ" : applied(function, "·"));
        return new Unit(Labels.line(name, 24), function, item(value.apply(output)));
    }

    private static String applied(String function, String to) {
        return function.isEmpty() ? to : function + "(" + to + ")";
    }

    private Node activation(Node sum) {
        List<Node> all = users(sum);
        boolean isApplied =
                all.size() == 1
                        && all.get(0).inputs().size() == 1
                        && all.get(0).op() instanceof Operation
                        && all.get(0).op() != Leaf.NEG;
        return isApplied ? all.get(0) : sum;
    }
}
