package chainrule.graph;

import static chainrule.graph.Notation.Binding.MATRIX_PRODUCT;

import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Layout;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/// `Y = A B` over the last two axes, with `A` m×k and `B` k×n; leading axes are batches and
/// broadcast. `Ā = Ȳ Bᵀ` and `B̄ = Aᵀ Ȳ`.
public record MatMul() implements Structural {
    @Override
    public String label() {
        return "matmul";
    }

    @Override
    public Notation notation(Node y) {
        return Notation.infix("·", "\\,", MATRIX_PRODUCT);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Operands.kinds(this, List.of(Kind.REAL, Kind.REAL), x);
        Shape a = x.get(0).shape();
        Shape b = x.get(1).shape();
        if (a.rank() < 2 || b.rank() < 2) {
            boolean scalar = a.isScalar() || b.isScalar();
            throw Operands.refuse(
                    label(),
                    "operands must have two axes or more",
                    x,
                    scalar ? "to multiply by a number, use mul" : "");
        }
        if (!a.dim(-1).equals(b.dim(-2))) {
            throw Operands.refuse(
                    label(), "columns of the left must equal rows of the right", x, hint(a, b));
        }
        Shape batch =
                Operands.fitting(label(), x, () -> batch(a).broadcast(batch(b)))
                        .orElseThrow(
                                () -> Operands.refuse(this, "the leading axes must broadcast", x));
        return Type.real(Operands.fitting(label(), x, () -> batch.append(a.dim(-2), b.dim(-1))));
    }

    private static String hint(Shape a, Shape b) {
        if (a.dim(-2).equals(b.dim(-2))) {
            return "it would fit with the left one transposed: a.t().matmul(b)";
        }
        if (a.dim(-1).equals(b.dim(-1))) {
            return "it would fit with the right one transposed: a.matmul(b.t())";
        }
        return a.dim(-2).equals(b.dim(-1)) ? "it would fit the other way round: b.matmul(a)" : "";
    }

    private static Shape batch(Shape shape) {
        return Shape.of(shape.dims().subList(0, shape.rank() - 2));
    }

    /// Row times row: `Y` and `B` are read along their rows, which lie together in memory.
    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        Tensor a = x.get(0);
        Tensor b = x.get(1);
        int m = y.size(-2);
        int n = y.size(-1);
        int k = a.shape().size(-1);
        Shape batches = batch(y);
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

    @Override
    public Node transpose(Edge edge, Node g) {
        Node a = edge.consumer().inputs().get(0);
        Node b = edge.consumer().inputs().get(1);
        return edge.operand() == 0 ? apply(g, b.t()) : apply(a.t(), g);
    }

    /// The product, where vectors stand for a row on the left and a column on the right.
    static Node product(Node a, Node b) {
        Node rows =
                a.shape().rank() == 1
                        ? new Reshape(Shape.of(Dim.of(1)).append(a.shape().dim(0))).apply(a)
                        : a;
        Node columns =
                b.shape().rank() == 1 ? new Reshape(b.shape().append(Dim.of(1))).apply(b) : b;
        Node y = new MatMul().apply(rows, columns);
        ImmutableList.Builder<Dim> kept =
                ImmutableList.<Dim>builder().addAll(batch(y.shape()).dims());
        if (rows == a) {
            kept.add(y.shape().dim(-2));
        }
        if (columns == b) {
            kept.add(y.shape().dim(-1));
        }
        Optional<Shape> shape =
                Optional.of(Shape.of(kept.build())).filter(s -> s.rank() < y.shape().rank());
        return shape.map(s -> new Reshape(s).apply(y)).orElse(y);
    }
}
