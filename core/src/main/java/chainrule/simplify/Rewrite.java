package chainrule.simplify;

import chainrule.graph.Node;
import java.util.Optional;
import java.util.function.Function;

/// A rule of simplification.
///
/// @param law what it says, as a formula
/// @param kind why it is allowed
/// @param apply what stands in a node's place, where the rule matches it; its type is that of the
///   node
record Rewrite(String law, Kind kind, Function<Node, Optional<Node>> apply) {
    /// Why a rule is allowed.
    enum Kind {
        /// Equal in every value, up to the sign of a zero.
        EXACT,
        /// Equal over the real numbers on the whole domain, and finite where the left side
        /// overflows or loses its digits.
        STABILISING
    }
}
