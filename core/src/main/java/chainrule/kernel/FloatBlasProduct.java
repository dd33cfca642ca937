package chainrule.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Products by OpenBLAS, on arrays as they lie in the heap. Which products go there, and in which
/// pieces, depends on sizes and strides only, and each piece is computed by one thread: so the bits
/// are the same from run to run, with one library on one processor.
///
/// While a piece is computed the garbage collector waits, with every thread that waits for it. So
/// no piece takes more than a millisecond or two.
///
/// @param own takes the small products, and those whose rows and columns both have gaps
record FloatBlasProduct(Product<float[]> own) implements Product<float[]> {
    private static final MethodHandle GEMM = Blas.library().gemm(float.class);

    private static final float ONE = 1;

    /// The largest piece.
    private static final int ROWS = 512;

    private static final int COLUMNS = 256;
    private static final int DEPTH = 512;

    /// Fewer rows or columns are no work for it: they are read once, whoever does it.
    private static final int FEW = 8;

    /// Below so many multiplications the call itself counts.
    private static final int SMALL = 32 * 32 * 32;

    @Override
    public void multiply(
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
        boolean aLies = lies(k, aRow, aColumn);
        boolean bLies = lies(n, bRow, bColumn);
        boolean can = (aLies || lies(m, aColumn, aRow)) && (bLies || lies(k, bColumn, bRow));
        if (!can || Math.min(m, n) < FEW || (long) m * n * k < SMALL) {
            own.multiply(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, c, cAt, cRow);
            return;
        }
        int aOrder = aLies ? OpenBlas.AS_IT_LIES : OpenBlas.TRANSPOSED;
        int bOrder = bLies ? OpenBlas.AS_IT_LIES : OpenBlas.TRANSPOSED;
        int aApart = aLies ? aRow : aColumn;
        int bApart = bLies ? bRow : bColumn;
        for (int i = 0; i < m; i += ROWS) {
            for (int j = 0; j < n; j += COLUMNS) {
                for (int q = 0; q < k; q += DEPTH) {
                    gemm(
                            aOrder,
                            bOrder,
                            Math.min(ROWS, m - i),
                            Math.min(COLUMNS, n - j),
                            Math.min(DEPTH, k - q),
                            a,
                            aAt + i * aRow + q * aColumn,
                            aApart,
                            b,
                            bAt + q * bRow + j * bColumn,
                            bApart,
                            q == 0 ? 0 : 1,
                            c,
                            cAt + i * cRow + j,
                            cRow);
                }
            }
        }
    }

    @Override
    public int strip() {
        return COLUMNS / 2;
    }

    /// Whether the entries of a row lie side by side, and rows apart.
    private static boolean lies(int columns, int row, int column) {
        return column == 1 && row >= columns;
    }

    private static void gemm(
            int aOrder,
            int bOrder,
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int aApart,
            float[] b,
            int bAt,
            int bApart,
            float kept,
            float[] c,
            int cAt,
            int cApart) {
        try {
            GEMM.invokeExact(
                    OpenBlas.ROW_MAJOR,
                    aOrder,
                    bOrder,
                    m,
                    n,
                    k,
                    ONE,
                    MemorySegment.ofArray(a).asSlice((long) aAt * Float.BYTES),
                    aApart,
                    MemorySegment.ofArray(b).asSlice((long) bAt * Float.BYTES),
                    bApart,
                    kept,
                    MemorySegment.ofArray(c).asSlice((long) cAt * Float.BYTES),
                    cApart);
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }
}
