package chainrule.kernel;

/// Products by single numbers. An entry is a sum over ascending k, each term added by a fused
/// multiply-add to what is there, from 0 on. There are two exceptions, for the sake of those who
/// add many lanes at a time: a matrix times a vector, or a vector times a transposed matrix, where
/// both lie without gaps along a k above [#FEW], which has the lanes of [FloatDots#dot]; and a
/// vector times a matrix of few columns, which has those of [FloatDots#columns]. Nothing is
/// skipped, so ∞ and NaN come through.
class FloatProduct implements Product<float[]> {
    /// A sum of so few terms is no tree.
    static final int FEW = 16;

    @Override
    public final void multiply(
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
        if (n == 1 && aColumn == 1 && bRow == 1 && k > FEW) {
            dots(m, k, a, aAt, aRow, b, bAt, c, cAt);
        } else if (m == 1 && aColumn == 1 && bRow == 1 && bColumn != 1 && k > FEW) {
            dots(n, k, b, bAt, bColumn, a, aAt, c, cAt);
        } else if (n == 1 && m > 1) {
            // (A·b)ᵀ = bᵀ·Aᵀ lies in memory as A·b does.
            rows(1, m, k, b, bAt, bColumn, bRow, a, aAt, aColumn, aRow, c, cAt, m);
        } else {
            rows(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cRow);
        }
    }

    private void rows(
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
        if (m == 1 && bColumn == 1 && bRow == n && k > FEW && isFew(n)) {
            columns(n, k, a, aAt, aColumn, b, bAt, c, cAt);
        } else {
            tiles(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cRow);
        }
    }

    /// A power of 2, and so small that a few rows fill the lanes.
    private static boolean isFew(int n) {
        return n <= FloatSums.LANES / 8 && (n & (n - 1)) == 0;
    }

    void dots(int m, int k, float[] a, int aAt, int aRow, float[] b, int bAt, float[] c, int cAt) {
        for (int i = 0; i < m; i++) {
            c[cAt + i] = FloatDots.dot(a, aAt + i * aRow, b, bAt, k);
        }
    }

    void columns(
            int n, int k, float[] a, int aAt, int aColumn, float[] b, int bAt, float[] c, int cAt) {
        FloatDots.columns(a, aAt, aColumn, b, bAt, k, n, c, cAt);
    }

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
        part(0, m, 0, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cRow);
    }

    /// Rows i0 to i1 and columns j0 to j1 of C.
    static void part(
            int i0,
            int i1,
            int j0,
            int j1,
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
        for (int i = i0; i < i1; i++) {
            int j = j0;
            for (; j < j1 - 3; j += 4) {
                float s0 = 0;
                float s1 = 0;
                float s2 = 0;
                float s3 = 0;
                int l = aAt + i * aRow;
                int r = bAt + j * bColumn;
                for (int q = 0; q < k; q++) {
                    float x = a[l];
                    s0 = Math.fma(x, b[r], s0);
                    s1 = Math.fma(x, b[r + bColumn], s1);
                    s2 = Math.fma(x, b[r + 2 * bColumn], s2);
                    s3 = Math.fma(x, b[r + 3 * bColumn], s3);
                    l += aColumn;
                    r += bRow;
                }
                int to = cAt + i * cRow + j;
                c[to] = s0;
                c[to + 1] = s1;
                c[to + 2] = s2;
                c[to + 3] = s3;
            }
            for (; j < j1; j++) {
                float sum = 0;
                int l = aAt + i * aRow;
                int r = bAt + j * bColumn;
                for (int q = 0; q < k; q++) {
                    sum = Math.fma(a[l], b[r], sum);
                    l += aColumn;
                    r += bRow;
                }
                c[cAt + i * cRow + j] = sum;
            }
        }
    }
}
