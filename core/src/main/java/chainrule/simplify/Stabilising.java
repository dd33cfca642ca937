package chainrule.simplify;

import static chainrule.graph.Leaf.ADD;
import static chainrule.graph.Leaf.DIV;
import static chainrule.graph.Leaf.EXP;
import static chainrule.graph.Leaf.LOG;
import static chainrule.graph.Leaf.LOG1P;
import static chainrule.graph.Leaf.NEG;
import static chainrule.simplify.Match.is;
import static chainrule.simplify.Match.operand;
import static chainrule.simplify.Rewrite.Kind.STABILISING;
import static chainrule.simplify.Rewrites.row;

import chainrule.graph.Functions;
import chainrule.graph.LogSumExp;
import chainrule.graph.Node;
import chainrule.graph.Sum;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/// The rules that keep a formula finite where it overflows or loses its digits.
final class Stabilising {
    // spotless:off
    static final ImmutableList<Rewrite> ROWS = ImmutableList.of(
            row("ln σ(x) = −softplus(−x)",         STABILISING, LOG, (y, x) -> Logarithm.ofSigmoid(x)),
            row("ln(1 − σ(x)) = −softplus(x)",     STABILISING, LOG, (y, x) -> Logarithm.ofComplement(x)),
            row("ln softmax(x) = logsoftmax(x)",   STABILISING, LOG, (y, x) -> Logarithm.ofSoftmax(x)),
            row("ln of entries of σ(x), 1 − σ(x) or softmax(x) = entries of its logarithm", STABILISING, LOG, (y, x) -> Logarithm.ofEntries(x)),
            row("ln Σ exp(x) = logsumexp(x)",      STABILISING, "something is summed", List.of(LOG), (y, known) -> logSumExp(y.inputs().get(0), known)),
            row("ln exp(x) = x",                   STABILISING, LOG, (y, x) -> operand(x, EXP)),
            row("ln(1 + exp(x)) = softplus(x)",    STABILISING, LOG, (y, x) -> onePlusExp(x).map(Functions::softplus)),
            row("log1p(exp(x)) = softplus(x)",     STABILISING, LOG1P, (y, x) -> operand(x, EXP).map(Functions::softplus)),
            row("ln(x · y) = ln x + ln y",         STABILISING, "ln x is one of those above", List.of(LOG), (y, known) -> Logarithm.ofProduct(y.inputs().get(0), known)),
            row("ln(x / y) = ln x − ln y",         STABILISING, "one of the logarithms is one of those above", List.of(LOG), (y, known) -> Logarithm.ofQuotient(y.inputs().get(0), known)),
            row("ln(x^y) = y · ln x",              STABILISING, "x > 0", List.of(LOG), (y, known) -> Logarithm.ofPower(y.inputs().get(0), known)),
            row("ln √x = ln x / 2",                STABILISING, "ln x is one of those above", List.of(LOG), (y, known) -> Logarithm.ofRoot(y.inputs().get(0), known)),
            row("ln Π x = Σ ln x",                 STABILISING, "x > 0", List.of(LOG), (y, known) -> Logarithm.ofProductOverAxes(y.inputs().get(0), known)),
            row("1 / (1 + exp(−x)) = σ(x)",        STABILISING, DIV, (y, a, b) -> a.isNumber(1) ? onePlusExp(b).map(x -> Functions.sigmoid(operand(x, NEG).orElseGet(x::neg))) : Optional.empty()));
    // spotless:on

    private Stabilising() {}

    private static Optional<Node> logSumExp(Node x, Known known) {
        return x.op() instanceof Sum(var axes)
                ? operand(x.inputs().get(0), EXP)
                        .filter(z -> known.hasEntries(z))
                        .map(z -> new LogSumExp(axes).apply(z))
                : Optional.empty();
    }

    /// x, if a node is 1 + eˣ.
    private static Optional<Node> onePlusExp(Node y) {
        if (!is(y, ADD)) {
            return Optional.empty();
        }
        Node a = y.inputs().get(0);
        Node b = y.inputs().get(1);
        return a.isNumber(1) ? operand(b, EXP) : b.isNumber(1) ? operand(a, EXP) : Optional.empty();
    }
}
