package chainrule.viz;

import chainrule.grad.Local;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Text;
import chainrule.tensor.Numbers;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What is written on nodes and edges, as lines of plain text. Values have 3 significant digits; of
/// more than 4 entries the range is given.
final class Labels {
    private static final int WIDTH = 36;

    private Labels() {}

    /// Name and operation, and the shape unless it is a scalar. Operands without a name are `□`:
    /// the edges say what they are.
    static String title(Node node) {
        String formula = Text.step(node, WIDTH);
        boolean both = node.name().isPresent() && !(node.op() instanceof Op.Source);
        String title = both ? node.name().get() + " = " + formula : formula;
        return node.shape().isScalar() ? title : title + "\n" + node.shape();
    }

    /// How an adjoint is called: ∂E/∂w for a node with a name.
    static String adjoint(Node root, Node node) {
        String e = root.name().orElse("E");
        return node == root
                ? "∂%s/∂%s".formatted(e, e)
                : "∂%s/∂%s".formatted(e, node.name().orElse("·"));
    }

    static String value(Tensor value) {
        if (value.size() == 0) {
            return "no entries";
        }
        if (value.size() <= 4) {
            String entries =
                    IntStream.range(0, value.size())
                            .mapToObj(i -> number(value.get(i)))
                            .collect(Collectors.joining(", "));
            return value.size() == 1 ? entries : "[" + entries + "]";
        }
        long nan = IntStream.range(0, value.size()).filter(i -> Double.isNaN(value.get(i))).count();
        if (nan > 0) {
            return "NaN in %d of %d".formatted(nan, value.size());
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < value.size(); i++) {
            least = Math.min(least, value.get(i));
            most = Math.max(most, value.get(i));
        }
        return least == most ? "all " + number(least) : number(least) + " … " + number(most);
    }

    private static String number(double value) {
        return Numbers.text(value, 3);
    }

    /// The local derivative as a formula; a map says from which shape to which it goes.
    static String local(Local local) {
        return switch (local) {
            case Local.Diagonal(var edge, Node partial) -> {
                boolean stretched = !edge.source().shape().equals(edge.consumer().shape());
                yield Text.of(partial, WIDTH)
                        + (stretched ? ", then Σ to " + edge.source().shape() : "");
            }
            case Local.Map(var edge, _, Node pullback) ->
                    "ȳ ↦ "
                            + Text.of(pullback, WIDTH)
                            + shapes(edge.consumer().shape(), edge.source().shape());
        };
    }

    private static String shapes(Shape from, Shape to) {
        return from.isScalar() && to.isScalar() ? "" : "\n" + from + " → " + to;
    }
}
