package chainrule.simplify;

import static chainrule.graph.Functions.crossEntropy;
import static chainrule.graph.Functions.distribution;
import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.logLoss;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.meanSquaredError;
import static chainrule.graph.Functions.oneHot;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.prod;
import static chainrule.graph.Functions.relu;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.softmax;
import static chainrule.graph.Functions.softmaxCrossEntropy;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The gradients of the course and of the textbooks, as they are printed.
class ClosedFormsTest {
    private static final Dim M = Dim.named("m");

    private final Node x = input("X", M, 2);
    private final Node y = input("y", M, 1);
    private final Node w = parameter("W", 2, 1);
    private final Node b = parameter("b", 1);
    private final Node p = sigmoid(x.matmul(w).add(b)).named("ŷ");
    private final Node loss =
            mean(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1))))).neg().named("E");

    private static String gradient(Node e, Node w) {
        return Text.formula(Simplify.of(Gradient.of(e, w)), 200);
    }

    /// Simplified before it is differentiated and after, as training does it.
    private static String trained(Node e, Node w) {
        return Text.formula(Simplify.of(Gradient.of(Simplify.of(e), w)), 200);
    }

    @Test
    void theLogLossOfAPerceptron() {
        for (Node e : List.of(loss, logLoss(p, y))) {
            assertThat(gradient(e, w)).isEqualTo("Xᵀ(ŷ − y) / m");
            assertThat(gradient(e, b)).isEqualTo("mean₀(ŷ − y)");
            assertThat(trained(e, w)).isEqualTo("Xᵀ(σ(X·W + b) − y) / m");
            assertThat(trained(e, b)).isEqualTo("mean₀(σ(X·W + b) − y)");
        }
    }

    @Test
    void theUsersNamesAreFoundAlsoInATrainedFormulaThatIsSimplifiedBesideWhatWasWritten() {
        Node gradient = Gradient.of(Simplify.of(loss), w);
        assertThat(Text.of(Simplify.of(List.of(gradient, loss)).get(0))).isEqualTo("Xᵀ(ŷ − y) / m");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 40, 750, 1e4, -1, -40, -750, -1e4})
    void itIsFiniteAtSaturatedNeurons(double z) {
        for (boolean isFloat : new boolean[] {false, true}) {
            Tensor weights = Tensor.of(new double[][] {{z}, {0}});
            Feed feed =
                    Feed.of(x, Tensor.of(new double[][] {{1, 0}, {-1, 0}}))
                            .and(y, Tensor.of(new double[][] {{1}, {1}}))
                            .and(
                                    w,
                                    isFloat
                                            ? Tensor.floats(weights.shape(), (float) z, 0)
                                            : weights)
                            .and(b, Tensor.of(0.0));
            double miss = 1 / (1 + Math.exp(-z)) - 1;
            double other = 1 / (1 + Math.exp(z)) - 1;
            Node both = Simplify.of(Gradient.of(Simplify.of(loss), w));
            for (Node gradient : List.of(Simplify.of(Gradient.of(loss, w)), both)) {
                assertThat(Interpreter.evaluate(gradient, feed).toDoubles())
                        .containsExactly(new double[] {(miss - other) / 2, 0}, within(1e-12));
            }
            assertThat(Interpreter.evaluate(Simplify.of(loss), feed).item())
                    .isCloseTo(
                            (Math.abs(z) + 2 * Math.log1p(Math.exp(-Math.abs(z)))) / 2,
                            within(1e-9));
        }
    }

    @Test
    void aNeuronWithSquaredError() {
        Node x1 = input("x₁");
        Node w1 = parameter("w₁");
        Node t = input("y");
        Node bias = parameter("b");
        Node a = sigmoid(w1.mul(x1).add(bias)).named("a");
        for (Node e :
                List.of(
                        square(t.sub(a)).mul(0.5),
                        square(t.sub(a)).div(2),
                        t.sub(a).pow(2).div(2),
                        square(a.sub(t)).div(2))) {
            assertThat(gradient(e, w1)).isEqualTo("(a − y) · a · (1 − a) · x₁");
            assertThat(gradient(e, bias)).isEqualTo("(a − y) · a · (1 − a)");
            assertThat(trained(e, w1)).isEqualTo("(a − y) · a · (1 − a) · x₁");
        }
        Node log = t.mul(log(a)).add(t.rsub(1).mul(log(a.rsub(1)))).neg();
        assertThat(gradient(log, w1)).isEqualTo("(a − y) · x₁");
        assertThat(gradient(log, bias)).isEqualTo("a − y");
        assertThat(gradient(log, a)).isEqualTo("(a − y) / (a · (1 − a))");
    }

    @Test
    void theCrossEntropyOfASoftmax() {
        Node z = parameter("z", Shape.of(M, 3));
        Node t = input("y", M, 3);
        Node q = softmax(z, -1).named("p");
        for (Node e : List.of(mean(sum(t.mul(log(q)), -1)).neg(), crossEntropy(q, t))) {
            assertThat(gradient(e, z)).isEqualTo("(p ⊙ Σ₁(y) − y) / m");
        }
        assertThat(gradient(softmaxCrossEntropy(z, t), z))
                .isEqualTo("(softmax₁(z) ⊙ Σ₁(y) − y) / m");
        Node one = parameter("z", 3);
        Node only = softmax(one, -1).named("p");
        Node target = input("y", 3);
        assertThat(gradient(sum(target.mul(log(only))).neg(), one)).isEqualTo("p ⊙ Σ(y) − y");
    }

    @Test
    void itIsShorterWhereTheTargetIsADistribution() {
        Node z = parameter("z", Shape.of(M, 3));
        Node q = softmax(z, -1).named("p");
        Node k = input("k", Kind.INDEX, Shape.of(M));
        for (Node t : List.of(distribution(input("y", M, 3), -1), oneHot(k, 3))) {
            Node e = crossEntropy(q, t.named("y"));
            assertThat(gradient(e, z)).isEqualTo("(p − y) / m");
        }
    }

    @Test
    void ridgeRegression() {
        Node lambda = parameter("λ");
        Node e = mean(square(x.matmul(w).sub(y))).add(lambda.mul(sum(square(w))));
        assertThat(gradient(e, w)).isEqualTo("2 · λ · W + 2 · (Xᵀ(X·W − y)) / m");
        Node v = parameter("w", 2);
        Node t = input("y", Shape.of(M));
        Node f = mean(square(x.matmul(v).sub(t))).add(lambda.mul(sum(square(v))));
        assertThat(gradient(f, v)).isEqualTo("2 · λ · w + 2 · (Xᵀ(X·w − y)) / m");
    }

    @Test
    void maximumLikelihoodOfAGaussian() {
        Node xs = input("x", M);
        Node mu = parameter("μ");
        Node s = parameter("s");
        Node density =
                exp(square(xs.sub(mu).div(s)).div(2).neg()).div(s.mul(Math.sqrt(2 * Math.PI)));
        Node e = Simplify.of(mean(log(density)).neg());
        assertThat(Text.of(e)).isEqualTo("mean(((x − μ) / s)² / 2 + ln(s) + 0.9189385332046727)");
        assertThat(trained(e, mu)).isEqualTo("mean((μ − x) / s / s)");
        assertThat(trained(e, s)).isEqualTo("1 / s − mean((x − μ)² / s / s / s)");
    }

    @Test
    void maximumLikelihoodOfABernoulliVariable() {
        Node t = input("y", M);
        Node q = parameter("p");
        Node e = mean(t.mul(log(q)).add(t.rsub(1).mul(log(q.rsub(1))))).neg();
        assertThat(gradient(e, q)).isEqualTo("(p − mean(y)) / (p · (1 − p))");
        Node theta = parameter("θ");
        Node r = sigmoid(theta).named("p");
        Node likelihood = log(prod(r.pow(t).mul(r.rsub(1).pow(t.rsub(1))))).neg();
        assertThat(Text.of(Simplify.of(likelihood)))
                .isEqualTo("Σ(y · softplus(−θ) + (1 − y) · softplus(θ))");
        Node gradient = Gradient.of(Simplify.of(likelihood), theta);
        assertThat(Text.of(Simplify.of(List.of(gradient, likelihood)).get(0)))
                .isEqualTo("m · p − Σ(y)");
    }

    @Test
    void hinge() {
        Node e = mean(relu(y.mul(x.matmul(w)).rsub(1)));
        assertThat(gradient(e, w)).isEqualTo("−Xᵀ(step(1 − y ⊙ (X·W)) ⊙ y) / m");
    }

    @Test
    void aMultilayerPerceptron() {
        Node v = parameter("V", 2, 3);
        Node u = parameter("U", 3, 1);
        Node h = sigmoid(x.matmul(v)).named("h");
        Node out = sigmoid(h.matmul(u)).named("ŷ");
        Node e = logLoss(out, y);
        assertThat(gradient(e, u)).isEqualTo("hᵀ(ŷ − y) / m");
        assertThat(gradient(e, v)).isEqualTo("Xᵀ((ŷ − y)·Uᵀ ⊙ h ⊙ (1 − h)) / m");
        assertThat(gradient(meanSquaredError(out, y), u))
                .isEqualTo("2 · (hᵀ((ŷ − y) ⊙ ŷ ⊙ (1 − ŷ))) / m");
    }
}
