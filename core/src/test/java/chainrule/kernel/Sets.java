package chainrule.kernel;

import chainrule.graph.Leaf;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// The kernels under test: by single numbers, by vectors if there are any, and what users get.
@NullMarked
final class Sets {
    static final boolean VECTORS =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    /// Where functions do something special, and the borders of both precisions.
    static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        -0.5,
        1.5,
        2.5,
        -2.5,
        1e-30,
        -1e-30,
        1e-45,
        -1e-45,
        1e-310,
        4.9e-324,
        Float.MIN_NORMAL,
        Double.MIN_NORMAL,
        Float.MAX_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN,
        88.7,
        88.73,
        89,
        -87.4,
        -103.9,
        -104,
        709.78,
        709.79,
        -745.1,
        -745.2,
        0.34657359,
        0.6931472,
        1e-8,
        -1e-8,
        8388607.5,
        8388608,
        -8388609,
        4503599627370495.5,
        4503599627370497.0,
        20,
        -20,
        0.9999999,
        1.0000001,
        -0.99999994,
        17,
        -17,
        37.5,
        -37.5,
        0.70710677,
        1.4142135,
        1e30,
        -1e30,
        1e300
    };

    private Sets() {}

    /// A pair that must have the same bits.
    record Pair<A>(String name, Kernels<A> plain, Kernels<A> other) {
        @Override
        public String toString() {
            return name;
        }

        /// An array with a number at each place, of all sizes and special ones.
        A numbers(int length, long seed) {
            Random random = new Random(seed);
            A x = plain.allocate(length);
            for (int i = 0; i < length; i++) {
                plain.set(
                        x,
                        i,
                        switch (random.nextInt(4)) {
                            case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
                            case 1 -> random.nextGaussian() * Math.exp(random.nextGaussian() * 4);
                            default -> random.nextGaussian() * 2;
                        });
            }
            return x;
        }

        A ordinary(int length, long seed) {
            Random random = new Random(seed);
            A x = plain.allocate(length);
            for (int i = 0; i < length; i++) {
                plain.set(x, i, random.nextGaussian());
            }
            return x;
        }

        /// The bits, all NaN alike.
        long[] bits(A x) {
            long[] bits = new long[plain.length(x)];
            for (int i = 0; i < bits.length; i++) {
                bits[i] = Double.doubleToLongBits(plain.get(x, i));
            }
            return bits;
        }

        A copy(A x) {
            A y = plain.allocate(plain.length(x));
            for (int i = 0; i < plain.length(x); i++) {
                plain.set(y, i, plain.get(x, i));
            }
            return y;
        }

        double epsilon() {
            return plain instanceof FloatKernels ? 0x1p-24 : 0x1p-53;
        }
    }

    static Pair<float[]> floats() {
        return new Pair<>("float", new FloatKernels(), Hot.floats());
    }

    static Pair<double[]> doubles() {
        return new Pair<>("double", new DoubleKernels(), Hot.doubles());
    }

    static Stream<Pair<?>> pairs() {
        return Stream.of(
                floats(),
                doubles(),
                new Pair<>("float from cold", new FloatKernels(), AllKernels.floats()),
                new Pair<>("double from cold", new DoubleKernels(), AllKernels.doubles()));
    }

    static List<Leaf> leaves() {
        return List.of(Leaf.values());
    }

    /// Apart from the rest, since nothing of it may be loaded where there are no vectors.
    private static final class Hot {
        static Kernels<float[]> floats() {
            return VECTORS
                    ? new FloatVectorKernels(false, Warmth::hot, UnaryOperator.identity())
                    : new FloatKernels();
        }

        static Kernels<double[]> doubles() {
            return VECTORS
                    ? new DoubleVectorKernels(false, Warmth::hot, UnaryOperator.identity())
                    : new DoubleKernels();
        }
    }
}
