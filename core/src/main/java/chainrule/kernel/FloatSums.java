package chainrule.kernel;

/// Sums by a tree that depends on the number of terms alone. Term i of a row is added to lane i mod
/// [#LANES]; then the upper half of the lanes is added to the lower half, until one is left. Lanes
/// start at 0, so a sum is never −0.
final class FloatSums {
    /// A power of two: 256 bytes.
    static final int LANES = 256 / Float.BYTES;

    private FloatSums() {}

    /// The sum of n terms, one after the other in memory.
    static float row(float[] x, int at, int n) {
        return tree(x, at, n, 0, 1);
    }

    /// What is left in a lane when `width` lanes are left. Terms that are not there are never asked
    /// for: adding 0 to a lane changes nothing.
    private static float tree(float[] x, int at, int n, int lane, int width) {
        if (lane + width >= n) {
            return lane < n ? 0 + x[at + lane] : 0;
        }
        return width == LANES / 4
                ? fourLanes(x, at, n, lane)
                : tree(x, at, n, lane, 2 * width) + tree(x, at, n, lane + width, 2 * width);
    }

    private static float fourLanes(float[] x, int at, int n, int lane) {
        int width = LANES / 4;
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = lane;
        for (; i + 3 * width < n; i += LANES) {
            s0 += x[at + i];
            s1 += x[at + i + width];
            s2 += x[at + i + 2 * width];
            s3 += x[at + i + 3 * width];
        }
        s0 += i < n ? x[at + i] : 0;
        s1 += i + width < n ? x[at + i + width] : 0;
        s2 += i + 2 * width < n ? x[at + i + 2 * width] : 0;
        return (s0 + s2) + (s1 + s3);
    }

    /// The sum of every `step`-th of `terms · step` numbers: row r is added to lane r mod 4, then
    /// the upper half of the lanes to the lower half.
    static float column(float[] x, int at, int step, int terms) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int r = 0;
        int i = at;
        for (; r + 3 < terms; r += 4) {
            s0 += x[i];
            s1 += x[i + step];
            s2 += x[i + 2 * step];
            s3 += x[i + 3 * step];
            i += 4 * step;
        }
        s0 += r < terms ? x[i] : 0;
        s1 += r + 1 < terms ? x[i + step] : 0;
        s2 += r + 2 < terms ? x[i + 2 * step] : 0;
        return (s0 + s2) + (s1 + s3);
    }
}
