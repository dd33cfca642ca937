package chainrule.graph;

import static chainrule.graph.Notation.Binding.ATOM;
import static chainrule.graph.Notation.Binding.POWER;

import chainrule.tensor.Layout;
import chainrule.tensor.Shape;
import chainrule.tensor.Strides;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// The axes in another order: axis `i` of the result is axis `permutation(i)` of the operand. Its
/// transpose is the inverse permutation.
public record Transpose(ImmutableList<Integer> permutation) implements Movement {
    /// The axes in another order, where negative ones count from the end.
    static Node of(Node x, int... permutation) {
        return new Transpose(
                        IntStream.of(permutation)
                                .map(axis -> Operands.axis("transpose", axis, x))
                                .boxed()
                                .collect(ImmutableList.toImmutableList()))
                .apply(x);
    }

    static Node lastTwo(Node x) {
        int rank = x.shape().rank();
        if (rank < 2) {
            throw Operands.refuse(
                    "transpose",
                    "t() swaps the last two axes, so there must be two or more",
                    List.of(x),
                    "reshape it to a row or a column first");
        }
        List<Integer> permutation = new ArrayList<>(none(rank).permutation);
        Collections.swap(permutation, rank - 2, rank - 1);
        return new Transpose(ImmutableList.copyOf(permutation)).apply(x);
    }

    @Override
    public String label() {
        return "transpose";
    }

    @Override
    public Notation notation(Node y) {
        return isOfMatrix()
                ? Notation.sign("%sᵀ", "{%s}^{\\top}", POWER, ATOM)
                : Notation.function("transpose" + permutation.toString().replace(" ", ""), 1);
    }

    /// Whether it is that of a matrix, which is written `Xᵀ`.
    boolean isOfMatrix() {
        return permutation.equals(ImmutableList.of(1, 0));
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Operands.count(this, 1, x);
        Shape shape = x.get(0).shape();
        if (permutation.size() != shape.rank() || !isPermutation()) {
            throw Operands.refuse(
                    this,
                    permutation + " must name each axis from 0 to " + (shape.rank() - 1) + " once",
                    x);
        }
        return new Type(x.get(0).kind(), Shape.of(permutation.stream().map(shape::dim).toList()));
    }

    private boolean isPermutation() {
        return permutation.stream()
                .sorted()
                .toList()
                .equals(IntStream.range(0, permutation.size()).boxed().toList());
    }

    @Override
    public Strides view(Shape x, Shape y) {
        int[] strides = Layout.strides(x);
        return Strides.of(y, 0, permutation.stream().mapToInt(axis -> strides[axis]).toArray());
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        return inverse().apply(g);
    }

    /// The permutation that changes nothing.
    public static Transpose none(int rank) {
        return new Transpose(
                IntStream.range(0, rank).boxed().collect(ImmutableList.toImmutableList()));
    }

    /// This permutation of what another one gives, in one.
    public Transpose after(Transpose first) {
        return new Transpose(
                permutation.stream()
                        .map(first.permutation::get)
                        .collect(ImmutableList.toImmutableList()));
    }

    private Transpose inverse() {
        return new Transpose(
                IntStream.range(0, permutation.size())
                        .mapToObj(permutation::indexOf)
                        .collect(ImmutableList.toImmutableList()));
    }
}
