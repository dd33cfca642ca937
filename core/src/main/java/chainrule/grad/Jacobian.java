package chainrule.grad;

import chainrule.graph.Functions;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.Collections;
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
        List<Node> units = units(y.shape());
        return sumOfOuter(units, each(row, symbol, units), y.shape(), x.shape());
    }

    private static Node byColumns(Node y, Node x) {
        Node symbol = Node.input("ẋ", x.type());
        Node column = Forward.of(y, Map.of(x, symbol)).tangent(y);
        List<Node> units = units(x.shape());
        return sumOfOuter(each(column, symbol, units), units, y.shape(), x.shape());
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

    /// Σₖ aₖ ⊗ bₖ, with each aₖ in y's shape and each bₖ in x's, where one side is all unit
    /// tensors: they put the rows, or the columns, in their places.
    private static Node sumOfOuter(List<Node> a, List<Node> b, Shape y, Shape x) {
        Shape raised = joined(y, Shape.of(Collections.nCopies(x.rank(), Dim.of(1))));
        Node total = Node.constant(0);
        for (int k = 0; k < a.size(); k++) {
            if (!Zero.is(a.get(k)) && !Zero.is(b.get(k))) {
                Node column = Functions.reshape(a.get(k), raised);
                total = Zero.plus(total, column.mul(b.get(k)));
            }
        }
        return Zero.is(total) ? Zero.in(joined(y, x)) : total;
    }

    private static Shape joined(Shape y, Shape x) {
        return Shape.of(ImmutableList.<Dim>builder().addAll(y.dims()).addAll(x.dims()).build());
    }
}
