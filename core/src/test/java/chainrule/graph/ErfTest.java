package chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The error function against values of a table and against its integral.
final class ErfTest {
    /// 2/√π ∫₀ˣ exp(−t²) dt by Simpson's rule, which knows nothing of series and fractions.
    static double integral(double x) {
        int steps = 2000;
        double h = x / steps;
        double sum = 1 + Math.exp(-x * x);
        for (int i = 1; i < steps; i++) {
            sum += (i % 2 == 0 ? 2 : 4) * Math.exp(-(i * h) * (i * h));
        }
        return 2 / Math.sqrt(Math.PI) * sum * h / 3;
    }

    /// Abramowitz and Stegun, "Handbook of mathematical functions", table 7.1; the last two from
    /// its asymptotic series.
    @ParameterizedTest
    @CsvSource({
        "0.5, 0.5204998778130465",
        "1, 0.8427007929497149",
        "1.5, 0.9661051464753108",
        "2, 0.9953222650189527",
        "3, 0.9999779095030014",
        "5, 0.9999999999984626"
    })
    void itHasTheValuesOfTheTable(double x, double expected) {
        assertThat(Erf.of(x)).isCloseTo(expected, within(3e-16));
        assertThat(Erf.of(-x)).isEqualTo(-Erf.of(x));
    }

    @Test
    void itIsItsIntegralOnBothSidesOfTheBorderBetweenSeriesAndFraction() {
        for (double x = -4; x <= 4; x += 0.01) {
            assertThat(Erf.of(x)).as("%s", x).isCloseTo(integral(x), within(1e-14));
        }
    }

    @Test
    void itEndsAtOneAndKeepsSmallNumbersAndNaN() {
        assertThat(Erf.of(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(Erf.of(-1e308)).isEqualTo(-1);
        assertThat(Erf.of(0)).isZero();
        assertThat(1 / Erf.of(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Erf.of(1e-300)).isCloseTo(2e-300 / Math.sqrt(Math.PI), within(1e-315));
        assertThat(Erf.of(Double.NaN)).isNaN();
    }
}
