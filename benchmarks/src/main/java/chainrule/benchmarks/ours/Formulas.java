package chainrule.benchmarks.ours;

import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.sin;
import static chainrule.graph.Functions.sqrt;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.tanh;

import chainrule.benchmarks.workload.Fused;
import chainrule.benchmarks.workload.Scalars;
import chainrule.benchmarks.workload.Square;
import chainrule.eval.Feed;
import chainrule.graph.Node;
import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.List;

/// The workloads that train nothing.
public final class Formulas {
    private Formulas() {}

    /// The expression of three scalars.
    public static Graph scalars() {
        Node x = input("x");
        Node y = input("y");
        Node z = input("z");
        return Graph.of(
                Graph.withGradient(expression(x, y, z), List.of(x, y, z)), scalars(x, y, z));
    }

    static Node expression(Node x, Node y, Node z) {
        return sigmoid(x.mul(y).add(z))
                .mul(log(square(x).add(1)))
                .add(tanh(x.sub(y.mul(z))).mul(sqrt(square(z).add(1))))
                .add(exp(square(y).neg()).mul(sin(x.mul(z))))
                .sub(x.div(square(y).add(1)));
    }

    static Feed scalars(Node x, Node y, Node z) {
        return Feed.of(x, scalar(Scalars.X)).and(y, scalar(Scalars.Y)).and(z, scalar(Scalars.Z));
    }

    /// The mean of σ(xw + b)·ln(1 + exp x).
    public static Graph fused(Fused fused) {
        Node x = input("x", Dim.BATCH);
        Node w = parameter("w");
        Node b = parameter("b");
        Node value = mean(sigmoid(x.mul(w).add(b)).mul(log(exp(x).add(1))));
        return Graph.of(
                Graph.withGradient(value, List.of(x, w, b)),
                Feed.of(x, Tensor.floats(Shape.of(fused.n()), fused.x()))
                        .and(w, scalar(Fused.W))
                        .and(b, scalar(Fused.B)));
    }

    /// The product of two matrices.
    public static Graph product(Square square) {
        int n = square.n();
        Node a = input("A", n, n);
        Node b = input("B", n, n);
        Shape shape = Shape.of(n, n);
        return Graph.of(
                List.of(a.matmul(b)),
                Feed.of(a, Tensor.floats(shape, square.a()))
                        .and(b, Tensor.floats(shape, square.b())));
    }

    private static Tensor scalar(float value) {
        return Tensor.floats(Shape.SCALAR, value);
    }
}
