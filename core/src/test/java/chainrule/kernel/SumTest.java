package chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SumTest {
    static Stream<Sets.Pair<?>> pairs() {
        return Sets.pairs();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void sumsAndMaximaHaveTheBitsOfSingleNumbers(Sets.Pair<?> pair) {
        for (int n = 0; n < 300; n++) {
            for (int rows = 0; rows < 8; rows++) {
                bits(pair, rows, n);
            }
        }
        bits(pair, 301, 3);
        bits(pair, 37, 1031);
    }

    private static <A> void bits(Sets.Pair<A> pair, int rows, int n) {
        for (A x :
                java.util.List.of(pair.ordinary(rows * n + 3, n), pair.numbers(rows * n + 3, n))) {
            A expected = pair.plain().allocate(2 * (rows + n));
            pair.plain().sumRows(x, 3, rows, n, expected, 0);
            pair.plain().maxRows(x, 3, rows, n, expected, rows);
            pair.plain().sumColumns(x, 3, rows, n, expected, 2 * rows);
            pair.plain().maxColumns(x, 3, rows, n, expected, 2 * rows + n);
            A actual = pair.plain().allocate(2 * (rows + n));
            pair.other().sumRows(x, 3, rows, n, actual, 0);
            pair.other().maxRows(x, 3, rows, n, actual, rows);
            pair.other().sumColumns(x, 3, rows, n, actual, 2 * rows);
            pair.other().maxColumns(x, 3, rows, n, actual, 2 * rows + n);
            assertThat(pair.bits(actual)).as(rows + "×" + n).isEqualTo(pair.bits(expected));
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void sumsAreRightToADigitPerHalvingAndRound(Sets.Pair<?> pair) {
        for (int n : new int[] {0, 1, 2, 3, 17, 64, 65, 100, 1000, 4099}) {
            for (int rows : new int[] {0, 1, 2, 5, 67}) {
                near(pair, rows, n);
            }
        }
    }

    private static <A> void near(Sets.Pair<A> pair, int rows, int n) {
        Kernels<A> kernels = pair.other();
        A x = pair.ordinary(rows * n, n);
        A ofRows = kernels.allocate(rows);
        A ofColumns = kernels.allocate(n);
        kernels.sumRows(x, 0, rows, n, ofRows, 0);
        kernels.sumColumns(x, 0, rows, n, ofColumns, 0);
        for (int r = 0; r < rows; r++) {
            near(kernels, x, r * n, 1, n, kernels.get(ofRows, r), (n / 32.0 + 7) * pair.epsilon());
        }
        for (int j = 0; j < n; j++) {
            near(
                    kernels,
                    x,
                    j,
                    n,
                    rows,
                    kernels.get(ofColumns, j),
                    (rows / 4.0 + 4) * pair.epsilon());
        }
    }

    private static <A> void near(
            Kernels<A> kernels, A x, int at, int step, int terms, double actual, double error) {
        double sum = 0;
        double size = 0;
        for (int i = 0; i < terms; i++) {
            sum += kernels.get(x, at + i * step);
            size += Math.abs(kernels.get(x, at + i * step));
        }
        assertThat(Math.abs(actual - sum)).isLessThanOrEqualTo(size * (error + terms * 0x1p-53));
    }

    @Test
    void sumsAreAddedInTheOrderThatIsWrittenDown() {
        float[] x = {1e8f, 1, -1e8f, 2};
        float[] y = new float[1];
        // (1e8 − 1e8) + (1 + 2)
        AllKernels.floats().sumRows(x, 0, 1, 4, y, 0);
        assertThat(y[0]).isEqualTo(3);
        AllKernels.floats().sumColumns(x, 0, 4, 1, y, 0);
        assertThat(y[0]).isEqualTo(3);
    }

    @Test
    void theMaximumOfNothingIsMinusInfinityAndTheSumIsZero() {
        double[] y = {1, 1, 1, 1};
        Kernels<double[]> kernels = AllKernels.doubles();
        kernels.maxRows(y, 0, 1, 0, y, 0);
        kernels.maxColumns(y, 0, 0, 1, y, 1);
        kernels.sumRows(y, 0, 1, 0, y, 2);
        kernels.sumColumns(y, 0, 0, 1, y, 3);
        assertThat(y).containsExactly(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, 0);
    }
}
