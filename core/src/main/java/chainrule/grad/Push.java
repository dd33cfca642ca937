package chainrule.grad;

import chainrule.graph.Edge;
import chainrule.graph.Functions;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Order;
import chainrule.graph.Rule;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.Function;

/// One step of forward mode: the tangents of operands taken through a node. An operation has one
/// rule, and [Pull] finds it. Partials serve both directions. A pullback is linear in the gradient
/// ȳ that arrives, so its transpose, the derivative of Σ pullback(ȳ)⊙ẋ with respect to ȳ, is the
/// way forward.
final class Push {
    private Push() {}

    /// The tangent of `y` in its shape.
    ///
    /// @param moving the edges whose sources have a tangent, all of them real
    static Node through(Node y, List<Edge> moving, Function<Edge, Node> tangent) {
        return switch (Pull.rule(y)) {
            case Rule.Partials rule -> {
                List<Node> partials = Pull.partials(rule, y);
                Function<Edge, Node> part =
                        edge -> Zero.times(tangent.apply(edge), partials.get(edge.operand()));
                yield fit(total(moving, part), y);
            }
            case Rule.Pullback rule ->
                    total(moving, edge -> transposed(rule, edge, tangent.apply(edge)));
            case Rule.Definition _ -> throw new AssertionError("resolved in rule()");
            case Rule.Refused(String why) ->
                    throw new GraphException(
                            "%s has no derivative, so no tangent goes forward through it: %s"
                                    .formatted(Text.of(y), why));
        };
    }

    private static Node total(List<Edge> moving, Function<Edge, Node> part) {
        return moving.stream().map(part).reduce(Node.constant(0), Zero::plus);
    }

    /// Broadcasting stretches operands, so it stretches their tangents: once, for all operations.
    private static Node fit(Node tangent, Node y) {
        if (Zero.is(tangent) || tangent.shape().equals(y.shape())) {
            return tangent;
        }
        if (!tangent.shape().stretchesTo(y.shape())) {
            throw new GraphException(
                    "the derivative rule of %s gave a tangent of %s for %s, which is %s; partials must have that shape, or one that is stretched to it\n  %s"
                            .formatted(
                                    Pull.label(y),
                                    tangent.shape(),
                                    Text.of(y),
                                    y.shape(),
                                    Text.of(tangent)));
        }
        return Functions.broadcastTo(tangent, y.shape());
    }

    private static Node transposed(Rule.Pullback rule, Edge edge, Node tangent) {
        Node y = edge.consumer();
        Node symbol = Node.input("ȳ", y.type());
        Node back = Pull.along(rule, edge, symbol);
        Order ways = Walk.between(symbol, back, around(y));
        if (ways.isEmpty()) {
            return Node.constant(0);
        }
        Node forward = transposed(y, symbol, back, tangent, ways);
        if (!Walk.between(symbol, forward, around(y, tangent)).isEmpty()) {
            throw new GraphException(
                    "no tangent goes forward through %s: the derivative rule of %s is not linear, by its form, in the gradient ȳ that arrives\n  %s"
                            .formatted(Text.of(y), Pull.label(y), Text.of(back)));
        }
        return forward;
    }

    private static Node transposed(Node y, Node symbol, Node back, Node tangent, Order ways) {
        try {
            return Backward.of(back, tangent, ways).adjoint(symbol);
        } catch (GraphException refusal) {
            throw new GraphException(
                    "no tangent goes forward through %s: the derivative rule of %s cannot be transposed, since %s"
                            .formatted(Text.of(y), Pull.label(y), refusal.getMessage()));
        }
    }

    /// What a rule may speak of besides ȳ, none of it made of ȳ.
    private static List<Node> around(Node y, Node... more) {
        return ImmutableList.<Node>builder().add(y).addAll(y.inputs()).add(more).build();
    }
}
