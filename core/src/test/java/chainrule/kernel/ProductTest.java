package chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProductTest {
    private static final int[] SIZES = {
        0, 1, 2, 3, 4, 5, 7, 8, 13, 16, 17, 31, 32, 33, 47, 64, 67, 100
    };

    static Stream<Sets.Pair<?>> pairs() {
        return Sets.pairs();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void allShapesAndLayoutsHaveTheBitsOfSingleNumbersAndAreNearTheExactOnes(Sets.Pair<?> pair) {
        Random random = new Random(1);
        for (int i = 0; i < 1500; i++) {
            int m = SIZES[random.nextInt(SIZES.length)];
            int n = SIZES[random.nextInt(SIZES.length)];
            int k = SIZES[random.nextInt(SIZES.length)];
            check(pair, m, n, k, i);
        }
        for (int layout = 0; layout < 9; layout++) {
            check(pair, 1000, 1, 2, layout);
            check(pair, 2, 1, 1000, layout);
            check(pair, 8, 1, 333, layout);
            check(pair, 1, 4, 1001, layout);
            check(pair, 50, 70, 600, layout);
            check(pair, 3, 37, 257, layout);
        }
    }

    /// Layouts: rows, columns or with gaps, of A and of B.
    private static <A> void check(Sets.Pair<A> pair, int m, int n, int k, int layout) {
        int gap = 1 + layout % 2;
        int aRow = layout % 3 == 0 ? k : layout % 3 == 1 ? 1 : k * gap + 1;
        int aColumn = layout % 3 == 0 ? 1 : layout % 3 == 1 ? m : gap;
        int bRow = layout / 3 % 3 == 0 ? n : layout / 3 % 3 == 1 ? 1 : n * gap + 1;
        int bColumn = layout / 3 % 3 == 0 ? 1 : layout / 3 % 3 == 1 ? k : gap;
        int aAt = layout % 4;
        int bAt = layout % 5;
        A a = pair.ordinary(aAt + extent(m, k, aRow, aColumn), layout);
        A b = pair.ordinary(bAt + extent(k, n, bRow, bColumn), layout + 1);
        A expected = pair.ordinary(m * n + 4, 3);
        A actual = pair.ordinary(m * n + 4, 3);
        pair.plain()
                .product()
                .multiply(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, expected, 2, n);
        pair.other()
                .product()
                .multiply(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, actual, 2, n);
        String what = m + "×" + k + "·" + k + "×" + n + ", layout " + layout;
        assertThat(pair.bits(actual)).as(what).isEqualTo(pair.bits(expected));
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                double size = 0;
                for (int q = 0; q < k; q++) {
                    double term =
                            pair.plain().get(a, aAt + i * aRow + q * aColumn)
                                    * pair.plain().get(b, bAt + q * bRow + j * bColumn);
                    sum += term;
                    size += Math.abs(term);
                }
                double error = Math.abs(pair.plain().get(actual, 2 + i * n + j) - sum);
                if (error > k * (pair.epsilon() + 0x1p-53) * size) {
                    throw new AssertionError(what + " at " + i + ", " + j + ": " + error);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void someColumnsOrRowsHaveTheBitsThatTheyHaveAmongAll(Sets.Pair<?> pair) {
        for (int layout = 0; layout < 4; layout++) {
            someColumns(pair, 37, 150, 300, layout);
            someColumns(pair, 1, 97, 40, layout);
            someColumns(pair, 300, 64, 20, layout);
        }
    }

    /// Products of all columns of B, and of those from 32 on, into the same place of C.
    private static <A> void someColumns(Sets.Pair<A> pair, int m, int n, int k, int layout) {
        A a = pair.ordinary(m * k, layout);
        A b = pair.ordinary(k * n, layout + 1);
        int aRow = layout % 2 == 0 ? k : 1;
        int aColumn = layout % 2 == 0 ? 1 : m;
        int bRow = layout < 2 ? n : 1;
        int bColumn = layout < 2 ? 1 : k;
        A all = pair.ordinary(m * n, 3);
        Product<A> product = pair.other().product();
        product.multiply(m, n, k, a, 0, aRow, aColumn, b, 0, bRow, bColumn, all, 0, n);
        A some = pair.ordinary(m * n, 3);
        product.multiply(m, 32, k, a, 0, aRow, aColumn, b, 0, bRow, bColumn, some, 0, n);
        product.multiply(
                m, n - 32, k, a, 0, aRow, aColumn, b, 32 * bColumn, bRow, bColumn, some, 32, n);
        String what = m + "×" + k + "·" + k + "×" + n + ", layout " + layout;
        assertThat(pair.bits(some)).as(what).isEqualTo(pair.bits(all));
    }

    private static int extent(int rows, int columns, int row, int column) {
        return rows == 0 || columns == 0 ? 0 : (rows - 1) * row + (columns - 1) * column + 1;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void zerosAreNotSkipped(Sets.Pair<?> pair) {
        zeroTimesInfinity(pair);
    }

    private static <A> void zeroTimesInfinity(Sets.Pair<A> pair) {
        for (int n : new int[] {1, 2, 5, 16, 33}) {
            A zeros = pair.plain().allocate(40 * 40);
            A infinite = pair.plain().allocate(40 * 40);
            pair.plain().fill(infinite, 0, 40 * 40, Double.POSITIVE_INFINITY);
            A y = pair.plain().allocate(40 * 40);
            pair.other().product().multiply(9, n, 20, zeros, 0, 20, 1, infinite, 0, n, 1, y, 0, n);
            for (int i = 0; i < 9 * n; i++) {
                assertThat(pair.plain().get(y, i)).isNaN();
            }
        }
    }

    @Test
    void termsAreAddedInTheOrderOfK() {
        float[] y = new float[2];
        AllKernels.floats()
                .product()
                .multiply(
                        1,
                        2,
                        3,
                        new float[] {1, 1, 1},
                        0,
                        3,
                        1,
                        new float[] {1e8f, 1, 1, 2, -1e8f, 3},
                        0,
                        2,
                        1,
                        y,
                        0,
                        2);
        assertThat(y).containsExactly(0, 6);
    }
}
