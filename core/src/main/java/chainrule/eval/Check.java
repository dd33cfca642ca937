package chainrule.eval;

import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Text;
import chainrule.tensor.Numbers;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// What is asked of each value as soon as it is there.
@FunctionalInterface
interface Check {
    /// Nothing.
    Check NOTHING = (node, value, x, inside) -> {};

    /// Real numbers must be finite. Constants may be infinite: whoever wrote them meant it, and so
    /// an infinity may be passed on; what must not be is one that is born of finite numbers.
    Check FINITE =
            (node, value, x, inside) -> {
                OptionalInt first = value.firstNotFinite();
                if (first.isEmpty() || node.op() instanceof Op.Constant) {
                    return;
                }
                int bad = first.getAsInt();
                if (node.op() instanceof Op.Source) {
                    throw new EvaluationException(fed(node, value, bad));
                }
                if (!isPassedOn(value, x)) {
                    throw new EvaluationException(born(node, value, bad, x, inside));
                }
            };

    private static boolean isPassedOn(Tensor value, List<Tensor> x) {
        boolean fromInfinity = x.stream().anyMatch(t -> t.firstNotFinite().isPresent());
        return fromInfinity && Arrays.stream(value.toDoubles()).noneMatch(Double::isNaN);
    }

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
        Optional<Node> composite = inside.get();
        return "%s gave %s at position %d\n%s%s%s%s"
                .formatted(
                        Guarded.describe(node),
                        Numbers.text(value.get(bad)),
                        bad,
                        Guarded.operands(node, x),
                        Guarded.around(composite),
                        Advice.on(node, value, bad, x),
                        Guarded.hint(node, composite));
    }
}
