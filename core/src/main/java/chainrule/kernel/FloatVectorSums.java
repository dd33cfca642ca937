package chainrule.kernel;

import static chainrule.kernel.FloatSums.LANES;
import static chainrule.kernel.FloatVectorOps.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/// The sums of [FloatSums] and [FloatDots], many lanes at a time, and maxima.
final class FloatVectorSums {
    /// Lanes of a vector.
    private static final int V = SPECIES.length();

    /// The lanes take this many rounds of four vectors.
    private static final int ROUNDS = LANES / (4 * V);

    private static final int HALF_ROUNDS = Math.max(1, ROUNDS / 2);

    /// From one vector of a round to the next.
    private static final int STEP = ROUNDS * V;

    /// Vectors of this size are those of machines that take a part of a vector at no cost.
    static final boolean PARTS = SPECIES.vectorBitSize() == 512;

    /// From so many terms on, vectors are quicker.
    static final int MANY = PARTS ? 8 : LANES;

    private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(SPECIES, 8, 1, true);
    private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(SPECIES, 4, 1, true);
    private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(SPECIES, 2, 1, true);
    private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(SPECIES, 1, 1, true);

    private FloatVectorSums() {}

    /// The sum of a row of at least one term.
    static float row(float[] x, int xAt, int n) {
        FloatVector sum = FloatVector.zero(SPECIES);
        // All helpers are written out: vectors become objects at calls that are not inlined.
        for (int half = 0; half < HALF_ROUNDS; half++) {
            FloatVector pair = FloatVector.zero(SPECIES);
            for (int round = half; round < ROUNDS; round += HALF_ROUNDS) {
                FloatVector s0 = FloatVector.zero(SPECIES);
                FloatVector s1 = s0;
                FloatVector s2 = s0;
                FloatVector s3 = s0;
                int i = round * V;
                for (; i <= n - LANES + round * V; i += LANES) {
                    s0 = s0.add(FloatVector.fromArray(SPECIES, x, xAt + i));
                    s1 = s1.add(FloatVector.fromArray(SPECIES, x, xAt + i + STEP));
                    s2 = s2.add(FloatVector.fromArray(SPECIES, x, xAt + i + 2 * STEP));
                    s3 = s3.add(FloatVector.fromArray(SPECIES, x, xAt + i + 3 * STEP));
                }
                // One step for all four: each vector gets its rest when it is the first.
                for (int at = i; i < n && at < i + LANES; at += STEP) {
                    var part = SPECIES.indexInRange(at, n);
                    FloatVector next = s0.add(FloatVector.fromArray(SPECIES, x, xAt + at, part));
                    s0 = s1;
                    s1 = s2;
                    s2 = s3;
                    s3 = next;
                }
                pair = pair.add(s0.add(s2).add(s1.add(s3)));
            }
            sum = sum.add(pair);
        }
        if (V > 8) {
            sum = sum.add(sum.rearrange(BY_8));
        }
        if (V > 4) {
            sum = sum.add(sum.rearrange(BY_4));
        }
        if (V > 2) {
            sum = sum.add(sum.rearrange(BY_2));
        }
        return sum.add(sum.rearrange(BY_1)).lane(0);
    }

