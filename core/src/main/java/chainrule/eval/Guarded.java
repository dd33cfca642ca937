package chainrule.eval;

import chainrule.graph.Node;
import chainrule.graph.Operation;
import chainrule.graph.Text;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;

/// The call of an operation that may be a user's: what it throws is reported with the node, and
/// what it gives must be what it said it would.
final class Guarded {
    private Guarded() {}

    static Tensor value(
            Node node,
            Shape shape,
            List<Tensor> x,
            BiFunction<Shape, List<Tensor>, Tensor> operation) {
        Tensor value;
        try {
            value = operation.apply(shape, x);
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
        String at = node.line().map(line -> " (" + line + ")").orElse("");
        return "%s in %s%s".formatted(label, Text.formula(node, 120), at);
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
}
