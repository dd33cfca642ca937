package chainrule.simplify;

import chainrule.graph.Node;
import chainrule.tensor.Dim;
import com.google.common.collect.ImmutableList;

/// What is known of nodes, whatever is fed: which are equal, and where their values lie.
interface Known {
    /// Where the entries of a node lie, over the real numbers.
    Range range(Node node);

    /// The node that stands for all that are equal to one.
    Node one(Node node);

    /// The factors of a node.
    default Factors factors(Node node) {
        return Factors.of(node);
    }

    /// The terms of a node.
    default ImmutableList<Term> terms(Node node) {
        return Term.of(node);
    }

    /// Whether no axis of a node can be empty by its form: none has the known size 0.
    default boolean hasEntries(Node node) {
        return !node.shape().dims().contains(Dim.of(0));
    }

    /// Whether all entries are above 0.
    default boolean isPositive(Node node) {
        return range(node).isPositive();
    }

    /// Whether a node may cancel against itself and be seen nowhere else: never, since a NaN in it
    /// would be lost.
    default boolean mayVanish(Node node) {
        return false;
    }

    /// Whether `x · f / f` is x: f is bounded and no entry of it is 0.
    default boolean cancels(Node f) {
        return range(f).isBounded() && !range(f).contains(0);
    }
}
