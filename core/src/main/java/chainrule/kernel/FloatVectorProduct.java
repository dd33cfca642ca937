package chainrule.kernel;

import static chainrule.kernel.FloatVectorOps.SPECIES;

import java.util.function.IntFunction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/// Products by strips of columns, in each of which rows are taken a few at a time. Where a strip of
/// B has gaps, it is copied together first. Any threads may use one product at once.
final class FloatVectorProduct extends FloatProduct {
    private static final int V = SPECIES.length();

    /// So many terms at a time: their part of a strip stays in the nearest cache.
    private static final int DEPTH = 256;

    /// The entries of such a part.
    private static final int BLOCK = DEPTH * 2 * V;

    /// For so many rows of A it pays to copy a strip of B together.
    private static final int MANY_ROWS = 48;

    private static final VectorShuffle<Float> EVEN =
            VectorShuffle.fromOp(SPECIES, lane -> 2 * lane);
    private static final VectorShuffle<Float> ODD =
            VectorShuffle.fromOp(SPECIES, lane -> 2 * lane + 1);

    /// So few rows of A do not pay for bringing the columns of B together.
    private static final int FEW_ROWS = 32;

    /// So many terms pay for turning the result round.
    private static final int MANY_TERMS = 64;

    private static final float[] NONE = {};

    /// How far each kind of loop is.
    record Warmths(Warmth dots, Warmth tiles, Warmth narrow, Warmth few) {
        static Warmths of(IntFunction<Warmth> of) {
            return new Warmths(of.apply(V), of.apply(V), of.apply(V), of.apply(V));
        }
    }

    private final Warmths warmths;

    /// Where B is copied to.
    private final FloatSpaces spaces = new FloatSpaces();

    FloatVectorProduct(Warmths warmths) {
        this.warmths = warmths;
    }

    @Override
    void dots(int m, int k, float[] a, int aAt, int aRow, float[] b, int bAt, float[] c, int cAt) {
        if (k < FloatVectorSums.MANY) {
            super.dots(m, k, a, aAt, aRow, b, bAt, c, cAt);
            return;
        }
        // asked once, and first: another thread may make it ready at any time
        boolean all = warmths.dots.ready();
        int until = warmths.dots.until(k);
        int tried = all ? m : until == 0 ? 0 : Math.min(m, 1);
        if (tried > 0) {
            float[] lanes = take(0);
            for (int i = 0; i < tried; i++) {
                c[cAt + i] = FloatVectorSums.dot(a, aAt + i * aRow, b, bAt, k, lanes);
            }
            spaces.give(lanes);
        }
        warmths.dots.after((long) until / V * (all ? m : 1));
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
            int cAt,
            int cRow) {
        if (bColumn == 2 && bRow == 1 && k == 2 && m == 1) {
            pairs(n, a[aAt], a[aAt + aColumn], b, bAt, c, cAt);
            return;
        }
        if (m == 1 && bColumn != 1) {
            super.tiles(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cRow);
            return;
        }
        if (m <= FEW_ROWS && n > FEW_ROWS && bRow == 1 && bColumn != 1 && k >= MANY_TERMS) {
            turned(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cRow);
            return;
        }
        if (!warmths.tiles.ready()) {
            cold(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cRow);
            return;
        }
        int until = warmths.tiles.until(V);
        strips(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cRow);
        warmths.tiles.after(until + (long) m * n * k / V);
    }

