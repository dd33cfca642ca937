package chainrule.simplify;

import chainrule.graph.Node;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/// A rule of simplification.
///
/// @param law what it says, as a formula
/// @param kind why it is allowed
/// @param where what must be known for it, or `""`; the rule asks [Known]
/// @param heads the operations that it is tried on: each is one, or the class of many
/// @param rule what stands in a node's place, where the rule matches it
record Rewrite(String law, Kind kind, String where, ImmutableSet<Object> heads, Rule rule) {
    /// Why a rule is allowed.
    enum Kind {
        /// Equal in every value, up to the sign of a zero.
        EXACT("exact"),
        /// Equal over the real numbers on the whole domain, and finite where the left side
        /// overflows or loses its digits.
        STABILISING("stabilising"),
        /// Equal over the real numbers, where what is known of the operands allows it.
        ALGEBRAIC("algebraic");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /// What a rule does.
    @FunctionalInterface
    interface Rule {
        Optional<Node> apply(Node y, Known known);
    }

    /// What stands in a node's place, if the rule matches it; always something of its type.
    Optional<Node> apply(Node y, Known known) {
        return rule.apply(y, known).filter(next -> next.type().equals(y.type()));
    }
}
