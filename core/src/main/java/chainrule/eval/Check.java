package chainrule.eval;

import chainrule.graph.Composite;
import chainrule.graph.Node;
import chainrule.graph.SourceLines;
import chainrule.graph.Text;
import chainrule.tensor.Kind;
import chainrule.tensor.Numbers;
import chainrule.tensor.Tensor;
import java.util.Collection;
import java.util.List;

/// What is asked of each value as soon as it is there.
@FunctionalInterface
interface Check {
    /// Nothing.
    Check NOTHING = (node, value, x, inside) -> {};

    /// Real numbers must be finite. Constants may be infinite: whoever wrote them meant it.
    Check FINITE =
            (node, value, x, inside) -> {
                int bad = firstNotFinite(value);
                if (bad >= 0 && !node.inputs().isEmpty()) {
                    throw new EvaluationException(born(node, value, bad, x, inside));
                }
                if (bad >= 0 && node.name().isPresent()) {
                    throw new EvaluationException(
                            "'%s' is fed %s at position %d"
                                    .formatted(Text.of(node), Numbers.text(value.get(bad)), bad));
                }
            };

    /// Looks at a value, and throws if it is not as it should be.
    ///
    /// @param inside what is being computed around it
    void check(Node node, Tensor value, List<Tensor> x, Collection<Node> inside);

    private static int firstNotFinite(Tensor value) {
        for (int i = 0; value.kind() == Kind.REAL && i < value.size(); i++) {
            if (!Double.isFinite(value.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static String born(
            Node node, Tensor value, int bad, List<Tensor> x, Collection<Node> inside) {
        String head =
                "%s gave %s at position %d\n%s"
                        .formatted(
                                Guarded.describe(node),
                                Numbers.text(value.get(bad)),
                                bad,
                                Guarded.operands(node, x));
        String around =
                inside.stream()
                        .filter(n -> n.op() instanceof Composite)
                        .findFirst()
                        .map(n ->
                                "\n  inside "
                                        + Text.formula(n, 120)
                                        + n.line().map(l -> " (" + l + ")").orElse(""))
                        .orElse("");
        String saturated =
                "\nif a saturated σ or softmax is behind it, Simplify.of(e) gives a formula that stays finite";
        return head + around + saturated + (node.line().isPresent() ? "" : "\n" + SourceLines.HINT);
    }
}
