package chainrule.grad;

import chainrule.graph.BroadcastTo;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.tensor.Shape;

/// Zeros and ones known from the form of a node. A derivative that is zero by its form is left out
/// of products and sums, so that 0·∞ cannot make a NaN of it.
final class Zero {
    private Zero() {}

    static boolean is(Node node) {
        return node.isNumber(0)
                || (node.op() instanceof BroadcastTo && node.inputs().get(0).isNumber(0));
    }

    /// A zero in the shape of a node.
    static Node like(Node node) {
        return in(node.shape());
    }

    static Node in(Shape shape) {
        Node zero = Node.constant(0);
        return shape.isScalar() ? zero : Functions.broadcastTo(zero, shape);
    }

    /// The sum, without what is zero.
    static Node plus(Node a, Node b) {
        if (is(a)) {
            return b;
        }
        return is(b) ? a : a.add(b);
    }

    /// The product of a gradient and a partial, without the products that are none.
    static Node times(Node g, Node partial) {
        if (is(g) || is(partial)) {
            return Node.constant(0);
        }
        if (partial.isNumber(1)) {
            return g;
        }
        if (g.isNumber(1)) {
            return partial;
        }
        return partial.isNumber(-1) ? g.neg() : g.mul(partial);
    }
}
