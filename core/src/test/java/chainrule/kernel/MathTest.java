package chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.graph.Leaf;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The errors of our own functions, in units of the last digit: those of floats against doubles,
/// those of doubles against `StrictMath`, which is itself right to one unit (of tanh and expm1,
/// too).
class MathTest {
    @ParameterizedTest
    @EnumSource(names = {"EXP", "EXPM1", "LOG", "LOG1P", "TANH"})
    void floatsAreRightToThreeUnits(Leaf leaf) {
        One<float[]> op = new One<>(new FloatKernels(), leaf);
        for (long bits = 0; bits < 1L << 32; bits += 2039) {
            float x = Float.intBitsToFloat((int) bits);
            double exact = leaf.value(x, 0, 0);
            float nearest = (float) exact;
            float y = (float) op.of(x);
            if (Float.isFinite(nearest) && nearest != 0) {
                assertThat(Math.abs(y - exact) / Math.ulp(nearest))
                        .as("%s of %s", leaf, x)
                        .isLessThan(3);
            } else {
                assertThat(Float.compare(y, nearest)).as("%s of %s", leaf, x).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EXP", "EXPM1", "LOG", "LOG1P", "TANH"})
    void doublesAreRightToFourUnits(Leaf leaf) {
        One<double[]> op = new One<>(new DoubleKernels(), leaf);
        Random random = new Random(1);
        for (int i = 0; i < 1_000_000; i++) {
            double x =
                    switch (i % 3) {
                        case 0 -> Double.longBitsToDouble(random.nextLong());
                        case 1 -> (random.nextDouble() - 0.5) * 1500;
                        default -> random.nextGaussian() * Math.exp(3 * random.nextGaussian());
                    };
            double exact = strict(leaf, x);
            double y = op.of(x);
            if (Double.isFinite(exact) && exact != 0) {
                assertThat(Math.abs(y - exact))
                        .as("%s of %s", leaf, x)
                        .isLessThanOrEqualTo(4 * Math.ulp(exact));
            } else {
                assertThat(Double.compare(y, exact)).as("%s of %s", leaf, x).isZero();
            }
        }
    }

    private static double strict(Leaf leaf, double x) {
        return switch (leaf) {
            case EXP -> StrictMath.exp(x);
            case EXPM1 -> StrictMath.expm1(x);
            case LOG -> StrictMath.log(x);
            case LOG1P -> StrictMath.log1p(x);
            case TANH -> StrictMath.tanh(x);
            default -> throw new IllegalArgumentException(leaf.toString());
        };
    }

    /// A function of one number.
    private record One<A>(Kernels<A> kernels, Loop<A> loop, A room) {
        One(Kernels<A> kernels, Leaf leaf) {
            this(kernels, Loop.of(kernels, leaf), kernels.allocate(1));
        }

        double of(double x) {
            kernels.set(room, 0, x);
            loop.run(room, 0, room, 0, room, 0, room, 0, 1);
            return kernels.get(room, 0);
        }
    }
}
