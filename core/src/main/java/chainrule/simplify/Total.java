package chainrule.simplify;

import chainrule.graph.Leaf;
import chainrule.graph.Node;
import java.util.Optional;

/// A sum that is written term by term, and products without factors of 1.
final class Total {
    private Optional<Node> sum = Optional.empty();

    /// Adds a term; zeros are left out, and negatives subtracted.
    void add(Node term) {
        if (!term.isNumber(0)) {
            sum = Optional.of(sum.map(s -> plus(s, term)).orElse(term));
        }
    }

    private static Node plus(Node sum, Node term) {
        return term.name().isEmpty() && Match.is(term, Leaf.NEG)
                ? sum.sub(term.inputs().get(0))
                : sum.add(term);
    }

    /// The sum; of no terms, 0.
    Node node() {
        return sum.orElseGet(() -> Node.constant(0));
    }

    static Node product(Node a, Node b) {
        if (a.isNumber(1)) {
            return b;
        }
        if (b.isNumber(1)) {
            return a;
        }
        return a.isNumber(-1) ? b.neg() : b.isNumber(-1) ? a.neg() : a.mul(b);
    }
}
