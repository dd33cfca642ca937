package chainrule.simplify;

import chainrule.graph.Node;
import chainrule.graph.Text;

/// One step of a simplification: a rule, and the node that it was applied to.
///
/// @param law what the rule says, as a formula: `ln σ(x) = −softplus(−x)`
/// @param kind why it is allowed: `exact`, `stabilising`, `algebraic`, or `definition` where a
///   composite was opened
/// @param before the node, its operands simplified already
/// @param after what stands in its place
public record Step(String law, String kind, Node before, Node after) {
    static final String DEFINITION = "definition";

    /// The rule: `ln σ(x) = −softplus(−x) (stabilising)`.
    public String rule() {
        return "%s (%s)".formatted(law, kind);
    }

    /// The step on one line, and the rule: `ln(σ(z)) = −softplus(−z) ln σ(x) = −softplus(−x)
    /// (stabilising)`.
    @Override
    public String toString() {
        return "%s = %s   %s"
                .formatted(
                        Text.formula(before, Explanation.WIDTH),
                        Text.of(after, Explanation.WIDTH),
                        rule());
    }
}
