package chainrule.graph;

import chainrule.tensor.Layout;
import chainrule.tensor.Shape;
import chainrule.tensor.Strides;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;

/// The diagonals of square matrices, which are the last two axes; other axes are batches. Its
/// transpose is [DiagonalMatrix].
public record Diagonal() implements Movement {
    @Override
    public String label() {
        return "diagonal";
    }

    @Override
    public Notation notation(Node y) {
        return Notation.function("diag", 1);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Node from = Operands.square(this, x);
        return Type.real(from.shape().reduce(List.of(from.shape().rank() - 1), false));
    }

    @Override
    public Strides view(Shape x, Shape y) {
        return Strides.of(y, 0, strides(x));
    }

    /// How far apart neighbours on the diagonal of a matrix are, and neighbouring matrices.
    static int[] strides(Shape matrices) {
        int[] strides = Layout.strides(matrices);
        int last = strides.length - 1;
        strides[last - 1] += strides[last];
        return Arrays.copyOf(strides, last);
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        return new DiagonalMatrix().apply(g);
    }
}
