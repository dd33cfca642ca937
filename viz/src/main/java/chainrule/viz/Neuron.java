package chainrule.viz;

import chainrule.graph.Leaf;
import chainrule.graph.Node;
import chainrule.graph.Op;
import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A neuron that is written number by number: w₁·x₁ + w₂·x₂ + b, with parameters w₁, w₂ and b.
///
/// @param sum the whole sum
/// @param terms in the order of the formula
/// @param bias the parameter that stands alone, if one does
record Neuron(Node sum, ImmutableList<Term> terms, Optional<Node> bias) {
    /// A weight and what it is multiplied with.
    record Term(Node weight, Node input) {}

    /// A sum as a neuron, if it is one: all of its terms are weights times something, but for one
    /// bias.
    ///
    /// @param isInner whether a sum is part of the one that it is added to
    static Optional<Neuron> of(Node sum, Predicate<Node> isInner) {
        ImmutableList.Builder<Term> terms = ImmutableList.builder();
        Optional<Node> bias = Optional.empty();
        Deque<Node> open = new ArrayDeque<>(List.of(sum));
        while (!open.isEmpty()) {
            Node node = open.pop();
            Optional<Term> term = term(node);
            if (node.op() == Leaf.ADD && (node == sum || isInner.test(node))) {
                open.push(node.inputs().get(1));
                open.push(node.inputs().get(0));
            } else if (term.isPresent()) {
                terms.add(term.get());
            } else if (isWeight(node) && node != sum && bias.isEmpty()) {
                bias = Optional.of(node);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Neuron(sum, terms.build(), bias))
                .filter(neuron -> !neuron.terms().isEmpty());
    }

    private static Optional<Term> term(Node node) {
        if (node.op() != Leaf.MUL) {
            return Optional.empty();
        }
        Node a = node.inputs().get(0);
        Node b = node.inputs().get(1);
        return isWeight(a)
                ? Optional.of(new Term(a, b))
                : Optional.of(new Term(b, a)).filter(_ -> isWeight(b));
    }

    private static boolean isWeight(Node node) {
        return node.op() instanceof Op.Parameter && node.shape().isScalar();
    }
}
