package chainrule.graph;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Random numbers that are functions of seed, step and position.
final class UniformTest {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Node step = input("step", Kind.INDEX, Shape.SCALAR);

    /// SplitMix64 as its authors wrote it down: the counter goes on by the golden ratio.
    private static long next(long counter) {
        long z = counter + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    static double[] numbers(long seed, int step, int count) {
        long stream = next((next(seed * GOLDEN) + step) * GOLDEN);
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> (next((stream + i) * GOLDEN) >>> 11) / (double) (1L << 53));
        return numbers;
    }

    private static Tensor index(int value) {
        return Tensor.indices(Shape.SCALAR, value);
    }

    private double[] drawn(long seed, int at, int count) {
        Node u = uniform(Shape.of(count), seed, step);
        return Interpreter.evaluate(u, Feed.of(step, index(at))).toDoubles();
    }

    /// The first number of the generator as its reference program prints it for the seed 0.
    @Test
    void theBitsAreThoseOfSplitMix() {
        assertThat(next(0)).isEqualTo(0xE220A8397B1DCDAFL);
        assertThat(drawn(3, 2, 5)).isEqualTo(numbers(3, 2, 5));
    }

    @Test
    void theyAreTheSameAgainAndOthersForAnotherSeedOrStep() {
        assertThat(drawn(1, 1, 9)).isEqualTo(drawn(1, 1, 9));
        assertThat(drawn(1, 1, 9)).startsWith(drawn(1, 1, 4));
        assertThat(drawn(1, 2, 9)).doesNotContain(drawn(1, 1, 9));
        assertThat(drawn(2, 1, 9)).doesNotContain(drawn(1, 1, 9));
    }

    /// Mean ½ and variance 1/12 to within 4 standard errors, no neighbours that go together, and a
    /// twentieth of the numbers in each twentieth of the range.
    @Test
    void theyAreEvenlySpreadAndDoNotFollowEachOther() {
        int n = 100_000;
        double[] u = drawn(42, 7, n);
        double mean = Arrays.stream(u).average().orElseThrow();
        double variance = Arrays.stream(u).map(a -> (a - 0.5) * (a - 0.5)).sum() / n;
        assertThat(mean).isCloseTo(0.5, within(4 * Math.sqrt(1 / 12.0 / n)));
        assertThat(variance).isCloseTo(1 / 12.0, within(4 * Math.sqrt(1 / 180.0 / n)));
        double together = 0;
        int[] twentieths = new int[20];
        for (int i = 0; i < n; i++) {
            together += (u[i] - 0.5) * (u[(i + 1) % n] - 0.5) / n;
            twentieths[(int) (u[i] * 20)]++;
        }
        assertThat(together).isCloseTo(0, within(4.0 / 12 / Math.sqrt(n)));
        for (int count : twentieths) {
            assertThat(count).isBetween(n / 20 - 300, n / 20 + 300);
        }
    }

    @Test
    void dropoutKeepsTheMeanAndItsGradientIsItsOwnMask() {
        int n = 20_000;
        Node x = input("x", n);
        Node y = Functions.dropout(x, 0.25, 5, step);
        Feed feed = Feed.of(x, Tensor.full(Shape.of(n), 3)).and(step, index(9));
        Interpreter run = Interpreter.of(feed);
        double[] values = run.value(y).toDoubles();
        double[] gradient = run.value(Gradient.of(sum(y), x)).toDoubles();
        assertThat(Arrays.stream(values).average().orElseThrow()).isCloseTo(3, within(0.06));
        for (int i = 0; i < n; i++) {
            assertThat(gradient[i]).isEqualTo(values[i] == 0 ? 0 : 1 / 0.75);
        }
    }

    @Test
    void afterTrainingDropoutIsTakenOut() {
        Node x = input("x", 3);
        Node y = Functions.tanh(Functions.dropout(x.mul(2), 0.5, 1, step)).named("y");
        Node without = Dropout.without(List.of(y)).get(0);
        assertThat(Text.formula(without, 100)).isEqualTo("tanh(x · 2)");
        assertThat(without.name()).contains("y");
        assertThat(Walk.order(without)).doesNotContain(step);
    }

    /// A layer of a user's own that drops inside.
    @Test
    void dropoutInsideACompositeIsTakenOutToo() {
        Composite layer =
                Composite.of("layer", (v, s) -> Functions.dropout(Functions.tanh(v), 0.5, 1, s));
        Node x = input("x", 3);
        Node y = layer.apply(x.mul(2), step).named("y");
        Node without = Dropout.without(List.of(y)).get(0);
        assertThat(Text.formula(without, 100)).isEqualTo("tanh(x · 2)");
        assertThat(without.name()).contains("y");
        Node plain = Functions.sigmoid(x);
        assertThat(Dropout.without(List.of(plain))).containsExactly(plain);
    }

    @Test
    void ratesAndStepsOutsideTheirRangesAreRefused() {
        assertThatThrownBy(() -> new Dropout(1, 0))
                .isInstanceOf(GraphException.class)
                .hasMessage("dropout: the rate is from 0 up to 1, and is 1");
        Node steps = input("steps", Kind.INDEX, Shape.of(2));
        assertThatThrownBy(() -> uniform(Shape.of(2), 0, steps))
                .hasMessage("uniform: the number of a step must be one index\n  INDEX [2]  steps");
    }
}
