package chainrule.grad;

import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Order;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import chainrule.tensor.Kind;
import java.util.Collection;

/// What has derivatives, and what is said of what has none.
final class Differentiable {
    private Differentiable() {}

    static boolean is(Node node) {
        return node.kind() == Kind.REAL && !(node.op() instanceof Op.Constant);
    }

    /// Why there is no derivative of a formula with respect to a node.
    static String why(Node node, Node formula) {
        return is(node)
                ? "'%s'%s is not part of %s, so there is no derivative with respect to it; is it the node that the formula was built with?"
                        .formatted(
                                Text.of(node),
                                node.line().map(line -> " (" + line + ")").orElse(""),
                                Text.of(formula))
                : whyNever(node);
    }

    private static String whyNever(Node node) {
        return node.kind() != Kind.REAL
                ? "'%s' holds entries of kind %s, and only real numbers have derivatives"
                        .formatted(Text.of(node), node.kind())
                : "%s is a constant; make it an input or a parameter to see its derivative"
                        .formatted(Text.of(node));
    }

    /// Refuses what no formula has a derivative with respect to.
    static void require(Node node) {
        if (!is(node)) {
            throw new GraphException(whyNever(node));
        }
    }

    /// Refuses what has no derivatives itself.
    static void requireReal(Node node) {
        if (node.kind() != Kind.REAL) {
            throw new GraphException(whyNever(node));
        }
    }

    /// Refuses nodes that a formula has no derivative with respect to.
    static void requireParts(Node formula, Collection<Node> nodes) {
        Order parts = Walk.order(formula);
        for (Node node : nodes) {
            if (!parts.contains(node) || !is(node)) {
                throw new GraphException(why(node, formula));
            }
        }
    }

    /// Refuses what is not a single real number.
    ///
    /// @param hint what to do besides taking a mean or a sum, or `""`
    static void requireOneNumber(String derivative, Node e, String hint) {
        if (e.kind() != Kind.REAL || !e.shape().isOneEntry()) {
            throw new GraphException(
                    "%s is taken of one real number, and this is %s %s:\n  %s\n%s"
                            .formatted(
                                    derivative,
                                    e.kind(),
                                    e.shape(),
                                    Text.of(e),
                                    e.kind() == Kind.REAL
                                            ? "take its mean(…) or sum(…)" + hint
                                            : "differentiate the numbers that it is made of"));
        }
    }

    /// Refuses a seed or a tangent that does not fit its node, which holds real numbers.
    static void requireSameType(String what, String of, Node node, Node given) {
        if (node.kind() != Kind.REAL || !node.type().equals(given.type())) {
            throw new GraphException(
                    "%s has the kind and shape of %s\n  %s %s  %s\n  %s %s  %s"
                            .formatted(
                                    what,
                                    of,
                                    node.kind(),
                                    node.shape(),
                                    Text.of(node),
                                    given.kind(),
                                    given.shape(),
                                    Text.of(given)));
        }
    }
}
