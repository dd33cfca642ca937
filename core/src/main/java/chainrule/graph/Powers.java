package chainrule.graph;

import java.util.List;

/// The partials of y = xᵖ, without 0·∞ where they are 0: at p = 0 for any x, and for the exponent
/// at x = 0.
final class Powers {
    private Powers() {}

    static List<Node> partials(Node x, Node p, Node y) {
        return List.of(byBase(x, p), byExponent(x, y));
    }

    private static Node byBase(Node x, Node p) {
        if (p.number().isPresent()) {
            return byBase(x, p.number().getAsDouble());
        }
        Node zero = Node.constant(0);
        Node both = Leaf.AND.apply(Leaf.EQUAL.apply(p, zero), Leaf.EQUAL.apply(x, zero));
        Node safe = Leaf.WHERE.apply(both, Node.constant(1), p);
        return p.mul(x.pow(safe.sub(1)));
    }

    private static Node byBase(Node x, double p) {
        if (p == 0 || p == 1) {
            return Node.constant(p);
        }
        return p == 2 ? x.mul(2) : x.pow(p - 1).mul(p);
    }

    private static Node byExponent(Node x, Node y) {
        Node zero = Leaf.EQUAL.apply(x, Node.constant(0));
        return y.mul(Leaf.LOG.apply(Leaf.WHERE.apply(zero, Node.constant(1), x)));
    }
}
