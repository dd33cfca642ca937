package chainrule.graph;

import static chainrule.graph.Functions.constant;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Functions far out, where the textbook formula overflows: values and derivatives are the limits.
final class StabilityTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static void check(
            UnaryOperator<Node> f, Tensor at, double[] values, double[] derivatives) {
        Node x = input("x", at.shape());
        Node y = f.apply(x);
        Interpreter run = Interpreter.of(Feed.of(x, at));
        assertThat(unsigned(run.value(y))).containsExactly(values);
        assertThat(unsigned(run.value(Gradient.of(sum(y), x)))).containsExactly(derivatives);
    }

    /// The sign of a zero does not matter.
    private static double[] unsigned(Tensor found) {
        return Arrays.stream(found.toDoubles()).map(entry -> entry + 0.0).toArray();
    }

    private static double[] all(double... entries) {
        return entries;
    }

    @Test
    void aSigmoidSaturates() {
        check(
                Functions::sigmoid,
                Tensor.of(-INFINITY, -1000, 0, 1000, INFINITY),
                all(0, 0, 0.5, 1, 1),
                all(0, 0, 0.25, 0, 0));
    }

    @Test
    void softplusGrowsLikeItsOperand() {
        check(
                Functions::softplus,
                Tensor.of(-1000, 1000, INFINITY),
                all(0, 1000, INFINITY),
                all(0, 1, 1));
    }

    @Test
    void tanhSaturates() {
        check(Functions::tanh, Tensor.of(-1000, 1000), all(-1, 1), all(0, 0));
    }

    @Test
    void theLargestEntryIsTakenOutOfALogSumExp() {
        check(x -> Functions.logSumExp(x), Tensor.of(1000, 0), all(1000), all(1, 0));
        check(x -> Functions.logSumExp(x), Tensor.of(-1000, -2000), all(-1000), all(1, 0));
        check(x -> Functions.logSumExp(x), Tensor.of(-INFINITY, 2), all(2), all(0, 1));
    }

    @Test
    void aLogSumExpOfInfinityIsInfinite() {
        Node x = input("x", 2);
        Node y = Functions.logSumExp(x);
        assertThat(Interpreter.evaluate(y, Feed.of(x, Tensor.of(INFINITY, 1))).item())
                .isEqualTo(INFINITY);
        assertThat(Interpreter.evaluate(y, Feed.of(x, Tensor.of(-INFINITY, -INFINITY))).item())
                .isEqualTo(-INFINITY);
    }

    @Test
    void aSoftmaxSaturates() {
        Node weights = constant(Tensor.of(1, 2));
        check(
                x -> Functions.softmax(x, 0).mul(weights),
                Tensor.of(-1000, 1000),
                all(0, 2),
                all(0, 0));
        check(
                x -> Functions.logSoftmax(x, 0).mul(weights),
                Tensor.of(-1000, 1000),
                all(-2000, 0),
                all(1, -1));
    }

    @Test
    void aCrossEntropyOfASurelyWrongAnswerIsLargeAndHasAGradient() {
        Node labels = constant(Tensor.of(1, 0));
        check(
                z -> Functions.softmaxCrossEntropy(z, labels),
                Tensor.of(-1000, 1000),
                all(2000),
                all(-1, 1));
    }

    @Test
    void powersAtZeroHaveTheirDerivatives() {
        check(x -> x.pow(0), Tensor.of(0, -2), all(1, 1), all(0, 0));
        check(x -> x.pow(1), Tensor.of(0, -2), all(0, -2), all(1, 1));
        check(x -> x.pow(3), Tensor.of(0, -2), all(0, -8), all(0, 12));
        check(x -> constant(0).pow(x), Tensor.of(0.5, 2), all(0, 0), all(0, 0));
        Node powers = constant(Tensor.of(0, 1, 2));
        check(x -> x.pow(powers), Tensor.of(0, 0, 0), all(1, 0, 0), all(0, 1, 0));
    }
}
