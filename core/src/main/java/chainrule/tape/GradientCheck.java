package chainrule.tape;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Functions;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.tensor.Kind;
import chainrule.tensor.Numbers;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/// Derivatives against central differences, for whoever writes an error function or an operation:
/// `GradientCheck.of(x -> sum(mish(x))).at(Tensor.of(-1, 0.5)).order(2).run()`. Each entry of each
/// value that was fed is moved by ±h, once with h = ∛ε·max(1, |x|) and, for |x| below 1, once with
/// h = ∛ε·|x|; the nearer difference counts. The second order checks the gradient of Σ v⊙∂e/∂x for
/// fixed random v in the same way.
public final class GradientCheck {
    private static final double STEP = Math.cbrt(Math.ulp(1.0));

    private final Node error;
    private final Feed feed;
    private final int order;
    private final double tolerance;

    private GradientCheck(Node error, Feed feed, int order, double tolerance) {
        this.error = error;
        this.feed = feed;
        this.order = order;
        this.tolerance = tolerance;
    }

    /// A function of one tensor, still to be given a place by [Function#at(Tensor)].
    public static Function of(UnaryOperator<Node> error) {
        return value -> {
            Node x = Functions.input("x", value.shape());
            return of(error.apply(x), Feed.of(x, value));
        };
    }

    /// A scalar formula and the values of all its inputs and parameters.
    public static GradientCheck of(Node error, Feed feed) {
        return new GradientCheck(error, feed, 1, 1e-6);
    }

    /// A function that waits for the place to be checked at.
    @FunctionalInterface
    public interface Function {
        /// The check at this value.
        GradientCheck at(Tensor value);
    }

    /// Checks up to this order of derivatives: 1 or 2.
    public GradientCheck order(int order) {
        if (order < 1 || order > 2) {
            throw new GraphException(
                    "derivatives are checked up to order 1 or 2, and " + order + " was asked for");
        }
        return new GradientCheck(error, feed, order, tolerance);
    }

    /// How much a derivative d may differ from the difference, in parts of max(1, |d|); 1e-6 unless
    /// set.
    ///
    /// @throws GraphException if it is not above 0
    public GradientCheck tolerance(double tolerance) {
        if (!(tolerance > 0)) {
            throw new GraphException("a tolerance is above 0, and is " + Numbers.text(tolerance));
        }
        return new GradientCheck(error, feed, order, tolerance);
    }

    /// Runs the check.
    ///
    /// @throws GraphException naming the node, the entry, and both numbers, where they differ
    public void run() {
        List<Node> nodes = feed.nodes().stream().filter(n -> n.kind() == Kind.REAL).toList();
        ImmutableList<Node> gradients = Gradient.orZero(error, nodes);
        compare("first", error, nodes, gradients);
        if (order == 2) {
            List<Node> weights =
                    gradients.stream().map(g -> Functions.input("v", g.shape())).toList();
            Node along = along(gradients, weights);
            new GradientCheck(error, feed.and(drawn(weights)), order, tolerance)
                    .compare("second", along, nodes, Gradient.orZero(along, nodes));
        }
    }

    /// Σ v⊙g over all gradients g.
    private static Node along(List<Node> gradients, List<Node> weights) {
        Node total = Node.constant(0);
        for (int i = 0; i < gradients.size(); i++) {
            total = total.add(Functions.sum(gradients.get(i).mul(weights.get(i))));
        }
        return total;
    }

    /// Unequal numbers: entries of a gradient may sum to 0 whatever they are.
    private Map<Node, Tensor> drawn(List<Node> weights) {
        Random random = new Random(1);
        Map<Node, Tensor> values = new HashMap<>();
        for (Node v : weights) {
            Shape shape = v.shape().bind(feed.sizes());
            values.put(v, Tensor.generate(shape, Kind.REAL, i -> random.nextDouble(0.5, 1.5)));
        }
        return values;
    }

    private void compare(String which, Node scalar, List<Node> nodes, List<Node> gradients) {
        ImmutableList<Tensor> found = Interpreter.evaluate(gradients, feed);
        for (int n = 0; n < nodes.size(); n++) {
            for (int i = 0; i < found.get(n).size(); i++) {
                double derivative = found.get(n).get(i);
                double difference = difference(scalar, nodes.get(n), i, derivative);
                if (!(Math.abs(derivative - difference)
                        <= tolerance * Math.max(1, Math.abs(derivative)))) {
                    throw new GraphException(
                            "the %s derivative of %s with respect to '%s' at position %d is %s, and differences give %s"
                                    .formatted(
                                            which,
                                            Text.of(error),
                                            Text.of(nodes.get(n)),
                                            i,
                                            Numbers.text(derivative, 9),
                                            Numbers.text(difference, 9)));
                }
            }
        }
    }

    /// The difference quotient that is nearest to a derivative, of those for two steps: one in
    /// proportion to x serves functions such as ln near 0, one of a fixed size serves those that
    /// hardly change near 0.
    private double difference(Node scalar, Node node, int position, double derivative) {
        double x = Math.abs(feed.value(node).get(position));
        double wide = quotient(scalar, node, position, STEP * Math.max(1, x));
        double narrow = x > 0 && x < 1 ? quotient(scalar, node, position, STEP * x) : wide;
        return Math.abs(wide - derivative) <= Math.abs(narrow - derivative) ? wide : narrow;
    }

    private double quotient(Node scalar, Node node, int position, double h) {
        return (moved(scalar, node, position, h) - moved(scalar, node, position, -h)) / (2 * h);
    }

    private double moved(Node scalar, Node node, int position, double by) {
        Map<Node, Tensor> values = new HashMap<>();
        feed.nodes().forEach(n -> values.put(n, feed.value(n)));
        Tensor at = feed.value(node);
        values.put(
                node,
                Tensor.generate(at.shape(), Kind.REAL, i -> at.get(i) + (i == position ? by : 0)));
        return Interpreter.evaluate(scalar, Feed.of(values)).item();
    }
}
