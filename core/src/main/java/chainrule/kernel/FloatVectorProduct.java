package chainrule.kernel;

import static chainrule.kernel.FloatVectorOps.SPECIES;

import java.util.concurrent.atomic.AtomicReference;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/// Products by strips of columns, in each of which rows are taken a few at a time. Where rows of B
/// have gaps, they are copied together first.
final class FloatVectorProduct extends FloatProduct {
    private static final int V = SPECIES.length();

    /// So many terms at a time: their part of a strip stays in the nearest cache.
    private static final int DEPTH = 256;

    private static final VectorShuffle<Float> EVEN =
            VectorShuffle.fromOp(SPECIES, lane -> 2 * lane);
    private static final VectorShuffle<Float> ODD =
            VectorShuffle.fromOp(SPECIES, lane -> 2 * lane + 1);

    private static final float[] NONE = {};

    private final Warmth dots = new Warmth(V);
    private final Warmth tiles = new Warmth(V);
    private final Warmth narrow = new Warmth(V);
    private final Warmth few = new Warmth(V);

    /// Where B is copied to. Who takes it leaves nothing to the next, who makes a new one.
    private final AtomicReference<float[]> scratch = new AtomicReference<>(NONE);

    @Override
    void dots(int m, int k, float[] a, int aAt, int aRow, float[] b, int bAt, float[] c, int cAt) {
        if (k < FloatVectorSums.MANY) {
            super.dots(m, k, a, aAt, aRow, b, bAt, c, cAt);
            return;
        }
        int until = dots.until(k + V - 1);
        boolean all = dots.ready();
        int tried = until == 0 ? 0 : all ? m : Math.min(m, 1);
        for (int i = 0; i < tried; i++) {
            c[cAt + i] = FloatVectorSums.dot(a, aAt + i * aRow, b, bAt, k);
        }
        dots.after(until / V);
        if (!all) {
            super.dots(m, k, a, aAt, aRow, b, bAt, c, cAt);
        }
    }

    @Override
    void tiles(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            int bColumn,
            float[] c,
            int cAt) {
        if (bColumn != 1 && k > FEW) {
            float[] own = scratch.getAndSet(NONE);
            float[] copy = own.length < k * n ? new float[k * n] : own;
            pack(k, n, b, bAt, bRow, bColumn, copy);
            strips(m, n, k, a, aAt, aRow, aColumn, copy, 0, n, c, cAt);
            scratch.set(copy);
        } else if (bColumn == 2 && bRow == 1 && k == 2 && m == 1) {
            pairs(n, a[aAt], a[aAt + aColumn], b, bAt, c, cAt);
        } else if (bColumn == 1) {
            strips(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, c, cAt);
        } else {
            super.tiles(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt);
        }
    }

    /// `c[j] = b[2j]·x + b[2j + 1]·y`: points of two features times weights.
    private void pairs(int n, float x, float y, float[] b, int bAt, float[] c, int cAt) {
        int until = narrow.until(n);
        for (int j = 0; j < until; j += V) {
            FloatVector low = FloatVector.fromArray(SPECIES, b, bAt + 2 * j);
            FloatVector high = FloatVector.fromArray(SPECIES, b, bAt + 2 * j + V);
            FloatVector sum =
                    low.rearrange(EVEN, high)
                            .fma(FloatVector.broadcast(SPECIES, x), FloatVector.zero(SPECIES));
            low.rearrange(ODD, high)
                    .fma(FloatVector.broadcast(SPECIES, y), sum)
                    .intoArray(c, cAt + j);
        }
        narrow.after(until / V);
        for (int j = until; j < n; j++) {
            c[cAt + j] = Math.fma(y, b[bAt + 2 * j + 1], Math.fma(x, b[bAt + 2 * j], 0));
        }
    }

    @Override
    void columns(
            int n, int k, float[] a, int aAt, int aColumn, float[] b, int bAt, float[] c, int cAt) {
        if (aColumn != 1 || !FloatVectorSums.PARTS || k * n < V) {
            super.columns(n, k, a, aAt, aColumn, b, bAt, c, cAt);
            return;
        }
        int until = few.until(V);
        if (until > 0) {
            FloatFewColumns.run(n, few.ready() ? k : Math.min(k, V), a, aAt, b, bAt, c, cAt);
        }
        few.after(1 + k / V * n);
        if (!few.ready()) {
            super.columns(n, k, a, aAt, aColumn, b, bAt, c, cAt);
        }
    }

    private static void pack(
            int k, int n, float[] b, int bAt, int bRow, int bColumn, float[] copy) {
        for (int q0 = 0; q0 < k; q0 += 16) {
            int q1 = Math.min(k, q0 + 16);
            for (int j = 0; j < n; j++) {
                int from = bAt + j * bColumn + q0 * bRow;
                int to = q0 * n + j;
                for (int q = q0; q < q1; q++) {
                    copy[to] = b[from];
                    from += bRow;
                    to += n;
                }
            }
        }
    }

    private void strips(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] c,
            int cAt) {
        if (tiles.ready()) {
            int until = tiles.until(V);
            int end = FloatVectorSums.PARTS ? n : n & -V;
            wide(m, n, 0, end, k, a, aAt, aRow, aColumn, b, bAt, bRow, c, cAt);
            tiles.after(1 + (long) m * n / until * k);
            part(0, m, end, n, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, 1, c, cAt);
            return;
        }
        // Not compiled yet: in each block a corner by vectors, then all by single numbers.
        for (int i = 0; i < m; i += 8) {
            for (int j = 0; j < n; j += 2 * V) {
                int i1 = Math.min(m, i + 8);
                int j1 = Math.min(n, j + 2 * V);
                int until = tiles.until(V);
                if (until > 0 && (FloatVectorSums.PARTS || j1 - j >= V)) {
                    int depth = Math.min(k, 8);
                    int from = aAt + i * aRow;
                    int to = cAt + i * n;
                    int end = FloatVectorSums.PARTS ? j1 : j + V;
                    wide(i1 - i, n, j, end, depth, a, from, aRow, aColumn, b, bAt, bRow, c, to);
                }
                tiles.after(until / V);
                part(i, i1, j, j1, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, 1, c, cAt);
            }
        }
    }

    /// The columns of C from `start` to `end`.
    private static void wide(
            int m,
            int n,
            int start,
            int end,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] c,
            int cAt) {
        int j = start;
        for (; j <= end - 2 * V; j += 2 * V) {
            for (int q = 0; q == 0 || q < k; q += DEPTH) {
                int q1 = Math.min(k, q + DEPTH);
                FloatTile4x2.run(m, n, j, q, q1, a, aAt, aRow, aColumn, b, bAt, bRow, c, cAt);
            }
        }
        if (j <= end - V) {
            for (int q = 0; q == 0 || q < k; q += DEPTH) {
                int q1 = Math.min(k, q + DEPTH);
                FloatTile8x1.run(m, n, j, q, q1, a, aAt, aRow, aColumn, b, bAt, bRow, c, cAt);
            }
            j += V;
        }
        if (j < end) {
            for (int q = 0; q == 0 || q < k; q += DEPTH) {
                int q1 = Math.min(k, q + DEPTH);
                FloatTile8xPart.run(
                        m, end, n, j, q, q1, a, aAt, aRow, aColumn, b, bAt, bRow, c, cAt);
            }
        }
    }
}