    /// The sum of products of a row of at least one term.
    static float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector sum = FloatVector.zero(SPECIES);
        // All helpers are written out: vectors become objects at calls that are not inlined.
        for (int half = 0; half < HALF_ROUNDS; half++) {
            FloatVector pair = FloatVector.zero(SPECIES);
            for (int round = half; round < ROUNDS; round += HALF_ROUNDS) {
                FloatVector s0 = FloatVector.zero(SPECIES);
                FloatVector s1 = s0;
                FloatVector s2 = s0;
                FloatVector s3 = s0;
                int i = round * V;
                for (; i <= n - LANES + round * V; i += LANES) {
                    s0 =
                            FloatVector.fromArray(SPECIES, x, xAt + i)
                                    .fma(FloatVector.fromArray(SPECIES, y, yAt + i), s0);
                    s1 =
                            FloatVector.fromArray(SPECIES, x, xAt + i + STEP)
                                    .fma(FloatVector.fromArray(SPECIES, y, yAt + i + STEP), s1);
                    s2 =
                            FloatVector.fromArray(SPECIES, x, xAt + i + 2 * STEP)
                                    .fma(FloatVector.fromArray(SPECIES, y, yAt + i + 2 * STEP), s2);
                    s3 =
                            FloatVector.fromArray(SPECIES, x, xAt + i + 3 * STEP)
                                    .fma(FloatVector.fromArray(SPECIES, y, yAt + i + 3 * STEP), s3);
                }
                // One step for all four: each vector gets its rest when it is the first.
                for (int at = i; i < n && at < i + LANES; at += STEP) {
                    var part = SPECIES.indexInRange(at, n);
                    FloatVector next =
                            FloatVector.fromArray(SPECIES, x, xAt + at, part)
                                    .fma(FloatVector.fromArray(SPECIES, y, yAt + at, part), s0);
                    s0 = s1;
                    s1 = s2;
                    s2 = s3;
                    s3 = next;
                }
                pair = pair.add(s0.add(s2).add(s1.add(s3)));
            }
            sum = sum.add(pair);
        }
        if (V > 8) {
            sum = sum.add(sum.rearrange(BY_8));
        }
        if (V > 4) {
            sum = sum.add(sum.rearrange(BY_4));
        }
        if (V > 2) {
            sum = sum.add(sum.rearrange(BY_2));
        }
        return sum.add(sum.rearrange(BY_1)).lane(0);
    }

    /// The largest of at least V terms.
    static float max(float[] x, int at, int n) {
        int last = at + n - V;
        FloatVector m0 = FloatVector.fromArray(SPECIES, x, last);
        FloatVector m1 = m0;
        FloatVector m2 = m0;
        FloatVector m3 = m0;
        int i = at;
        for (; i <= last - 3 * V; i += 4 * V) {
            m0 = m0.max(FloatVector.fromArray(SPECIES, x, i));
            m1 = m1.max(FloatVector.fromArray(SPECIES, x, i + V));
            m2 = m2.max(FloatVector.fromArray(SPECIES, x, i + 2 * V));
            m3 = m3.max(FloatVector.fromArray(SPECIES, x, i + 3 * V));
        }
        for (; i < last; i += V) {
            m0 = m0.max(FloatVector.fromArray(SPECIES, x, i));
        }
        FloatVector max = m0.max(m1).max(m2.max(m3));
        if (V > 8) {
            max = max.max(max.rearrange(BY_8));
        }
        if (V > 4) {
            max = max.max(max.rearrange(BY_4));
        }
        if (V > 2) {
            max = max.max(max.rearrange(BY_2));
        }
        return max.max(max.rearrange(BY_1)).lane(0);
    }

    /// The sums of V columns, as [FloatSums#column].
    static void columns(float[] x, int at, int step, int rows, float[] y, int yAt) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = at;
        int r = 0;
        for (; r < rows - 3; r += 4) {
            s0 = s0.add(FloatVector.fromArray(SPECIES, x, i));
            s1 = s1.add(FloatVector.fromArray(SPECIES, x, i + step));
            s2 = s2.add(FloatVector.fromArray(SPECIES, x, i + 2 * step));
            s3 = s3.add(FloatVector.fromArray(SPECIES, x, i + 3 * step));
            i += 4 * step;
        }
        if (r < rows) {
            s0 = s0.add(FloatVector.fromArray(SPECIES, x, i));
        }
        if (r + 1 < rows) {
            s1 = s1.add(FloatVector.fromArray(SPECIES, x, i + step));
        }
        if (r + 2 < rows) {
            s2 = s2.add(FloatVector.fromArray(SPECIES, x, i + 2 * step));
        }
        s0.add(s2).add(s1.add(s3)).intoArray(y, yAt);
    }
}
