package chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Products beside a reference of about twice as many digits: each entry is within γₖ·(|A|·|B|),
/// where γₖ = k·u / (1 − k·u) and u is the rounding of one operation.
class ProductErrorTest {
    private static final int[] SIZES = {
        0, 1, 2, 3, 5, 7, 8, 11, 13, 16, 17, 31, 32, 37, 61, 64, 97, 127, 128, 131, 257
    };

    private static final int MOST = 1_500_000;

    static Stream<Makers<?>> makers() {
        return Makers.all();
    }

    /// A matrix as it lies: rows, columns, with gaps, backwards, one row repeated.
    private record Lying(int at, int row, int column, int length) {
        static Lying of(int rows, int columns, int kind, int at) {
            int last = Math.max(0, rows - 1);
            int end = Math.max(0, columns - 1);
            return switch (kind) {
                case 0 -> new Lying(at, columns, 1, at + rows * columns);
                case 1 -> new Lying(at, 1, rows, at + rows * columns);
                case 2 -> new Lying(at, columns + 3, 1, at + rows * (columns + 3));
                case 3 -> new Lying(at, 1, rows + 5, at + columns * (rows + 5));
                case 4 -> new Lying(at, 2 * columns + 1, 2, at + rows * (2 * columns + 1));
                case 5 -> new Lying(at + last * columns, -columns, 1, at + rows * columns);
                case 6 -> new Lying(at + last * columns + end, -columns, -1, at + rows * columns);
                case 7 -> new Lying(at, 0, 1, at + columns);
                default -> new Lying(at, 1, 0, at + rows);
            };
        }

        int position(int i, int j) {
            return at + i * row + j * column;
        }
    }

    @ParameterizedTest
    @MethodSource("makers")
    void randomShapesAndViewsAreWithinTheBound(Makers<?> makers) {
        Random random = new Random(5);
        for (int i = 0; i < 400; i++) {
            int m = SIZES[random.nextInt(SIZES.length)];
            int n = SIZES[random.nextInt(SIZES.length)];
            int k = SIZES[random.nextInt(SIZES.length)];
            if ((long) m * n * k < MOST) {
                check(makers, m, n, k, random.nextInt(9), random.nextInt(9), i);
            }
        }
    }

    /// Beyond the blocks and pieces of all.
    @ParameterizedTest
    @MethodSource("makers")
    void largeOnesAreWithinTheBound(Makers<?> makers) {
        check(makers, 521, 13, 521, 0, 0, 1);
        check(makers, 13, 521, 1031, 1, 0, 2);
        check(makers, 523, 263, 37, 0, 1, 3);
        check(makers, 8, 8, 70_001, 2, 3, 4);
        check(makers, 1, 1, 1_000_003, 0, 0, 5);
        check(makers, 1, 3, 300_007, 0, 1, 6);
        check(makers, 300_007, 2, 3, 1, 1, 7);
    }

    /// Batches of 1 to 10 points, and layers of so few neurons.
    @ParameterizedTest
    @MethodSource("makers")
    void skinnyOnesAreWithinTheBound(Makers<?> makers) {
        for (int few = 1; few <= 10; few++) {
            for (int kind = 0; kind < 4; kind++) {
                check(makers, few, 128, 200, kind, 1, few);
                check(makers, 128, few, 200, 0, kind, few);
                check(makers, 200, 128, few, kind, kind, few);
            }
        }
    }

