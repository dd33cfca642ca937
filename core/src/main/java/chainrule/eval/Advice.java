package chainrule.eval;

import chainrule.graph.Leaf;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.simplify.Simplify;
import chainrule.tensor.Layout;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// What to do about a number that is not finite, where that is known: one row for each cause.
///
/// @param cause whether this is it
/// @param text the cause, and what to do
record Advice(Cause cause, String text) {
    // spotless:off
    private static final ImmutableList<Advice> ROWS = ImmutableList.of(
            new Advice((node, _) -> Simplify.stabilises(node),
                    "a saturated σ or softmax is behind it: Simplify.of(e) gives a formula that stays finite"),
            new Advice((_, x) -> x.anyIsEmpty(),
                    "the batch is empty: a mean over no points is 0/0"),
            new Advice((node, _) -> node.op() == Leaf.EXP,
                    "eˣ is more than a double holds for x above 709: logSumExp, softmax and softplus do without it"),
            new Advice((node, x) -> node.op() == Leaf.DIV && node.inputs().get(1).op() == Leaf.SQRT && x.at(1) == 0,
                    "1/√x is infinite at 0, and so is the derivative of √x: √(x + 1e−12) keeps both finite, and norm(x) has derivative 0 there"),
            new Advice((node, x) -> node.op() == Leaf.MUL && (x.at(0) == 0 || x.at(1) == 0),
                    "0·∞: a derivative of 0 met an infinite one, as behind an entry that `where` does not choose; a where inside the function as well keeps it finite"));
    // spotless:on

    /// Whether a cause is that of a number.
    @FunctionalInterface
    interface Cause {
        boolean is(Node node, Operands x);
    }

    /// The values of the operands at one position of the result.
    record Operands(Node node, Tensor value, int position, List<Tensor> x) {
        double at(int operand) {
            Tensor t = x.get(operand);
            return t.get(Layout.broadcast(t.shape(), value.shape()).applyAsInt(position));
        }

        boolean anyIsEmpty() {
            return node.inputs().stream()
                    .anyMatch(n -> n.op() instanceof Op.Size && value(n).item() == 0);
        }

        private Tensor value(Node operand) {
            return x.get(node.inputs().indexOf(operand));
        }
    }

    /// The advice on a number in the value of a node, as a line of its own; none if nothing is
    /// known.
    static String on(Node node, Tensor value, int position, List<Tensor> x) {
        Operands operands = new Operands(node, value, position, x);
        return ROWS.stream()
                .filter(row -> row.cause.is(node, operands))
                .findFirst()
                .map(row -> "\n" + row.text)
                .orElse("");
    }
}
