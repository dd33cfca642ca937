package chainrule.kernel;

/// Columns of a matrix, copied together.
final class FloatPack {
    private FloatPack() {}

    /// Rows q0 to q1 of some columns of B, one after the other. What stands behind the columns
    /// gives columns that nobody reads.
    static void run(
            int q0,
            int q1,
            int width,
            float[] b,
            int bAt,
            int bRow,
            int bColumn,
            float[] to,
            int length) {
        if (bColumn == 1) {
            for (int q = q0; q < q1; q++) {
                int at = (q - q0) * length;
                System.arraycopy(b, bAt + q * bRow, to, at, width);
            }
            return;
        }
        for (int j = 0; j < width; j++) {
            int from = bAt + q0 * bRow + j * bColumn;
            int at = j;
            for (int q = q0; q < q1; q++) {
                to[at] = b[from];
                from += bRow;
                at += length;
            }
        }
    }
}
