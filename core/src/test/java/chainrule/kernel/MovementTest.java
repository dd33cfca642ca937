package chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.tensor.Strides;
import org.junit.jupiter.api.Test;

class MovementTest {
    private final Kernels<double[]> kernels = AllKernels.doubles();

    @Test
    void numbersAreRoundedToThePrecision() {
        Kernels<float[]> floats = AllKernels.floats();
        float[] x = floats.allocate(2);
        floats.set(x, 1, 0.1);
        assertThat(floats.get(x, 1)).isEqualTo((double) 0.1f);
        floats.fill(x, 0, 1, 0.3);
        assertThat(x).containsExactly(0.3f, 0.1f);
        assertThat(floats.length(x)).isEqualTo(2);
    }

    @Test
    void entriesAreRepeatedAndTiled() {
        double[] y = new double[7];
        kernels.repeat(new double[] {9, 1, 2}, 1, 2, 3, y, 1);
        assertThat(y).containsExactly(0, 1, 1, 1, 2, 2, 2);
        kernels.tile(new double[] {9, 1, 2}, 1, 3, 2, y, 1);
        assertThat(y).containsExactly(0, 1, 2, 1, 2, 1, 2);
        kernels.tile(new double[] {5}, 0, 3, 1, y, 0);
        assertThat(y).containsExactly(5, 5, 5, 1, 2, 1, 2);
    }

    @Test
    void aViewIsReadFromAnyPosition() {
        double[] x = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        // A 3×4 array, transposed, and twice.
        Strides view = new Strides(0, new int[] {2, 4, 3}, new int[] {0, 1, 4});
        double[] y = new double[10];
        kernels.gather(x, view, 10, 9, y, 1);
        assertThat(y).containsExactly(0, 7, 11, 0, 4, 8, 1, 5, 9, 2);
        kernels.gather(x, new Strides(11, new int[] {12}, new int[] {-1}), 2, 3, y, 0);
        assertThat(y).startsWith(9, 8, 7);
        kernels.gather(x, new Strides(5, new int[0], new int[0]), 0, 1, y, 0);
        assertThat(y).startsWith(5);
        kernels.gather(x, new Strides(5, new int[] {0, 3}, new int[] {3, 1}), 0, 0, y, 0);
        assertThat(y).startsWith(5);
    }
}
