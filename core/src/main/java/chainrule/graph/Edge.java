package chainrule.graph;

import chainrule.tensor.Kind;

/// One use of a node by another: the operand numbered `operand` (from 0) of `consumer`. `x.mul(x)`
/// has two.
///
/// @param consumer the node that uses
/// @param operand which of its operands
public record Edge(Node consumer, int operand) {
    /// Refuses an operand that the consumer does not have.
    public Edge {
        if (operand < 0 || operand >= consumer.inputs().size()) {
            throw new GraphException(
                    "operand %d of %s: it has %d, numbered from 0"
                            .formatted(operand, consumer, consumer.inputs().size()));
        }
    }

    /// The edge from a consumer to one of its operands.
    public static Edge of(Node consumer, int operand) {
        return new Edge(consumer, operand);
    }

    /// The edge from a consumer to a node that is one of its operands.
    ///
    /// @throws GraphException if it is none of them, or several: then say which by number
    public static Edge of(Node consumer, Node source) {
        int found = -1;
        for (int i = 0; i < consumer.inputs().size(); i++) {
            if (consumer.inputs().get(i) == source) {
                if (found >= 0) {
                    throw new GraphException(
                            "%s is operand %d and %d of %s: name the edge by number, Edge.of(consumer, %d)"
                                    .formatted(
                                            Text.of(source), found, i, Text.of(consumer), found));
                }
                found = i;
            }
        }
        if (found < 0) {
            throw new GraphException(
                    "%s is no operand of %s; its operands are %s"
                            .formatted(
                                    Text.of(source),
                                    Text.of(consumer),
                                    Text.list(consumer.inputs())));
        }
        return new Edge(consumer, found);
    }

    /// The node that is used.
    public Node source() {
        return consumer.inputs().get(operand);
    }

    /// Whether a derivative can come back along it: both ends are real numbers.
    public boolean isReal() {
        return consumer.kind() == Kind.REAL && source().kind() == Kind.REAL;
    }

    @Override
    public String toString() {
        return Text.of(source()) + " → " + Text.of(consumer);
    }
}
