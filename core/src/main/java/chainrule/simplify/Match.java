package chainrule.simplify;

import chainrule.graph.Node;
import chainrule.graph.Operation;
import java.util.Optional;

/// Questions about the form of a node.
final class Match {
    private Match() {}

    static boolean is(Node node, Operation operation) {
        return node.op().equals(operation);
    }

    /// The operand of a node that applies this operation.
    static Optional<Node> operand(Node node, Operation operation) {
        return is(node, operation) ? Optional.of(node.inputs().get(0)) : Optional.empty();
    }

    /// What may stand in a node's place: only something of its type.
    static Optional<Node> inPlaceOf(Node node, Node replacement) {
        return replacement.type().equals(node.type()) ? Optional.of(replacement) : Optional.empty();
    }
}
