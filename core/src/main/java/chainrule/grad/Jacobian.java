package chainrule.grad;

import chainrule.graph.Functions;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// All ∂yᵢ/∂xⱼ as one formula, in y's shape followed by x's. One sweep takes a symbol back from y,
/// or forward from x, whichever has fewer entries; in what arrives, each unit tensor in turn stands
/// for the symbol. So the rows, or columns, share what does not depend on it.
final class Jacobian {
    private Jacobian() {}

    /// The Jacobian; 0 if `x` is no part of `y`.
    static Node of(Node y, Node x) {
        if (y.shape().isScalar()) {
            return Backward.of(y).adjointOrZero(x);
        }
        if (x.shape().isScalar()) {
            return Forward.of(y, Map.of(x, Node.constant(1))).tangent(y);
        }
        boolean rows = y.shape().isKnown();
        boolean columns = x.shape().isKnown();
        if (!rows && !columns) {
            throw new GraphException(
                    "the Jacobian of %s %s with respect to '%s' %s would have open sizes on both sides; take vjp(…) or jvp(…), or its numbers where values are known: Tape.record(…).jacobian(y, x)"
                            .formatted(Text.of(y), y.shape(), Text.of(x), x.shape()));
        }
        return rows && (!columns || y.shape().size() <= x.shape().size())
                ? byRows(y, x)
                : byColumns(y, x);
    }

    private static Node byRows(Node y, Node x) {
        Node symbol = Node.input("ȳ", y.type());
        Node row = Backward.of(y, symbol).adjointOrZero(x);
        return stacked(0, each(row, symbol, units(y.shape())), y.shape().append(x.shape()));
    }

    private static Node byColumns(Node y, Node x) {
        Node symbol = Node.input("ẋ", x.type());
        Node column = Forward.of(y, Map.of(x, symbol)).tangent(y);
        return stacked(-1, each(column, symbol, units(x.shape())), y.shape().append(x.shape()));
    }

    private static List<Node> units(Shape shape) {
        int size = shape.size();
        return IntStream.range(0, size)
                .mapToObj(
                        i -> Node.constant(Tensor.generate(shape, Kind.REAL, j -> i == j ? 1 : 0)))
                .toList();
    }

    private static List<Node> each(Node linear, Node symbol, List<Node> units) {
        return units.stream()
                .map(unit -> Walk.replace(List.of(linear), Map.of(symbol, unit)).get(0))
                .toList();
    }

    /// The rows, or columns, beside each other along a new axis, whose places are then those of the
    /// side that the unit tensors are of.
    private static Node stacked(int axis, List<Node> parts, Shape shape) {
        if (parts.stream().allMatch(Zero::is)) {
            return Zero.in(shape);
        }
        Node all = Functions.stack(axis, parts.toArray(Node[]::new));
        return all.shape().equals(shape) ? all : Functions.reshape(all, shape);
    }
}
