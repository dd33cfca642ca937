package chainrule.tape;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Node;
import chainrule.tensor.Kind;
import chainrule.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;

/// The derivative of a scalar with respect to one entry of a value that is fed, by moving it.
record CentralDifference(Node scalar, Node node, int position, Feed feed) {
    private static final double STEP = Math.cbrt(Math.ulp(1.0));

    /// The difference quotient that is nearest to a derivative, of those for two steps: one in
    /// proportion to x serves functions such as ln near 0, one of a fixed size serves those that
    /// hardly change near 0.
    double nearest(double derivative) {
        double x = Math.abs(feed.value(node).get(position));
        double wide = quotient(STEP * Math.max(1, x));
        double narrow = x > 0 && x < 1 ? quotient(STEP * x) : wide;
        return Math.abs(wide - derivative) <= Math.abs(narrow - derivative) ? wide : narrow;
    }

    private double quotient(double h) {
        return (moved(h) - moved(-h)) / (2 * h);
    }

    private double moved(double by) {
        Map<Node, Tensor> values = new HashMap<>();
        feed.nodes().forEach(n -> values.put(n, feed.value(n)));
        Tensor at = feed.value(node);
        values.put(
                node,
                Tensor.generate(at.shape(), Kind.REAL, i -> at.get(i) + (i == position ? by : 0)));
        return Interpreter.evaluate(scalar, Feed.of(values)).item();
    }
}
