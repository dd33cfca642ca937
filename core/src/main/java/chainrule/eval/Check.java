package chainrule.eval;

import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.SourceLines;
import chainrule.graph.Text;
import chainrule.simplify.Simplify;
import chainrule.tensor.Numbers;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// What is asked of each value as soon as it is there.
@FunctionalInterface
interface Check {
    /// Nothing.
    Check NOTHING = (node, value, x, inside) -> {};

    /// Real numbers must be finite. Constants may be infinite: whoever wrote them meant it.
    Check FINITE =
            (node, value, x, inside) -> {
                OptionalInt first = value.firstNotFinite();
                if (first.isPresent() && !(node.op() instanceof Op.Constant)) {
                    int bad = first.getAsInt();
                    throw new EvaluationException(
                            node.op() instanceof Op.Source
                                    ? fed(node, value, bad)
                                    : born(node, value, bad, x, inside));
                }
            };

    /// Looks at a value, and throws if it is not as it should be.
    ///
    /// @param inside the composite whose definition it is part of
    void check(Node node, Tensor value, List<Tensor> x, Supplier<Optional<Node>> inside);

    private static String fed(Node node, Tensor value, int bad) {
        return "'%s' is fed %s at position %d"
                .formatted(Text.of(node), Numbers.text(value.get(bad)), bad);
    }

    private static String born(
            Node node, Tensor value, int bad, List<Tensor> x, Supplier<Optional<Node>> inside) {
        String head =
                "%s gave %s at position %d\n%s"
                        .formatted(
                                Guarded.describe(node),
                                Numbers.text(value.get(bad)),
                                bad,
                                Guarded.operands(node, x));
        Optional<Node> composite = inside.get();
        String around =
                composite
                        .map(n ->
                                "\n  inside "
                                        + Text.formula(n, 120)
                                        + n.line().map(l -> " (" + l + ")").orElse(""))
                        .orElse("");
        boolean hasLine = node.line().or(() -> composite.flatMap(Node::line)).isPresent();
        String saturated =
                Simplify.stabilises(node)
                        ? "\na saturated σ or softmax is behind it: Simplify.of(e) gives a formula that stays finite"
                        : "";
        return head + around + saturated + (hasLine ? "" : "\n" + SourceLines.HINT);
    }
}
