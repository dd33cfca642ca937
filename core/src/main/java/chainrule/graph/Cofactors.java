package chainrule.graph;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.stream.IntStream;

/// The cofactors of square matrices, which are the last two axes: entry (i, j) is (−1)ⁱ⁺ʲ times the
/// determinant of the matrix without row i and column j. They are the derivatives of the
/// determinant. For a matrix of n rows that is n² matrices of n − 1 rows: n⁵ steps, and memory for
/// (n² − n)² numbers.
public record Cofactors() implements Composite {
    @Override
    public String label() {
        return "cofactors";
    }

    @Override
    public Notation notation(Node y) {
        return Notation.function("cof", 1);
    }

    @Override
    public Node definition(ImmutableList<Node> x) {
        Node from = Operands.square(this, x);
        int n = from.shape().size(-1);
        int rank = from.shape().rank();
        int less = Math.max(n - 1, 0);
        Node others =
                Node.constant(
                        Tensor.generate(
                                Shape.of(n, less),
                                Kind.INDEX,
                                i -> i % less < i / less ? i % less : i % less + 1));
        Node rows = new Gather(rank - 2).apply(from, others);
        Node minors = new Gather(rank).apply(rows, others);
        int[] order = IntStream.range(0, rank + 2).toArray();
        order[rank - 1] = rank;
        order[rank] = rank - 1;
        Node signs =
                Node.constant(
                        Tensor.generate(
                                Shape.of(n, n), Kind.REAL, i -> (i / n + i % n) % 2 == 0 ? 1 : -1));
        return new Determinant().apply(Functions.transpose(minors, order)).mul(signs);
    }
}
