package chainrule.graph;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;

/// The determinants of square matrices, which are the last two axes; other axes are batches. The
/// derivative with respect to an entry is its cofactor, also where the matrix has no inverse; see
/// [Cofactors].
public record Determinant() implements Opaque {
    @Override
    public String label() {
        return "det";
    }

    @Override
    public Notation notation(Node y) {
        return Notation.function("det", "\\det", 1);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Shape from = Operands.square(this, x).shape();
        return Type.real(from.reduce(List.of(from.rank() - 2, from.rank() - 1), false));
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        double[] all = x.get(0).toDoubles();
        int n = x.get(0).shape().size(-1);
        return Tensor.generate(
                y, Kind.REAL, i -> of(Arrays.copyOfRange(all, i * n * n, (i + 1) * n * n), n));
    }

    /// The product of the pivots of Gaussian elimination, where the row of the largest comes first.
    private static double of(double[] a, int n) {
        double product = 1;
        for (int j = 0; j < n; j++) {
            int pivot = j;
            for (int i = j + 1; i < n; i++) {
                // compare() takes NaN as largest, so that it is not lost
                boolean larger =
                        Double.compare(Math.abs(a[i * n + j]), Math.abs(a[pivot * n + j])) > 0;
                pivot = larger ? i : pivot;
            }
            if (pivot != j) {
                swapRows(a, n, pivot, j);
                product = -product;
            }
            product *= a[j * n + j];
            for (int i = j + 1; i < n && a[j * n + j] != 0; i++) {
                double factor = a[i * n + j] / a[j * n + j];
                for (int k = j; k < n; k++) {
                    a[i * n + k] -= factor * a[j * n + k];
                }
            }
        }
        return product;
    }

    private static void swapRows(double[] a, int n, int one, int other) {
        for (int k = 0; k < n; k++) {
            double kept = a[one * n + k];
            a[one * n + k] = a[other * n + k];
            a[other * n + k] = kept;
        }
    }

    @Override
    public Rule rule() {
        return (Rule.Pullback)
                (edge, g) -> {
                    Node x = edge.source();
                    int rank = x.shape().rank();
                    Node each = Axes.over(rank - 2, rank - 1).restore(g, x.shape());
                    return each.mul(new Cofactors().apply(x));
                };
    }
}
