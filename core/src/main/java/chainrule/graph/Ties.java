package chainrule.graph;

import java.util.List;

/// The partials of choosing between two numbers: 1 for the chosen, 0 for the other, and one half
/// each where they are equal, so that the parts sum to 1.
final class Ties {
    private Ties() {}

    /// The partials for `a` and `b`, where `a` is chosen if `low < high`, and `b` if `high < low`.
    static List<Node> shared(Node a, Node b, Node low, Node high) {
        Node equal = Leaf.mask(Leaf.EQUAL.apply(a, b), 0.5, 0);
        Node one = Node.constant(1);
        return List.of(
                Leaf.WHERE.apply(Leaf.LESS.apply(low, high), one, equal),
                Leaf.WHERE.apply(Leaf.LESS.apply(high, low), one, equal));
    }
}
