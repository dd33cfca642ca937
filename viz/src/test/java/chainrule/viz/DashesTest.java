package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DashesTest {
    private static final double NAN = Double.NaN;

    @Test
    void aDashGoesOnOverPointsAndEndsInAGap() {
        // 10 pixels for each step: 15 drawn, 5 not
        double[][] cut =
                Dashes.cut(
                        new double[] {0, 1, 2, 3},
                        new double[] {4, 4, 4, 4},
                        new float[] {15, 5},
                        10,
                        10,
                        y -> y,
                        y -> y);
        assertThat(cut[0]).containsExactly(0, 1, 1, 1, 1.5, 1.5, 2, 3, 3);
        assertThat(cut[1]).containsExactly(4, 4, NAN, 4, 4, NAN, 4, 4, NAN);
    }

    @Test
    void heightsAreMeasuredOnTheScaleOfTheAxis() {
        // from 10¹ to 10³ are 2 steps of 10 pixels, straight up
        double[][] cut =
                Dashes.cut(
                        new double[] {0, 0},
                        new double[] {10, 1000},
                        new float[] {10, 10},
                        1,
                        10,
                        Math::log10,
                        y -> Math.pow(10, y));
        assertThat(cut[1]).containsExactly(10, 100, NAN);
    }

    @Test
    void gapsStayGaps() {
        double[][] cut =
                Dashes.cut(
                        new double[] {0, 1, 2},
                        new double[] {1, NAN, 1},
                        new float[] {10, 10},
                        10,
                        10,
                        y -> y,
                        y -> y);
        assertThat(cut[0]).isEmpty();
    }
}
