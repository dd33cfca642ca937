package chainrule.viz;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.relu;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.softmax;
import static chainrule.graph.Functions.sum;
import static chainrule.tensor.Dim.BATCH;

import chainrule.eval.Feed;
import chainrule.graph.Node;
import chainrule.graph.Scope;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.Random;
import java.util.function.UnaryOperator;

/// Networks that are drawn.
final class Networks {
    private Networks() {}

    /// Two inputs, two hidden neurons, one output; the biases are the third rows.
    static Sample twoLayers() {
        Node x = input("x", 1, 3);
        Node first = parameter("W⁽¹⁾", 3, 2);
        Node second = parameter("W⁽²⁾", 3, 1);
        Node widen = input("[1 0 0; 0 1 0]", 2, 3);
        Node one = input("[0 0 1]", 1, 3);
        Node y = input("y", 1, 1);
        Node h = sigmoid(x.matmul(first).named("h"));
        Node p = sigmoid(h.matmul(widen).add(one).matmul(second)).named("ŷ");
        Node e = sum(logLoss(p, y)).named("E");
        return new Sample(
                e,
                Feed.of(x, Tensor.of(new double[][] {{0.5, -1.5, 1}}))
                        .and(
                                first,
                                Tensor.of(new double[][] {{0.4, -0.3}, {0.2, 0.5}, {-0.1, 0.3}}))
                        .and(second, Tensor.of(new double[][] {{0.7}, {-0.6}, {0.2}}))
                        .and(widen, Tensor.of(new double[][] {{1, 0, 0}, {0, 1, 0}}))
                        .and(one, Tensor.of(new double[][] {{0, 0, 1}}))
                        .and(y, Tensor.of(new double[][] {{1}})));
    }

    private static Node logLoss(Node p, Node y) {
        return y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1)))).neg();
    }

    /// Layers of these widths on points, each with its bias, and the log-loss.
    static Sample layers(int points, int... widths) {
        return layers(points, h -> sigmoid(h), widths);
    }

    static Sample layers(int points, UnaryOperator<Node> last, int... widths) {
        Random random = new Random(3);
        Node x = input("x", BATCH, widths[0]);
        Feed feed = Feed.of(x, normal(random, points, widths[0]));
        Node h = x;
        for (int k = 1; k < widths.length; k++) {
            Node w = parameter("W⁽" + "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(k) + "⁾", widths[k - 1], widths[k]);
            Node b = parameter("b⁽" + "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(k) + "⁾", widths[k]);
            Node in = h;
            boolean isLast = k == widths.length - 1;
            h =
                    Scope.within(
                            isLast ? "output" : "hidden",
                            () -> {
                                Node z = in.matmul(w).add(b);
                                return isLast ? last.apply(z) : relu(z);
                            });
            feed =
                    feed.and(w, normal(random, widths[k - 1], widths[k]))
                            .and(b, normal(random, 1, widths[k]).reshape(Shape.of(widths[k])));
        }
        Node y = input("y", BATCH, widths[widths.length - 1]);
        Tensor labels =
                Tensor.generate(
                        Shape.of(points, widths[widths.length - 1]),
                        Kind.REAL,
                        i -> i % widths[widths.length - 1] == 0 ? 1 : 0);
        Node e = mean(y.mul(log(h))).neg().named("E");
        return new Sample(e, feed.and(y, labels));
    }

    /// 4 inputs, 3 hidden neurons, 3 classes.
    static Sample softmaxClassifier(int points) {
        return layers(points, z -> softmax(z, -1), 4, 3, 3);
    }

    private static Tensor normal(Random random, int rows, int columns) {
        return Tensor.generate(Shape.of(rows, columns), Kind.REAL, _ -> random.nextGaussian());
    }
}
