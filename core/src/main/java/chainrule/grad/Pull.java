package chainrule.grad;

import chainrule.graph.Edge;
import chainrule.graph.Functions;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Operation;
import chainrule.graph.Rule;
import chainrule.graph.Text;
import com.google.common.collect.ImmutableList;
import java.util.function.Function;

/// One step of the backward pass: a gradient in the shape of a node taken through its edges. The
/// only code that reads derivative rules.
final class Pull {
    private Pull() {}

    /// What comes back along each edge of `y` when `g` arrives at it, in the shape of the edge's
    /// source; along an edge without derivatives, a zero.
    static ImmutableList<Node> through(Node y, Node g) {
        return switch (rule(y)) {
            case Rule.Partials rule -> {
                ImmutableList<Node> partials = ImmutableList.copyOf(rule.of(y.inputs(), y));
                yield each(y, edge -> Zero.times(g, partials.get(edge.operand())));
            }
            case Rule.Pullback rule -> each(y, edge -> rule.of(edge, g));
            case Rule.Definition _ -> throw new AssertionError("resolved in rule()");
            case Rule.Refused(String why) ->
                    throw new GraphException("%s has no derivative: %s".formatted(Text.of(y), why));
        };
    }

    private static ImmutableList<Node> each(Node y, Function<Edge, Node> contribution) {
        return y.edges().stream()
                .map(edge ->
                        edge.isReal()
                                ? fit(contribution.apply(edge), edge.source())
                                : Zero.like(edge.source()))
                .collect(ImmutableList.toImmutableList());
    }

    /// Broadcasting stretched the operand, so what comes back is summed over the stretched axes:
    /// once, for all operations.
    private static Node fit(Node contribution, Node x) {
        return Zero.is(contribution) ? Zero.like(x) : Functions.sumTo(contribution, x.shape());
    }

    /// The rule of a node's operation, or the one that its definition implies.
    static Rule rule(Node y) {
        if (!(y.op() instanceof Operation operation)) {
            throw new GraphException(Text.of(y) + " has no operands, so no edges");
        }
        return operation.rule() instanceof Rule.Definition ? Derived.rule(y) : operation.rule();
    }
}
