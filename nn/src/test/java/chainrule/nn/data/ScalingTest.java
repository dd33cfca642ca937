package chainrule.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalingTest {
    private static Tensor random(long seed, int m, int n, double unit) {
        Random rng = new Random(seed);
        return Tensor.generate(Shape.of(m, n), Kind.REAL, i -> unit * (3 + rng.nextGaussian()));
    }

    @Test
    void standardizingByHand() {
        Tensor x = Tensor.of(new double[][] {{1, 10}, {3, 10}, {5, 10}, {7, 10}});
        Standardize fitted = Standardize.fit(x);
        assertThat(fitted).isEqualTo(new Standardize(Tensor.of(4, 10), Tensor.of(Math.sqrt(5), 1)));
        double s = Math.sqrt(5);
        assertThat(fitted.apply(x))
                .isEqualTo(
                        Tensor.of(
                                new double[][] {{-3 / s, 0}, {-1 / s, 0}, {1 / s, 0}, {3 / s, 0}}));
        assertThat(fitted.apply(Tensor.of(new double[][] {{4, 12}})))
                .isEqualTo(Tensor.of(new double[][] {{0, 2}}));
    }

    @Test
    void minMaxByHand() {
        Tensor x = Tensor.of(new double[][] {{1, 10}, {3, 10}, {5, 10}});
        MinMax fitted = MinMax.fit(x);
        assertThat(fitted).isEqualTo(new MinMax(Tensor.of(1, 10), Tensor.of(4, 1)));
        assertThat(fitted.apply(x)).isEqualTo(Tensor.of(new double[][] {{0, 0}, {0.5, 0}, {1, 0}}));
        assertThat(fitted.apply(Tensor.of(new double[][] {{9, 9}})))
                .isEqualTo(Tensor.of(new double[][] {{2, -1}}));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, -1e300, 4.9e-324, 1.0 / 3})
    void aConstantColumnBecomesExactlyZero(double value) {
        Tensor x = Tensor.full(Shape.of(7, 1), value);
        Tensor zero = Tensor.generate(Shape.of(7, 1), Kind.REAL, _ -> 0);
        assertThat(Standardize.fit(x).apply(x)).isEqualTo(zero);
        assertThat(MinMax.fit(x).apply(x)).isEqualTo(zero);
        assertThat(Standardize.fit(x).deviation().item()).isEqualTo(1);
        assertThat(MinMax.fit(x).span().item()).isEqualTo(1);
    }

    @Property
    void invertingGivesTheRowsBack(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 20) int m,
            @ForAll @IntRange(min = 1, max = 5) int n,
            @ForAll @DoubleRange(min = -300, max = 300) double magnitude) {
        double unit = Math.pow(10, magnitude);
        Tensor x = random(seed, m, n, unit);
        for (Scaling scaling : new Scaling[] {Standardize.fit(x), MinMax.fit(x)}) {
            assertThat(scaling.invert(scaling.apply(x)).toDoubles())
                    .containsExactly(x.toDoubles(), within(1e-14 * 10 * unit));
        }
    }

    @Property
    void whatWasFittedHasMeanZeroAndDeviationOne(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 50) int m,
            @ForAll @DoubleRange(min = -300, max = 300) double magnitude) {
        Tensor x = random(seed, m, 1, Math.pow(10, magnitude));
        Tensor z = Standardize.fit(x).apply(x);
        double sum = 0;
        double squares = 0;
        for (double entry : z.toDoubles()) {
            sum += entry;
            squares += entry * entry;
        }
        assertThat(sum / m).isCloseTo(0, within(1e-9));
        assertThat(squares / m).isCloseTo(1, within(1e-9));
    }

    @Test
    void floatsStayFloats() {
        Tensor x = Tensor.floats(Shape.of(2, 1), 1, 3);
        assertThat(Standardize.fit(x).apply(x)).isEqualTo(Tensor.floats(Shape.of(2, 1), -1, 1));
        assertThat(MinMax.fit(x).invert(Tensor.floats(Shape.of(1, 1), 0.5f)))
                .isEqualTo(Tensor.floats(Shape.of(1, 1), 2));
    }

    @Test
    void otherShapesAreRefused() {
        Standardize fitted = Standardize.fit(Tensor.of(new double[][] {{1, 2}, {3, 4}}));
        assertShapeRefused(
                () -> fitted.apply(Tensor.full(Shape.of(5, 3), 0)),
                "Standardize was fitted on 2 columns: it takes real numbers [m×2], and [5×3] of kind REAL was given");
        assertShapeRefused(
                () -> fitted.invert(Tensor.of(1, 2)),
                "Standardize was fitted on 2 columns: it takes real numbers [m×2], and [2] of kind REAL was given");
        assertShapeRefused(
                () ->
                        new MinMax(Tensor.of(0), Tensor.of(1))
                                .apply(Tensor.indices(Shape.of(1, 1), 1)),
                "MinMax was fitted on 1 column: it takes real numbers [m×1], and [1×1] of kind INDEX was given");
        assertShapeRefused(
                () -> MinMax.fit(Tensor.full(Shape.of(0, 2), 0)),
                "MinMax is fitted on real numbers [m×n] with m ≥ 1, and [0×2] of kind REAL was given");
        assertShapeRefused(
                () -> new MinMax(Tensor.of(0, 1), Tensor.of(1)),
                "MinMax holds two real numbers for each column, [n] and [n], and [2] and [1] were given");
    }

    @Test
    void numbersThatCannotBeScaledAreRefused() {
        assertDataRefused(
                () -> Standardize.fit(Tensor.of(new double[][] {{1, 2}, {3, Double.NaN}})),
                "Standardize is fitted on finite numbers, and column 1 of [2×2] has NaN or infinity");
        assertDataRefused(
                () -> MinMax.fit(Tensor.of(new double[][] {{-1.5e308}, {1.5e308}})),
                "MinMax: column 0 of [2×1] spans more than a double holds; use a larger unit");
        assertDataRefused(
                () -> new Standardize(Tensor.of(0, 1), Tensor.of(1, 0)),
                "Standardize: column 1 is shifted by 1.0 and divided by 0.0; both are finite, and the second is positive");
    }

    private static void assertShapeRefused(Runnable use, String message) {
        assertThatExceptionOfType(ShapeException.class).isThrownBy(use::run).withMessage(message);
    }

    private static void assertDataRefused(Runnable use, String message) {
        assertThatExceptionOfType(DataException.class).isThrownBy(use::run).withMessage(message);
    }
}
