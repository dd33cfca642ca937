package chainrule.benchmarks.hand;

import static chainrule.benchmarks.hand.Lanes.L;
import static chainrule.benchmarks.hand.Lanes.S;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

/// The functions of vectors beside those of Math, over the range that they are for.
class LanesTest {
    @Test
    void theExponentialIsThatOfMath() {
        assertClose(Lanes::expOfMinusAbs, x -> Math.exp(-Math.abs(x)), -86, 86);
        assertClose(Lanes::expOfMinusAbs, x -> Math.exp(-Math.abs(x)), -1, 1);
    }

    @Test
    void farOutTheExponentialStaysAtTheSmallestNumbers() {
        float[] e = new float[L];
        Lanes.expOfMinusAbs(FloatVector.broadcast(S, -1000f)).intoArray(e, 0);
        assertThat(e[0]).isBetween(Float.MIN_NORMAL, 2e-38f);
    }

    @Test
    void theLogarithmIsThatOfMath() {
        assertClose(
                e -> Lanes.log1p(e.div(e.add(FloatVector.broadcast(S, 2f)))), Math::log1p, 0, 1);
    }

    @Test
    void theSigmoidIsThatOfMath() {
        assertClose(Lanes::sigmoid, x -> 1 / (1 + Math.exp(-x)), -80, 80);
    }

    private static void assertClose(
            UnaryOperator<FloatVector> f, DoubleUnaryOperator exact, double from, double to) {
        float[] x = new float[L];
        float[] y = new float[L];
        double worst = 0;
        for (int i = 0; i < 2000; i++) {
            for (int lane = 0; lane < L; lane++) {
                x[lane] = (float) (from + (to - from) * (i * L + lane) / (2000.0 * L));
            }
            f.apply(FloatVector.fromArray(S, x, 0)).intoArray(y, 0);
            for (int lane = 0; lane < L; lane++) {
                double expected = exact.applyAsDouble(x[lane]);
                if (expected != 0) {
                    worst = Math.max(worst, Math.abs(y[lane] / expected - 1));
                }
            }
        }
        assertThat(worst).as("the largest relative error").isLessThan(4e-7);
    }
}