    /// `C = (Bᵀ·Aᵀ)ᵀ`: rows of Bᵀ lie as they are read, and Aᵀ is small.
    private void turned(
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
            int cAt,
            int cRow) {
        float[] space = spaces.take(m * n);
        tiles(n, m, k, b, bAt, bColumn, bRow, a, aAt, aColumn, aRow, space, 0, m);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                c[cAt + i * cRow + j] = space[j * m + i];
            }
        }
        spaces.give(space);
    }

    /// While the strips are not compiled: of each block of C a corner by them, and then all of it
    /// by single numbers.
    private void cold(
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
            int cAt,
            int cRow) {
        for (int i = 0; i < m; i += 8) {
            for (int j = 0; j < n; j += 2 * V) {
                int until = warmths.tiles.until(V);
                if (until > 0) {
                    float[] space = take(0);
                    int depth = Math.min(k, 8);
                    int to = 2 * V * 8;
                    int from = aAt + i * aRow;
                    int rows = Math.min(m - i, 8);
                    FloatTile4x2.run(
                            rows, 2 * V, 0, 0, depth, a, from, aRow, aColumn, space, 0, 2 * V,
                            space, to);
                    FloatTile8x1.run(
                            rows, V, 0, 0, depth, a, from, aRow, aColumn, space, 0, V, space, to);
                    spaces.give(space);
                }
                warmths.tiles.after(until / V);
                int i1 = Math.min(m, i + 8);
                int j1 = Math.min(n, j + 2 * V);
                part(i, i1, j, j1, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cRow);
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
            int bColumn,
            float[] c,
            int cAt,
            int cRow) {
        boolean copied = bColumn != 1 || (m >= MANY_ROWS && bRow > 4 * V);
        int whole = n & -V;
        boolean own = copied || whole < n;
        float[] space = own ? take(whole < n ? m : 0) : NONE;
        int j = 0;
        while (j < n) {
            int width = n - j >= 2 * V ? 2 * V : Math.min(V, n - j);
            boolean padded = width < V;
            for (int q = 0; q == 0 || q < k; q += DEPTH) {
                int q1 = Math.min(k, q + DEPTH);
                float[] from = b;
                int at = bAt;
                int row = bRow;
                if (copied || padded) {
                    row = Math.max(width, V);
                    FloatPack.run(q, q1, width, b, bAt + j * bColumn, bRow, bColumn, space, row);
                    from = space;
                    at = -q * row - j;
                }
                if (width > V) {
                    FloatTile4x2.run(
                            m, cRow, j, q, q1, a, aAt, aRow, aColumn, from, at, row, c, cAt);
                } else if (padded) {
                    int to = BLOCK - j;
                    FloatTile8x1.run(
                            m, V, j, q, q1, a, aAt, aRow, aColumn, from, at, row, space, to);
                } else {
                    FloatTile8x1.run(
                            m, cRow, j, q, q1, a, aAt, aRow, aColumn, from, at, row, c, cAt);
                }
            }
            for (int i = 0; padded && i < m; i++) {
                System.arraycopy(space, BLOCK + i * V, c, cAt + i * cRow + j, width);
            }
            j += width;
        }
        if (own) {
            spaces.give(space);
        }
    }

    private float[] take(int rows) {
        return spaces.take(BLOCK + rows * V);
    }

    /// `c[j] = b[2j]·x + b[2j + 1]·y`: points of two features times weights.
    private void pairs(int n, float x, float y, float[] b, int bAt, float[] c, int cAt) {
        int until = warmths.narrow.until(n);
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
        warmths.narrow.after(until / V);
        for (int j = until; j < n; j++) {
            c[cAt + j] = Math.fma(y, b[bAt + 2 * j + 1], Math.fma(x, b[bAt + 2 * j], 0));
        }
    }

    @Override
    void columns(
            int n, int k, float[] a, int aAt, int aColumn, float[] b, int bAt, float[] c, int cAt) {
        if (aColumn != 1 || FloatSums.LANES != 4 * V || k * n < V) {
            super.columns(n, k, a, aAt, aColumn, b, bAt, c, cAt);
            return;
        }
        // asked once: what is ready after a trial has been tried on a few rows only
        boolean all = warmths.few.ready();
        int until = warmths.few.until(V);
        if (all || until > 0) {
            float[] lanes = take(0);
            int rows = all ? k : Math.min(k, 4 * V);
            FloatFewColumns.run(n, rows, a, aAt, b, bAt, c, cAt, lanes);
            spaces.give(lanes);
        }
        warmths.few.after(all || until > 0 ? 1 + k / V * n : 0);
        if (!all) {
            super.columns(n, k, a, aAt, aColumn, b, bAt, c, cAt);
        }
    }
}
