package chainrule.kernel;

import static chainrule.kernel.FloatSums.LANES;
import static chainrule.kernel.FloatVectorOps.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/// The sums of [FloatSums] and [FloatDots], many lanes at a time, and maxima.
final class FloatVectorSums {
    /// Lanes of a vector.
    private static final int V = SPECIES.length();

    /// From so many terms on, vectors are quicker.
    static final int MANY = LANES / 2;

    private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(SPECIES, 8, 1, true);
    private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(SPECIES, 4, 1, true);
    private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(SPECIES, 2, 1, true);
    private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(SPECIES, 1, 1, true);

    private FloatVectorSums() {}

    /// The sum of a row.
    ///
    /// @param lanes space for them
    static float row(float[] x, int xAt, int n, float[] lanes) {
        int whole = n & -LANES;
        for (int first = 0; first < LANES; first += 4 * V) {
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int i = first; i < whole; i += LANES) {
                s0 = s0.add(FloatVector.fromArray(SPECIES, x, xAt + i));
                s1 = s1.add(FloatVector.fromArray(SPECIES, x, xAt + i + V));
                s2 = s2.add(FloatVector.fromArray(SPECIES, x, xAt + i + 2 * V));
                s3 = s3.add(FloatVector.fromArray(SPECIES, x, xAt + i + 3 * V));
            }
            s0.intoArray(lanes, first);
            s1.intoArray(lanes, first + V);
            s2.intoArray(lanes, first + 2 * V);
            s3.intoArray(lanes, first + 3 * V);
        }
        for (int i = whole; i < n; i++) {
            lanes[i - whole] += x[xAt + i];
        }
        halve(lanes, 1);
        return lanes[0];
    }

    /// The sum of products of a row.
    static float dot(float[] x, int xAt, float[] y, int yAt, int n, float[] lanes) {
        int whole = n & -LANES;
        for (int first = 0; first < LANES; first += 4 * V) {
            FloatVector s0 = FloatVector.zero(SPECIES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int i = first; i < whole; i += LANES) {
                s0 =
                        FloatVector.fromArray(SPECIES, x, xAt + i)
                                .fma(FloatVector.fromArray(SPECIES, y, yAt + i), s0);
                s1 =
                        FloatVector.fromArray(SPECIES, x, xAt + i + V)
                                .fma(FloatVector.fromArray(SPECIES, y, yAt + i + V), s1);
                s2 =
                        FloatVector.fromArray(SPECIES, x, xAt + i + 2 * V)
                                .fma(FloatVector.fromArray(SPECIES, y, yAt + i + 2 * V), s2);
                s3 =
                        FloatVector.fromArray(SPECIES, x, xAt + i + 3 * V)
                                .fma(FloatVector.fromArray(SPECIES, y, yAt + i + 3 * V), s3);
            }
            s0.intoArray(lanes, first);
            s1.intoArray(lanes, first + V);
            s2.intoArray(lanes, first + 2 * V);
            s3.intoArray(lanes, first + 3 * V);
        }
        for (int i = whole; i < n; i++) {
            lanes[i - whole] = Math.fma(x[xAt + i], y[yAt + i], lanes[i - whole]);
        }
        halve(lanes, 1);
        return lanes[0];
    }

    /// Adds the upper half of the lanes to the lower half until a number of them is left, a power
    /// of 2.
    static void halve(float[] lanes, int left) {
        int width = LANES / 2;
        for (; width >= Math.max(V, left); width /= 2) {
            for (int i = 0; i < width; i += V) {
                FloatVector.fromArray(SPECIES, lanes, i)
                        .add(FloatVector.fromArray(SPECIES, lanes, i + width))
                        .intoArray(lanes, i);
            }
        }
        for (; width >= left; width /= 2) {
            for (int i = 0; i < width; i++) {
                lanes[i] += lanes[i + width];
            }
        }
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
