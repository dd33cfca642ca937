package chainrule.kernel;

import static chainrule.kernel.FloatSums.LANES;
import static chainrule.kernel.FloatVectorOps.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/// A vector times a matrix of few columns, as [FloatDots#columns]: the matrix is read as one row,
/// in which each number of the vector is due `n` times in turn.
final class FloatFewColumns {
    private static final int V = SPECIES.length();

    private static final VectorShuffle<Float> TWICE =
            VectorShuffle.fromOp(SPECIES, lane -> lane / 2);
    private static final VectorShuffle<Float> FOUR_TIMES =
            VectorShuffle.fromOp(SPECIES, lane -> lane / 4);
    private static final VectorShuffle<Float> EIGHT_TIMES =
            VectorShuffle.fromOp(SPECIES, lane -> lane / 8);
    private static final VectorShuffle<Float> ONCE = VectorShuffle.iota(SPECIES, 0, 1, true);

    private FloatFewColumns() {}

    /// For machines on which four vectors have as many lanes as a sum has.
    ///
    /// @param lanes space for them
    static void run(
            int n,
            int rows,
            float[] w,
            int wAt,
            float[] x,
            int xAt,
            float[] y,
            int yAt,
            float[] lanes) {
        VectorShuffle<Float> times =
                n == 1 ? ONCE : n == 2 ? TWICE : n == 4 ? FOUR_TIMES : EIGHT_TIMES;
        int step = V / n;
        int end = rows * n;
        int last = wAt + rows;
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        int r = wAt;
        // A whole vector of w is read each time, so the last ones are left for below.
        for (; i <= end - LANES && r + 3 * step + V <= last; i += LANES) {
            s0 =
                    FloatVector.fromArray(SPECIES, x, xAt + i)
                            .fma(FloatVector.fromArray(SPECIES, w, r).rearrange(times), s0);
            s1 =
                    FloatVector.fromArray(SPECIES, x, xAt + i + V)
                            .fma(FloatVector.fromArray(SPECIES, w, r + step).rearrange(times), s1);
            s2 =
                    FloatVector.fromArray(SPECIES, x, xAt + i + 2 * V)
                            .fma(
                                    FloatVector.fromArray(SPECIES, w, r + 2 * step)
                                            .rearrange(times),
                                    s2);
            s3 =
                    FloatVector.fromArray(SPECIES, x, xAt + i + 3 * V)
                            .fma(
                                    FloatVector.fromArray(SPECIES, w, r + 3 * step)
                                            .rearrange(times),
                                    s3);
            r += 4 * step;
        }
        s0.intoArray(lanes, 0);
        s1.intoArray(lanes, V);
        s2.intoArray(lanes, 2 * V);
        s3.intoArray(lanes, 3 * V);
        for (int first = i; i < end; i++) {
            int lane = (i - first) & (LANES - 1);
            lanes[lane] = Math.fma(w[wAt + i / n], x[xAt + i], lanes[lane]);
        }
        FloatVectorSums.halve(lanes, n);
        System.arraycopy(lanes, 0, y, yAt, n);
    }
}
