package chainrule.kernel;

import static chainrule.kernel.FloatSums.LANES;
import static chainrule.kernel.FloatVectorOps.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/// A vector times a matrix of few columns, as [FloatDots#columns]: the matrix is read as one row,
/// in which each number of the vector is due `n` times in turn.
final class FloatFewColumns {
    private static final int V = SPECIES.length();

    private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(SPECIES, 8, 1, true);
    private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(SPECIES, 4, 1, true);
    private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(SPECIES, 2, 1, true);
    private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(SPECIES, 1, 1, true);

    private static final VectorShuffle<Float> TWICE =
            VectorShuffle.fromOp(SPECIES, lane -> lane / 2);
    private static final VectorShuffle<Float> FOUR_TIMES =
            VectorShuffle.fromOp(SPECIES, lane -> lane / 4);
    private static final VectorShuffle<Float> EIGHT_TIMES =
            VectorShuffle.fromOp(SPECIES, lane -> lane / 8);
    private static final VectorShuffle<Float> ONCE = VectorShuffle.iota(SPECIES, 0, 1, true);

    private FloatFewColumns() {}

    /// For lanes of four vectors.
    static void run(int n, int rows, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt) {
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
        // One step for all four, until each was the first as often as the others.
        for (int to = end + LANES - (end - i) % LANES; i < to; i += V) {
            FloatVector due =
                    FloatVector.fromArray(SPECIES, w, r, SPECIES.indexInRange(r, last))
                            .rearrange(times);
            FloatVector next =
                    FloatVector.fromArray(SPECIES, x, xAt + i, SPECIES.indexInRange(i, end))
                            .fma(due, s0);
            s0 = s1;
            s1 = s2;
            s2 = s3;
            s3 = next;
            r += step;
        }
        FloatVector sum = s0.add(s2).add(s1.add(s3));
        if (V > 8 && n <= 8) {
            sum = sum.add(sum.rearrange(BY_8));
        }
        if (V > 4 && n <= 4) {
            sum = sum.add(sum.rearrange(BY_4));
        }
        if (n <= 2) {
            sum = sum.add(sum.rearrange(BY_2));
        }
        if (n == 1) {
            sum = sum.add(sum.rearrange(BY_1));
        }
        sum.intoArray(y, yAt, SPECIES.indexInRange(0, n));
    }
}
