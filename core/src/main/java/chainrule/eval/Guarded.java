package chainrule.eval;

import chainrule.graph.Node;
import chainrule.graph.Operation;
import chainrule.graph.SourceLines;
import chainrule.graph.Text;
import chainrule.tensor.EntryException;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The call of an operation that may refuse its operands, or may be a user's: what it throws is
/// reported with the node, and what it gives must be what it said it would.
final class Guarded {
    private Guarded() {}

    /// The value of an operation for a shape and operands.
    @FunctionalInterface
    interface Call {
        Tensor value(Shape shape, List<Tensor> x);
    }

    /// @param inside the composite whose definition the node is part of
    static Tensor value(
            Node node,
            Shape shape,
            List<Tensor> x,
            Call operation,
            Supplier<Optional<Node>> inside) {
        Tensor value;
        try {
            value = operation.value(shape, x);
        } catch (EntryException refusal) {
            Optional<Node> composite = inside.get();
            throw new EvaluationException(
                    "%s: %s\n%s%s%s"
                            .formatted(
                                    describe(node),
                                    refusal.getMessage(),
                                    operands(node, x),
                                    around(composite),
                                    hint(node, composite)),
                    refusal);
        } catch (RuntimeException failure) {
            throw new EvaluationException(
                    describe(node) + " threw " + failure + "\n" + operands(node, x), failure);
        }
        if (value.kind() != node.kind() || !value.shape().equals(shape)) {
            throw new EvaluationException(
                    "%s gave %s %s, and its type says %s %s\n%s"
                            .formatted(
                                    describe(node),
                                    value.kind(),
                                    value.shape(),
                                    node.kind(),
                                    shape,
                                    operands(node, x)));
        }
        return value;
    }

    /// The operation, its formula and its line.
    static String describe(Node node) {
        String label = node.op() instanceof Operation operation ? operation.label() : "input";
        return "%s in %s%s".formatted(label, Text.formula(node, 120), at(node));
    }

    /// A line for each operand and its value.
    static String operands(Node node, List<Tensor> x) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < x.size(); i++) {
            lines.append(i == 0 ? "" : "\n").append("  ").append(Text.of(node.inputs().get(i), 60));
            lines.append(" = ").append(x.get(i));
        }
        return lines.toString();
    }

    /// A line for the composite that a node is part of.
    static String around(Optional<Node> composite) {
        return composite.map(n -> "\n  inside " + Text.formula(n, 120) + at(n)).orElse("");
    }

    /// How to get a line into a message that has none.
    static String hint(Node node, Optional<Node> composite) {
        boolean hasLine = node.line().or(() -> composite.flatMap(Node::line)).isPresent();
        return hasLine ? "" : "\n" + SourceLines.HINT;
    }

    private static String at(Node node) {
        return node.line().map(line -> " (" + line + ")").orElse("");
    }
}
