package chainrule.kernel;

import static chainrule.kernel.FloatSums.LANES;

/// Sums of products by the tree of [FloatSums]; each product is added by a fused multiply-add.
final class FloatDots {
    private FloatDots() {}

    /// Σ x[xAt + i]·y[yAt + i] over n terms.
    static float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        return tree(x, xAt, y, yAt, n, 0, 1);
    }

    private static float tree(float[] x, int xAt, float[] y, int yAt, int n, int lane, int width) {
        if (lane + width >= n) {
            return lane < n ? Math.fma(x[xAt + lane], y[yAt + lane], 0) : 0;
        }
        return width == LANES / 4
                ? fourLanes(x, xAt, y, yAt, n, lane)
                : tree(x, xAt, y, yAt, n, lane, 2 * width)
                        + tree(x, xAt, y, yAt, n, lane + width, 2 * width);
    }

    private static float fourLanes(float[] x, int xAt, float[] y, int yAt, int n, int lane) {
        int width = LANES / 4;
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = xAt + lane;
        int j = yAt + lane;
        int end = xAt + n;
        for (; i + 3 * width < end; i += LANES) {
            s0 = Math.fma(x[i], y[j], s0);
            s1 = Math.fma(x[i + width], y[j + width], s1);
            s2 = Math.fma(x[i + 2 * width], y[j + 2 * width], s2);
            s3 = Math.fma(x[i + 3 * width], y[j + 3 * width], s3);
            j += LANES;
        }
        s0 = i < end ? Math.fma(x[i], y[j], s0) : s0;
        s1 = i + width < end ? Math.fma(x[i + width], y[j + width], s1) : s1;
        s2 = i + 2 * width < end ? Math.fma(x[i + 2 * width], y[j + 2 * width], s2) : s2;
        return (s0 + s2) + (s1 + s3);
    }

    /// `y[j] = Σᵣ w[wAt + r·wStep]·x[r·n + j]` for n columns, a power of 2 up to 16: what lies at
    /// place i is added to lane i mod [FloatSums#LANES]; then the upper half of the lanes to the
    /// lower half, until n are left.
    static void columns(
            float[] w,
            int wAt,
            int wStep,
            float[] x,
            int xAt,
            int rows,
            int n,
            float[] y,
            int yAt) {
        for (int j = 0; j < n; j++) {
            y[yAt + j] = column(w, wAt, wStep, x, xAt, rows, n, j, n);
        }
    }

    /// What is left in a lane when `width` lanes are left.
    private static float column(
            float[] w,
            int wAt,
            int wStep,
            float[] x,
            int xAt,
            int rows,
            int n,
            int lane,
            int width) {
        if (width < LANES) {
            return column(w, wAt, wStep, x, xAt, rows, n, lane, 2 * width)
                    + column(w, wAt, wStep, x, xAt, rows, n, lane + width, 2 * width);
        }
        float sum = 0;
        int end = rows * n;
        int from = wAt + lane / n * wStep;
        for (int i = lane; i < end; i += LANES) {
            sum = Math.fma(w[from], x[xAt + i], sum);
            from += LANES / n * wStep;
        }
        return sum;
    }
}