    private static <A> void check(
            Makers<A> makers, int m, int n, int k, int kindOfA, int kindOfB, long seed) {
        Random random = new Random(seed);
        Lying left = Lying.of(m, k, kindOfA, random.nextInt(4));
        Lying right = Lying.of(k, n, kindOfB, random.nextInt(4));
        A a = numbers(makers.kernels(), left.length, random);
        A b = numbers(makers.kernels(), right.length, random);
        A c = makers.kernels().allocate(m * n + 3);
        makers.kernels().fill(c, 0, m * n + 3, Double.NaN);
        multiply(makers, m, n, k, a, left, b, right, c);
        String what = "%d×%d·%d×%d, kinds %d and %d".formatted(m, k, k, n, kindOfA, kindOfB);
        double bound = k * makers.unit() / (1 - k * makers.unit());
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                check(makers.kernels(), k, a, left, i, b, right, j, c, 1 + i * n + j, bound, what);
            }
        }
        assertThat(makers.kernels().get(c, 0)).as("before C of %s", what).isNaN();
        assertThat(makers.kernels().get(c, m * n + 1)).as("behind C of %s", what).isNaN();
    }

    private static <A> void multiply(
            Makers<A> makers, int m, int n, int k, A a, Lying left, A b, Lying right, A c) {
        makers.product()
                .multiply(
                        m,
                        n,
                        k,
                        a,
                        left.at,
                        left.row,
                        left.column,
                        b,
                        right.at,
                        right.row,
                        right.column,
                        c,
                        1,
                        n);
    }

    private static <A> A numbers(Kernels<A> kernels, int length, Random random) {
        A x = kernels.allocate(length);
        for (int i = 0; i < length; i++) {
            kernels.set(x, i, random.nextGaussian() * Math.exp(2 * random.nextGaussian()));
        }
        return x;
    }

    /// Each product and each sum with what its rounding leaves out (Ogita, Rump and Oishi).
    private static <A> void check(
            Kernels<A> kernels,
            int k,
            A a,
            Lying left,
            int i,
            A b,
            Lying right,
            int j,
            A c,
            int to,
            double bound,
            String what) {
        double sum = 0;
        double rest = 0;
        double size = 0;
        for (int q = 0; q < k; q++) {
            double x = kernels.get(a, left.position(i, q));
            double y = kernels.get(b, right.position(q, j));
            double term = x * y;
            double next = sum + term;
            double of = next - sum;
            rest += (sum - (next - of)) + (term - of) + Math.fma(x, y, -term);
            sum = next;
            size += Math.abs(term);
        }
        double error = Math.abs((kernels.get(c, to) - sum) - rest);
        if (!(error <= bound * size)) {
            throw new AssertionError(
                    "%s at (%d, %d): %s instead of %s, off by %s, allowed %s"
                            .formatted(what, i, j, kernels.get(c, to), sum, error, bound * size));
        }
    }

    /// Where a row of A or a column of B has one, so has each entry of C that they meet in.
    @ParameterizedTest
    @MethodSource("makers")
    void nanAndInfinitiesGoWhereTheyShould(Makers<?> makers) {
        for (int[] size : new int[][] {{1, 1, 9}, {3, 5, 7}, {9, 10, 33}, {40, 50, 60}}) {
            for (int kind = 0; kind < 4; kind++) {
                special(makers, size[0], size[1], size[2], kind);
            }
        }
    }

    private static <A> void special(Makers<A> makers, int m, int n, int k, int kind) {
        Kernels<A> kernels = makers.kernels();
        double[] numbers = {
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -0.0, 1, -2, 3, 0.5
        };
        Random random = new Random(kind);
        Lying left = Lying.of(m, k, kind, 1);
        Lying right = Lying.of(k, n, 3 - kind, 2);
        for (int round = 0; round < 20; round++) {
            A a = numbers(kernels, left.length, random);
            A b = numbers(kernels, right.length, random);
            kernels.set(
                    a,
                    left.position(random.nextInt(m), random.nextInt(k)),
                    numbers[random.nextInt(numbers.length)]);
            kernels.set(
                    b,
                    right.position(random.nextInt(k), random.nextInt(n)),
                    numbers[random.nextInt(numbers.length)]);
            A c = kernels.allocate(m * n + 3);
            kernels.fill(c, 0, m * n + 3, Double.NaN);
            multiply(makers, m, n, k, a, left, b, right, c);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int q = 0; q < k; q++) {
                        sum +=
                                kernels.get(a, left.position(i, q))
                                        * kernels.get(b, right.position(q, j));
                    }
                    double actual = kernels.get(c, 1 + i * n + j);
                    assertThat(
                                    Double.isFinite(sum)
                                            ? Double.isFinite(actual)
                                            : actual == sum
                                                    || (Double.isNaN(actual) && Double.isNaN(sum)))
                            .as("%s for %s", actual, sum)
                            .isTrue();
                }
            }
        }
    }
}
