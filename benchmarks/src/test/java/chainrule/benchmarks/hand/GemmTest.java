package chainrule.benchmarks.hand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Products beside those of plain loops, with sizes that fill blocks, strips and registers or not.
class GemmTest {
    private final Gemm gemm = new Gemm();

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "8, 32, 5", "13, 45, 300", "128, 10, 128", "130, 520, 257"})
    void everyEntryIsTheSumOfProducts(int m, int n, int k) {
        float[] a = uniform(1, m * k);
        float[] b = uniform(2, k * n);
        for (boolean transposed : new boolean[] {false, true}) {
            for (boolean add : new boolean[] {false, true}) {
                Gemm.Matrix left =
                        transposed ? Gemm.Matrix.of(a, m).transposed() : Gemm.Matrix.of(a, k);
                Gemm.Matrix right =
                        transposed ? Gemm.Matrix.of(b, k).transposed() : Gemm.Matrix.of(b, n);
                float[] c = uniform(3, m * n);
                float[] expected = plain(m, n, k, left, right, c, add);
                gemm.multiply(m, n, k, left, right, c, add);
                for (int i = 0; i < c.length; i++) {
                    assertThat(Math.abs(c[i] - expected[i])).isLessThan(2e-5f);
                }
            }
        }
    }

    private static float[] plain(
            int m, int n, int k, Gemm.Matrix a, Gemm.Matrix b, float[] c, boolean add) {
        float[] y = new float[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = add ? c[i * n + j] : 0;
                for (int q = 0; q < k; q++) {
                    sum +=
                            (double) a.x()[i * a.row() + q * a.column()]
                                    * b.x()[q * b.row() + j * b.column()];
                }
                y[i * n + j] = (float) sum;
            }
        }
        return y;
    }

    private static float[] uniform(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextDouble(-1, 1);
        }
        return x;
    }
}
