package chainrule.grad;

import chainrule.graph.Composite;
import chainrule.graph.Edge;
import chainrule.graph.Functions;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Operation;
import chainrule.graph.Rule;
import chainrule.graph.Text;
import chainrule.tensor.Kind;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.IntFunction;

/// One step of the backward pass: a gradient in the shape of a node taken through its edges. The
/// rules of operations are found here and nowhere else.
final class Pull {
    private Pull() {}

    /// What comes back along each edge of `y` when `g` arrives at it, in the shape of the edge's
    /// source; along an edge without derivatives, a zero.
    static ImmutableList<Node> through(Node y, Node g) {
        return switch (rule(y)) {
            case Rule.Partials rule -> {
                List<Node> partials = partials(rule, y);
                yield each(y, i -> Zero.times(g, partials.get(i)));
            }
            case Rule.Pullback rule -> each(y, i -> rule.of(Edge.of(y, i), g));
            case Rule.Definition _ -> throw new AssertionError("resolved in rule()");
            case Rule.Refused(String why) -> throw refused(y, why);
        };
    }

    static GraphException refused(Node y, String why) {
        return new GraphException("%s has no derivative: %s".formatted(Text.of(y), why));
    }

    /// What comes back along one edge when `g` arrives at its consumer, in the shape of its source.
    static Node along(Rule.Pullback rule, Edge edge, Node g) {
        return fit(rule.of(edge, g), edge.consumer(), edge.operand());
    }

    private static ImmutableList<Node> each(Node y, IntFunction<Node> contribution) {
        ImmutableList.Builder<Node> all = ImmutableList.builderWithExpectedSize(y.inputs().size());
        for (int i = 0; i < y.inputs().size(); i++) {
            Node x = y.inputs().get(i);
            boolean real = x.kind() == Kind.REAL && y.kind() == Kind.REAL;
            all.add(real ? fit(contribution.apply(i), y, i) : Zero.like(x));
        }
        return all.build();
    }

    /// Broadcasting stretched the operand, so what comes back is summed over the stretched axes:
    /// once, for all operations.
    private static Node fit(Node contribution, Node y, int operand) {
        Node x = y.inputs().get(operand);
        if (Zero.is(contribution)) {
            return Zero.like(x);
        }
        if (contribution.shape().equals(x.shape())) {
            return contribution;
        }
        if (!x.shape().stretchesTo(contribution.shape())) {
            throw new GraphException(
                    "the derivative rule of %s gave %s for operand %d, which is %s; it must give that shape, or one that it is stretched to\n  %s"
                            .formatted(
                                    label(y),
                                    contribution.shape(),
                                    operand,
                                    x.shape(),
                                    Text.of(contribution)));
        }
        return Functions.sumTo(contribution, x.shape());
    }

    /// The partials of a node, one for each operand; none where the result holds no real numbers.
    static List<Node> partials(Rule.Partials rule, Node y) {
        List<Node> partials = rule.of(y.inputs(), y);
        if (y.kind() == Kind.REAL && partials.size() != y.inputs().size()) {
            throw new GraphException(
                    "the derivative rule of %s gave %d partials in %s; it must give one for each of %d operands"
                            .formatted(label(y), partials.size(), Text.of(y), y.inputs().size()));
        }
        for (Node partial : partials) {
            if (y.kind() == Kind.REAL && !partial.shape().stretchesTo(y.shape())) {
                throw new GraphException(
                        "the derivative rule of %s gave a partial of %s for %s, which is %s; it must have that shape, or one that is stretched to it\n  %s"
                                .formatted(
                                        label(y),
                                        partial.shape(),
                                        Text.of(y),
                                        y.shape(),
                                        Text.of(partial)));
            }
        }
        return partials;
    }

    static String label(Node y) {
        return y.op() instanceof Operation operation ? operation.label() : Text.of(y);
    }

    /// The rule of a node's operation, or the one that its definition implies.
    static Rule rule(Node y) {
        if (!(y.op() instanceof Operation operation)) {
            throw new GraphException(Text.of(y) + " has no operands, so no edges");
        }
        if (!(operation.rule() instanceof Rule.Definition)) {
            return operation.rule();
        }
        if (!(operation instanceof Composite)) {
            throw new GraphException(
                    "%s has no definition to differentiate; its rule() must be partials, a pullback or a refusal"
                            .formatted(operation.label()));
        }
        return Derived.rule(y);
    }
}
