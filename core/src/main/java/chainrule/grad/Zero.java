package chainrule.grad;

import chainrule.graph.BroadcastTo;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.tensor.Kind;
import chainrule.tensor.Tensor;

/// Zeros and ones known from the form of a node. A derivative that is zero by its form is left out
/// of products and sums, so that 0·∞ cannot make a NaN of it.
final class Zero {
    private Zero() {}

    static boolean is(Node node) {
        return isNumber(node, 0)
                || (node.op() instanceof BroadcastTo && isNumber(node.inputs().get(0), 0));
    }

    /// A zero in the shape of a node.
    static Node like(Node node) {
        Node zero = Node.constant(0);
        return node.shape().isScalar() ? zero : Functions.broadcastTo(zero, node.shape());
    }

    /// The product of a gradient and a partial, without the products that are none.
    static Node times(Node g, Node partial) {
        if (is(g) || is(partial)) {
            return Node.constant(0);
        }
        if (isNumber(partial, 1)) {
            return g;
        }
        if (isNumber(g, 1)) {
            return partial;
        }
        return isNumber(partial, -1) ? g.neg() : g.mul(partial);
    }

    private static boolean isNumber(Node node, double value) {
        return node.op() instanceof Op.Constant(Tensor constant)
                && constant.shape().isScalar()
                && constant.kind() == Kind.REAL
                && constant.item() == value;
    }
}
