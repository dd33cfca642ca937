package chainrule.simplify;

import static chainrule.graph.Functions.crossEntropy;
import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.logLoss;
import static chainrule.graph.Functions.logSoftmax;
import static chainrule.graph.Functions.logSumExp;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.softmax;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Composite;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole formulas simplified: what stays, what is shared, and saturated neurons.
class SimplifyTest {
    private final Node x = input("x", BATCH, 1);
    private final Node y = input("y", BATCH, 1);
    private final Node w = parameter("W", 1, 1);
    private final Node b = parameter("b", 1);
    private final Node z = x.matmul(w).add(b);

    private static Node textbook(Node p, Node y) {
        return mean(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1))))).neg();
    }

    /// What an error message advises, to reshape the prediction, does not undo what Simplify does.
    /// The same net with one-hot rows, and with the indices of the classes.
    @Test
    void theCrossEntropyOfClassesOfASaturatedSoftmaxIsFinite() {
        Node z = input("z", BATCH, 2);
        Node k = input("k", chainrule.tensor.Kind.INDEX, Shape.of(BATCH));
        Node e = Simplify.of(Functions.crossEntropy(softmax(z, -1), k));
        Interpreter run =
                Interpreter.of(
                        Feed.of(z, Tensor.of(new double[][] {{-800, 0}}))
                                .and(k, Tensor.indices(Shape.of(1), 0)));
        assertThat(run.value(e).item()).isEqualTo(800);
        assertThat(run.value(Gradient.of(e, z)).toDoubles()).containsExactly(-1, 1);
        Node first = Simplify.of(sum(log(Functions.select(softmax(z, 1), 1, 0))));
        assertThat(run.value(first).item()).isEqualTo(-800);
        assertThat(run.value(Gradient.of(first, z)).toDoubles()).containsExactly(1, -1);
    }

    @Test
    void aSaturatedNeuronBehindAReshapeStaysFinite() {
        Node v = input("v", 3);
        Feed far = Feed.of(v, Tensor.of(-1000, 0, 1000));
        Node moved = Simplify.of(log(Functions.reshape(sigmoid(v), 3, 1)));
        assertThat(Interpreter.evaluate(moved, far).toDoubles())
                .containsExactly(new double[] {-1000, -Math.log(2), 0}, within(1e-15));
        Node complement = Simplify.of(log(Functions.reshape(sigmoid(v), 3, 1).t().rsub(1)));
        assertThat(Interpreter.evaluate(complement, far).toDoubles())
                .containsExactly(new double[] {0, -Math.log(2), -1000}, within(1e-15));
        Node m = input("m", 2, 2);
        Node turned = Simplify.of(log(softmax(m, 1).t()));
        assertThat(
                        Interpreter.evaluate(
                                        turned,
                                        Feed.of(m, Tensor.of(new double[][] {{0, 1000}, {0, 0}})))
                                .get(0))
                .isEqualTo(-1000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 37, 40, 745, 750, 1e4, -1, -37, -40, -745, -750, -1e4})
    void theLogLossOfASaturatedNeuronIsFinite(double at) {
        saturates(at, (p, y) -> textbook(p, y));
        saturates(at, (p, y) -> textbook(p.named("ŷ"), y));
        saturates(at, (p, y) -> logLoss(p, y));
        saturates(at, (p, y) -> logLoss(p.named("ŷ"), y).named("E"));
        Composite mine = Composite.of("mine", (p, y) -> logLoss(p, y).mul(1));
        saturates(at, (p, y) -> mine.apply(p, y));
    }

    /// Two points with z = ±`at`, both labelled 1; so half of Σ softplus(−z), and its derivative
    /// (σ(z) − 1)·x / 2.
    private void saturates(double at, BinaryOperator<Node> loss) {
        Node e = loss.apply(sigmoid(z), y);
        Tensor points = Tensor.of(Shape.of(2, 1), 1, -1);
        Feed feed =
                Feed.of(x, points)
                        .and(y, Tensor.of(Shape.of(2, 1), 1, 1))
                        .and(w, Tensor.of(Shape.of(1, 1), at))
                        .and(b, Tensor.of(0));
        Gradients gradients = Tape.recordChecked(Simplify.of(e), feed).backward();
        double far = Math.abs(at);
        assertThat(gradients.tape().error())
                .isEqualTo((far + 2 * Math.log1p(Math.exp(-far))) / 2, Offset.offset(1e-9));
        double other = 1 / (1 + Math.exp(far));
        assertThat(gradients.of(w).item())
                .isEqualTo(Math.signum(at) * (1 - 2 * other) / 2, Offset.offset(1e-12));
        assertThat(gradients.of(b).item()).isEqualTo(-0.5, Offset.offset(1e-12));
        if (far >= 1e3) {
            assertThat(Interpreter.evaluate(e, feed).item()).isNotFinite();
            assertThat(Interpreter.evaluate(Gradient.of(e, w), feed).item()).isNotFinite();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 40, 750, 1e4, -1, -40, -750, -1e4})
    void theCrossEntropyOfASaturatedSoftmaxIsFinite(double at) {
        Node logits = parameter("z", 2, 3);
        Node target = input("y", 2, 3);
        Feed feed =
                Feed.of(logits, Tensor.of(Shape.of(2, 3), at, 0, 0, 0, at, 0))
                        .and(target, Tensor.of(Shape.of(2, 3), 1, 0, 0, 1, 0, 0));
        for (Node e :
                List.of(
                        crossEntropy(softmax(logits, -1), target),
                        crossEntropy(softmax(logits, -1).named("p"), target).named("E"),
                        mean(sum(target.mul(log(softmax(logits, 1))), 1)).neg())) {
            Gradients gradients = Tape.recordChecked(Simplify.of(e), feed).backward();
            double first =
                    Math.max(at, 0)
                            + Math.log(
                                    Math.exp(at - Math.max(at, 0))
                                            + 2 * Math.exp(-Math.max(at, 0)));
            assertThat(gradients.tape().error())
                    .isEqualTo((first - at + first) / 2, Offset.offset(1e-9));
            double p = Math.exp(at - first);
            double q = Math.exp(-first);
            assertThat(gradients.of(logits).toDoubles())
                    .containsExactly(
                            new double[] {(p - 1) / 2, q / 2, q / 2, (q - 1) / 2, p / 2, q / 2},
                            Offset.offset(1e-12));
            if (Math.abs(at) >= 1e3) {
                assertThat(Interpreter.evaluate(e, feed).item()).isNotFinite();
            }
        }
    }

    @Test
    void theLogarithmOfASumOfNoExponentialsStays() {
        Node none = input("none", 0, 2);
        Node e = log(sum(exp(none), 0));
        Feed feed = Feed.of(none, Tensor.of(Shape.of(0, 2)));
        assertThat(Interpreter.evaluate(Simplify.of(e), feed))
                .isEqualTo(Tensor.full(Shape.of(2), Double.NEGATIVE_INFINITY));
    }

    @Test
    void hugeEntriesKeepTheirDifferences() {
        Node huge = parameter("huge", 2, 1);
        Feed feed = Feed.of(huge, Tensor.of(Shape.of(2, 1), 1e16, 1e16));
        assertThat(Interpreter.evaluate(logSoftmax(huge, 0), feed).toDoubles())
                .containsExactly(-Math.log(2), -Math.log(2));
        for (Node e : List.of(logSumExp(huge), sum(logSumExp(huge, 0)))) {
            assertThat(Interpreter.evaluate(Gradient.of(e, huge), feed).toDoubles())
                    .containsExactly(0.5, 0.5);
        }
    }

    @Test
    void namesStayAlsoOnWhatReplacesThem() {
        Node p = sigmoid(z.named("z")).named("ŷ");
        Node e = log(p).named("ln ŷ");
        assertThat(Text.of(Simplify.of(e))).isEqualTo("ln ŷ");
        assertThat(Text.formula(Simplify.of(e), 100)).isEqualTo("−softplus(−z)");
        Node named = tanh(x.add(0).mul(w).named("h"));
        assertThat(Text.of(Simplify.of(named))).isEqualTo("tanh(h)");
        Node input = tanh(x.add(0).named("h"));
        assertThat(Text.of(Simplify.of(input))).isEqualTo("tanh(x)");
    }

    @Test
    void inputsAndParametersStayTheSameNodes() {
        Node e = Simplify.of(textbook(sigmoid(z.mul(1).add(0)), y));
        assertThat(Walk.order(e)).contains(x, y, w, b);
    }

    @Test
    void twoInputsOfOneNameStayTwo() {
        Node u = input("u", 2);
        Node v = input("u", 2);
        Node e = Simplify.of(u.add(0).mul(v.mul(1)));
        assertThat(e.inputs()).containsExactly(u, v);
    }

    @Test
    void equalSubFormulasBecomeOneNode() {
        Node u = input("u", 2);
        Node e = Simplify.of(tanh(u.mul(2).add(1)).mul(tanh(u.mul(2).add(1))));
        assertThat(e.inputs().get(0)).isSameAs(e.inputs().get(1));
        assertThat(Walk.order(e)).hasSize(7);
    }

    @Test
    void formulasSimplifiedTogetherStayTogether() {
        Node u = input("u", 2);
        List<Node> both = Simplify.of(List.of(tanh(u.add(0)), exp(tanh(u))));
        assertThat(both.get(1).inputs().get(0)).isSameAs(both.get(0));
    }

    @Test
    void equalFormulasUnderTwoNamesStayTwo() {
        Node u = input("u", 2);
        Node e = Simplify.of(tanh(u).named("a").mul(tanh(u).named("b")));
        assertThat(Text.of(e)).isEqualTo("a ⊙ b");
    }

    @Test
    void zerosOfBothSignsAreNotShared() {
        Node u = input("u");
        Node e = Simplify.of(u.div(0.0).add(u.div(-0.0)));
        assertThat(Interpreter.evaluate(e, Feed.of(u, 1)).item()).isNaN();
    }

    @Test
    void nothingIsTakenForZeroOrOneThatMayBeInfinite() {
        Node u = input("u");
        assertThat(Text.of(Simplify.of(u.mul(0)))).isEqualTo("u · 0");
        assertThat(Text.of(Simplify.of(u.sub(u)))).isEqualTo("u − u");
        assertThat(Text.of(Simplify.of(u.div(u)))).isEqualTo("u / u");
        assertThat(Text.of(Simplify.of(u.pow(0)))).isEqualTo("u^0");
    }

    @Test
    void numbersThatGiveNoNumberStayWritten() {
        assertThat(Text.of(Simplify.of(Node.constant(1).div(0)))).isEqualTo("1 / 0");
        assertThat(Text.of(Simplify.of(log(Node.constant(-1))))).isEqualTo("ln(−1)");
        assertThat(Text.of(Simplify.of(exp(Node.constant(1000))))).isEqualTo("exp(1000)");
    }

    @Test
    void aNumberIsNotDroppedWhereItStretches() {
        Node one = input("one", 1);
        Node ones = Node.constant(Tensor.of(1, 1, 1));
        assertThat(Simplify.of(one.mul(ones)).shape()).isEqualTo(Shape.of(3));
        Node wide = Node.constant(0).add(input("u", 2));
        assertThat(Text.of(Simplify.of(wide))).isEqualTo("u");
    }

    @Test
    void theLogarithmsOfTheLogLossBecomeSoftplus() {
        Node e = Simplify.of(textbook(sigmoid(z).named("ŷ"), y));
        assertThat(Text.of(e))
                .isEqualTo("mean(y ⊙ softplus(−(x·W + b)) + (1 − y) ⊙ softplus(x·W + b))");
    }
}
