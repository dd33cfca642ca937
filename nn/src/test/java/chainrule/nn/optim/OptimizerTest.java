package chainrule.nn.optim;

import static chainrule.graph.Functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.graph.Node;
import chainrule.tape.GradientCheck;
import chainrule.tape.Tape;
import chainrule.tensor.Numbers;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerTest {
    private static final int STEPS = 60;

    private static double[][] gradients(long seed) {
        Random random = new Random(seed);
        double[][] g = new double[STEPS][];
        for (int t = 0; t < STEPS; t++) {
            g[t] = random.doubles(3, -5, 5).toArray();
        }
        return g;
    }

    private static void assertPath(Optimizer optimizer, double[][] g, double[][] expected) {
        List<double[]> path = new Descent(optimizer, 3).path(new double[] {1, -2, 0}, g);
        assertThat(path).hasSize(STEPS);
        for (int t = 0; t < STEPS; t++) {
            assertThat(path.get(t))
                    .as("step %d", t + 1)
                    .containsExactly(expected[t], within(1e-12));
        }
    }

    @Property(tries = 50)
    void gradientDescentIsThePlainLoop(
            @ForAll @Scale(4) @DoubleRange(min = 1e-4, max = 1) double rate, @ForAll long seed) {
        double[][] g = gradients(seed);
        double[][] expected = new double[STEPS][];
        double[] w = {1, -2, 0};
        for (int t = 0; t < STEPS; t++) {
            for (int i = 0; i < w.length; i++) {
                w[i] -= rate * g[t][i];
            }
            expected[t] = w.clone();
        }
        assertPath(GradientDescent.of(rate), g, expected);
    }

    @Property(tries = 50)
    void momentumIsThePlainLoop(
            @ForAll @Scale(4) @DoubleRange(min = 1e-4, max = 0.1) double rate,
            @ForAll @Scale(4) @DoubleRange(min = 0.01, max = 0.95) double momentum,
            @ForAll long seed) {
        double[][] g = gradients(seed);
        double[][] expected = new double[STEPS][];
        double[] w = {1, -2, 0};
        double[] v = new double[3];
        for (int t = 0; t < STEPS; t++) {
            for (int i = 0; i < w.length; i++) {
                v[i] = momentum * v[i] + g[t][i];
                w[i] -= rate * v[i];
            }
            expected[t] = w.clone();
        }
        assertPath(GradientDescent.of(rate).withMomentum(momentum), g, expected);
    }

    @Property(tries = 50)
    void adamIsThePlainLoop(
            @ForAll @Scale(4) @DoubleRange(min = 1e-4, max = 0.1) double rate,
            @ForAll @Scale(4) @DoubleRange(min = 0, max = 0.99) double beta1,
            @ForAll @Scale(4) @DoubleRange(min = 0, max = 0.999) double beta2,
            @ForAll long seed) {
        double epsilon = 1e-8;
        double[][] g = gradients(seed);
        double[][] expected = new double[STEPS][];
        double[] w = {1, -2, 0};
        double[] m = new double[3];
        double[] v = new double[3];
        for (int t = 0; t < STEPS; t++) {
            for (int i = 0; i < w.length; i++) {
                m[i] = beta1 * m[i] + (1 - beta1) * g[t][i];
                v[i] = beta2 * v[i] + (1 - beta2) * g[t][i] * g[t][i];
                double mHat = m[i] / (1 - Math.pow(beta1, t + 1));
                double vHat = v[i] / (1 - Math.pow(beta2, t + 1));
                w[i] -= rate * mHat / (Math.sqrt(vHat) + epsilon);
            }
            expected[t] = w.clone();
        }
        assertPath(new Adam(rate, beta1, beta2, epsilon), g, expected);
    }

    /// At the first step m̂ = g and v̂ = g², so that every entry moves by α, whatever its gradient;
    /// where that is 0 it stays.
    @Test
    void adamsFirstStepIsTheRateInEachEntry() {
        double[] w =
                new Descent(Adam.of(0.01), 3)
                        .path(new double[] {1, -2, 0.5}, new double[][] {{1e-3, -1e6, 0}})
                        .get(0);
        assertThat(w).containsExactly(new double[] {0.99, -1.99, 0.5}, within(1e-7));
    }

    @Test
    void settingsAreThoseOfThePapers() {
        assertThat(Adam.of(0.01)).isEqualTo(new Adam(0.01, 0.9, 0.999, 1e-8));
        assertThat(GradientDescent.of(0.1)).isEqualTo(new GradientDescent(0.1, 0));
        assertThat(GradientDescent.of(0.1).withMomentum(0.9).withMomentum(0))
                .isEqualTo(GradientDescent.of(0.1));
    }

    @Test
    void whatIsRememberedHasANameAndASize() {
        assertThat(GradientDescent.of(0.1).slots()).isEmpty();
        assertThat(GradientDescent.of(0.1).withMomentum(0.9).slots())
                .containsExactly(new Optimizer.Slot("velocity", true));
        assertThat(Adam.of(0.1).slots())
                .containsExactly(
                        new Optimizer.Slot("m", true),
                        new Optimizer.Slot("v", true),
                        new Optimizer.Slot("t", false));
    }

    @Test
    void updatesAreFormulas() {
        Descent plain = new Descent(GradientDescent.of(0.1), 2);
        assertThat(plain.update.w()).hasToString("w − α · g [2]");
        Descent momentum = new Descent(new GradientDescent(0.1, 0.9), 2);
        assertThat(momentum.update.w()).hasToString("w − α · (velocity · 0.9 + g) [2]");
        assertThat(momentum.update.state().get(0)).hasToString("velocity · 0.9 + g [2]");
        Descent adam = new Descent(new Adam(0.1, 0.5, 0.75, 1e-8), 2);
        assertThat(adam.update.state().stream().map(Node::toString))
                .containsExactly("m · 0.5 + g · 0.5 [2]", "v · 0.75 + g² · 0.25 [2]", "t + 1 []");
        assertThat(adam.update.w())
                .hasToString(
                        "w − α · ((m · 0.5 + g · 0.5) / (1 − 0.5^(t + 1))) / (√((v · 0.75 + g² · 0.25) / (1 − 0.75^(t + 1))) + 1e−8) [2]");
    }

    /// Of w′ = w − αg the derivative by α is −g, and by g it is −α.
    @Test
    void aStepHasDerivativesLikeAnyFormula() {
        Descent plain = new Descent(GradientDescent.of(0.1), 2);
        Tape tape =
                Tape.record(
                        sum(plain.update.w()),
                        Feed.of(plain.w, Tensor.of(1, 2))
                                .and(plain.g, Tensor.of(3, 4))
                                .and(plain.rate, 0.1));
        assertThat(tape.backward().of(plain.rate).item()).isEqualTo(-7);
        assertThat(tape.backward().of(plain.g)).isEqualTo(Tensor.of(-0.1, -0.1));

        Descent adam = new Descent(Adam.of(0.1), 2);
        GradientCheck.of(
                        sum(adam.update.w()),
                        Feed.of(adam.w, Tensor.of(1, 2))
                                .and(adam.g, Tensor.of(3, -4))
                                .and(adam.rate, 0.1)
                                .and(adam.state.get(0), Tensor.of(0.5, 1))
                                .and(adam.state.get(1), Tensor.of(2, 0.75))
                                .and(adam.state.get(2), 5))
                .order(2)
                .run();
    }

    @Test
    void aSlotForTheWholeIsOneNumber() {
        Descent adam = new Descent(Adam.of(0.1), 2);
        assertThat(adam.update.state())
                .extracting(Node::shape)
                .containsExactly(Shape.of(2), Shape.of(2), Shape.SCALAR);
    }

    private static void assertRefused(Runnable make, String message) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(make::run)
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -0.5, Double.NaN, Double.POSITIVE_INFINITY})
    void ratesAndEpsilonsThatAreNotAboveZeroAndFiniteAreRefused(double value) {
        String is = " must be above 0 and finite, and is " + Numbers.text(value);
        assertRefused(() -> GradientDescent.of(value), "learning rate" + is);
        assertRefused(() -> Adam.of(value), "learning rate" + is);
        assertRefused(() -> new Adam(0.1, 0.9, 0.999, value), "ε" + is);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, 1, 1.5, Double.NaN, Double.POSITIVE_INFINITY})
    void sharesOutsideTheirRangeAreRefused(double value) {
        String is = " must be from 0 to below 1, and is " + Numbers.text(value);
        assertRefused(() -> GradientDescent.of(0.1).withMomentum(value), "momentum" + is);
        assertRefused(() -> new Adam(0.1, value, 0.999, 1e-8), "β₁" + is);
        assertRefused(() -> new Adam(0.1, 0.9, value, 1e-8), "β₂" + is);
    }

    @Test
    void aRefusalNamesTheSettingAndTheNumber() {
        assertRefused(
                () -> GradientDescent.of(-0.5),
                "learning rate must be above 0 and finite, and is −0.5");
        assertRefused(
                () -> new GradientDescent(0.1, 1), "momentum must be from 0 to below 1, and is 1");
    }
}
