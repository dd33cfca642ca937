package chainrule.tape;

import static java.util.stream.Collectors.joining;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Backward;
import chainrule.grad.Forward;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/// Derivatives against central differences, for whoever writes an error function or an operation:
/// `GradientCheck.of(x -> sum(mish(x))).at(Tensor.of(-1, 0.5)).order(2).run()`. Each entry of each
/// value that was fed is moved by ±h, once with h = ∛ε·max(1, |x|) and, for |x| below 1, once with
/// h = ∛ε·|x|; the nearer difference counts. A higher order checks the gradient of the derivative
/// before it along a fixed random direction v, Σ v⊙∂e/∂x, in the same way. In each order forward
/// mode must give what reverse mode gives along such a direction: `J·v = Σ Jᵀ1⊙v`.
public final class GradientCheck {
    private static final ImmutableList<String> ORDERS =
            ImmutableList.of("first", "second", "third", "fourth");

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

    /// Checks up to this order of derivatives, 1 to 4; 1 unless set.
    ///
    /// @throws GraphException if it is another
    public GradientCheck order(int order) {
        if (order < 1 || order > ORDERS.size()) {
            throw new GraphException(
                    "derivatives are checked up to order 1 to 4, and " + order + " was asked for");
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
    /// @throws GraphException naming the order, the node, the entry, and both numbers, where they
    ///   differ
    public void run() {
        List<Node> nodes = feed.nodes().stream().filter(n -> n.kind() == Kind.REAL).toList();
        Node scalar = error;
        Feed all = feed;
        for (int n = 0; n < order; n++) {
            ImmutableList<Node> gradients = Gradient.orZero(scalar, nodes);
            compare(ORDERS.get(n), scalar, nodes, gradients, all);
            Map<Node, Node> direction = new LinkedHashMap<>();
            nodes.forEach(node -> direction.put(node, Functions.input("v", node.shape())));
            all = all.and(drawn(direction.values(), n + 1));
            Node along = along(gradients, direction.values());
            compareForward(ORDERS.get(n), scalar, direction, along, all);
            scalar = along;
        }
    }

    /// Σ v⊙g over all gradients g.
    private static Node along(List<Node> gradients, Collection<Node> direction) {
        Node total = Node.constant(0);
        int i = 0;
        for (Node v : direction) {
            total = total.add(Functions.sum(gradients.get(i++).mul(v)));
        }
        return total;
    }

    /// Unequal numbers: entries of a gradient may sum to 0 whatever they are.
    private Map<Node, Tensor> drawn(Collection<Node> direction, int seed) {
        Random random = new Random(seed);
        Map<Node, Tensor> values = new HashMap<>();
        for (Node v : direction) {
            Shape shape = v.shape().bind(feed.sizes());
            values.put(v, Tensor.generate(shape, Kind.REAL, i -> random.nextDouble(0.5, 1.5)));
        }
        return values;
    }

    private void compare(
            String which, Node scalar, List<Node> nodes, List<Node> gradients, Feed values) {
        ImmutableList<Tensor> found = Interpreter.evaluate(gradients, values);
        for (int n = 0; n < nodes.size(); n++) {
            Node node = nodes.get(n);
            for (int i = 0; i < found.get(n).size(); i++) {
                double derivative = found.get(n).get(i);
                double difference =
                        new CentralDifference(scalar, node, i, values).nearest(derivative);
                if (differ(derivative, difference)) {
                    throw new GraphException(
                            "the %s derivative of %s with respect to '%s' at position %d is %s, and differences give %s"
                                    .formatted(
                                            which,
                                            Text.of(error),
                                            Text.of(node),
                                            i,
                                            Numbers.text(derivative, 9),
                                            Numbers.text(difference, 9)));
                }
            }
        }
    }

    /// The same number in both directions: along v, ẏ = J·v by forward mode, and Σ v⊙Jᵀ1 by reverse
    /// mode. An operation may have a way back only, since its pullback cannot be transposed; then
    /// the way back itself must be linear in what arrives.
    private void compareForward(
            String which, Node scalar, Map<Node, Node> direction, Node along, Feed values) {
        Node tangent;
        try {
            tangent = Forward.of(scalar, direction).tangent(scalar);
        } catch (GraphException wayBackOnly) {
            requireLinear(scalar, List.copyOf(direction.keySet()), values);
            return;
        }
        double reverse = Interpreter.evaluate(along, values).item();
        double forward = Interpreter.evaluate(tangent, values).item();
        if (differ(reverse, forward)) {
            throw new GraphException(
                    "the %s derivative of %s along a random direction of %s is %s by reverse mode, and %s by forward mode"
                            .formatted(
                                    which,
                                    Text.of(error),
                                    direction.keySet().stream()
                                            .map(n -> "'" + Text.of(n) + "'")
                                            .collect(joining(", ")),
                                    Numbers.text(reverse, 9),
                                    Numbers.text(forward, 9)));
        }
    }

    /// Twice the gradient must come back where twice as much arrives.
    private void requireLinear(Node scalar, List<Node> nodes, Feed values) {
        Backward once = Backward.of(scalar, seed(scalar, 1));
        Backward twice = Backward.of(scalar, seed(scalar, 2));
        for (Node node : nodes) {
            if (once.reaches(node)) {
                Tensor of1 = Interpreter.evaluate(once.adjoint(node), values);
                Tensor of2 = Interpreter.evaluate(twice.adjoint(node), values);
                for (int i = 0; i < of1.size(); i++) {
                    if (differ(2 * of1.get(i), of2.get(i))) {
                        throw new GraphException(
                                "a derivative rule of %s is not linear in the gradient that arrives: where 1 gives %s with respect to '%s' at position %d, 2 gives %s"
                                        .formatted(
                                                Text.of(error),
                                                Numbers.text(of1.get(i), 9),
                                                Text.of(node),
                                                i,
                                                Numbers.text(of2.get(i), 9)));
                    }
                }
            }
        }
    }

    private static Node seed(Node scalar, double value) {
        return Functions.broadcastTo(Node.constant(value), scalar.shape());
    }

    private boolean differ(double derivative, double other) {
        return !(Math.abs(derivative - other) <= tolerance * Math.max(1, Math.abs(derivative)));
    }
}
