package chainrule.simplify;

import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import chainrule.tensor.Kind;
import chainrule.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalDouble;

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

    /// The number that a node is.
    static OptionalDouble number(Node node) {
        return node.op() instanceof Op.Constant(Tensor value)
                        && value.kind() == Kind.REAL
                        && value.shape().isScalar()
                ? OptionalDouble.of(value.item())
                : OptionalDouble.empty();
    }

    static boolean isNumber(Node node, double value) {
        OptionalDouble number = number(node);
        return number.isPresent() && number.getAsDouble() == value;
    }

    /// What may stand in a node's place: only something of its type.
    static Optional<Node> inPlaceOf(Node node, Node replacement) {
        return replacement.type().equals(node.type()) ? Optional.of(replacement) : Optional.empty();
    }
}
