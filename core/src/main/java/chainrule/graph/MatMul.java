package chainrule.graph;

import static chainrule.graph.Notation.Binding.MATRIX_PRODUCT;

import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Layout;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// `Y = A B` over the last two axes, with `A` m×k and `B` k×n; leading axes are batches and
/// broadcast. `Ā = Ȳ Bᵀ` and `B̄ = Aᵀ Ȳ`. A vector on the left is a row, on the right a column, and
/// its axis of 1 is left out of the result, as in NumPy: `A b` is a vector and `a b` a number.
public record MatMul() implements Structural {
    @Override
    public String label() {
        return "matmul";
    }

    /// [Writer] leaves the sign out of `Xᵀ(ŷ − y)`.
    @Override
    public Notation notation(Node y) {
        return Notation.infix("·", y.shape().isScalar() ? " \\cdot " : "\\,", MATRIX_PRODUCT);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Operands.kinds(this, List.of(Kind.REAL, Kind.REAL), x);
        Shape a = x.get(0).shape();
        Shape b = x.get(1).shape();
        if (a.isScalar() || b.isScalar()) {
            throw Operands.refuse(
                    label(),
                    "operands must have one axis or more",
                    x,
                    "to multiply by a number, use mul");
        }
        if (!a.dim(-1).equals(firstOfTwo(b))) {
            throw Operands.refuse(
                    label(), "columns of the left must equal rows of the right", x, hint(a, b));
        }
        Shape batch =
                Operands.fitting(label(), x, () -> batch(a).broadcast(batch(b)))
                        .orElseThrow(
                                () -> Operands.refuse(this, "the leading axes must broadcast", x));
        return Type.real(
                Operands.fitting(label(), x, () -> batch.append(rows(a).append(columns(b)))));
    }

    /// The rows of a matrix, or the entries of a vector.
    private static Dim firstOfTwo(Shape shape) {
        return shape.dim(Math.max(-2, -shape.rank()));
    }

    private static String hint(Shape a, Shape b) {
        if (a.rank() > 1 && firstOfTwo(a).equals(firstOfTwo(b))) {
            return "it would fit with the left one transposed: a.t().matmul(b)";
        }
        if (b.rank() > 1 && a.dim(-1).equals(b.dim(-1))) {
            return "it would fit with the right one transposed: a.matmul(b.t())";
        }
        return firstOfTwo(a).equals(b.dim(-1))
                ? "it would fit the other way round: b.matmul(a)"
                : "";
    }

    private static Shape batch(Shape shape) {
        return Shape.of(shape.dims().subList(0, Math.max(0, shape.rank() - 2)));
    }

    /// The axis that the left operand leaves in the result: none if it is a vector.
    private static Shape rows(Shape a) {
        return a.rank() == 1 ? Shape.SCALAR : Shape.of(a.dim(-2));
    }

    /// The axis that the right operand leaves in the result: none if it is a vector.
    private static Shape columns(Shape b) {
        return b.rank() == 1 ? Shape.SCALAR : Shape.of(b.dim(-1));
    }

    /// Row times row: `Y` and `B` are read along their rows, which lie together in memory.
    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        Tensor a = x.get(0);
        Tensor b = x.get(1);
        Shape rows = rows(a.shape());
        Shape columns = columns(b.shape());
        int m = rows.size();
        int n = columns.size();
        int k = a.shape().size(-1);
        Shape batches = Shape.of(y.dims().subList(0, y.rank() - rows.rank() - columns.rank()));
        IntUnaryOperator inA = Layout.broadcast(batch(a.shape()), batches);
        IntUnaryOperator inB = Layout.broadcast(batch(b.shape()), batches);
        double[] c = new double[y.size()];
        for (int batch = 0; batch < batches.size(); batch++) {
            int rowA = inA.applyAsInt(batch) * m * k;
            int rowB = inB.applyAsInt(batch) * k * n;
            int rowC = batch * m * n;
            for (int i = 0; i < m; i++) {
                for (int p = 0; p < k; p++) {
                    double aip = a.get(rowA + i * k + p);
                    for (int j = 0; j < n; j++) {
                        c[rowC + i * n + j] += aip * b.get(rowB + p * n + j);
                    }
                }
            }
        }
        return Tensor.of(y, c);
    }

    /// A factor that is a vector has a product of one column or row as derivative of the other,
    /// which is written entry by entry.
    @Override
    public Node transpose(Edge edge, Node g) {
        Node a = edge.consumer().inputs().get(0);
        Node b = edge.consumer().inputs().get(1);
        boolean left = edge.operand() == 0;
        boolean row = a.shape().rank() == 1;
        boolean column = b.shape().rank() == 1;
        if (row && column) {
            return g.mul(left ? b : a);
        }
        if (left) {
            return column ? outer(g, b) : row ? rowTimes(g, b.t()) : apply(g, b.t());
        }
        return row ? outer(a, g) : column ? timesColumn(a.t(), g) : apply(a.t(), g);
    }

    /// All products of an entry of a column with one of a row, both of which may come in batches.
    private static Node outer(Node column, Node row) {
        return Reshape.unsqueeze(column, -1)
                .mul(row.shape().rank() == 1 ? row : Reshape.unsqueeze(row, -2));
    }

    /// Rows, one for each batch, times matrices.
    private Node rowTimes(Node rows, Node b) {
        return rows.shape().rank() == 1
                ? apply(rows, b)
                : Reshape.squeeze(apply(Reshape.unsqueeze(rows, -2), b), -2);
    }

    /// Matrices times columns, one for each batch.
    private Node timesColumn(Node a, Node columns) {
        return columns.shape().rank() == 1
                ? apply(a, columns)
                : Reshape.squeeze(apply(a, Reshape.unsqueeze(columns, -1)), -1);
    }
}
