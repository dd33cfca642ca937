package chainrule.kernel;

import static chainrule.kernel.FloatVectorOps.SPECIES;

import jdk.incubator.vector.FloatVector;

/// Strips of a product two vectors wide, four rows at a time: eight sums are in the making at once,
/// which is what hides that a multiply-add takes four cycles.
final class FloatTile4x2 {
    private FloatTile4x2() {}

    /// Adds the terms from q0 to q1 to the columns of C from j0 on; with q0 = 0 it sets them. Rows
    /// beyond the last are the last once more, so there is one loop for all.
    static void run(
            int m,
            int cRow,
            int j0,
            int q0,
            int q1,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] c,
            int cAt) {
        for (int i = 0; i < m; i += 4) {
            int row0 = i;
            int row1 = Math.min(i + 1, m - 1);
            int row2 = Math.min(i + 2, m - 1);
            int row3 = Math.min(i + 3, m - 1);
            int a0 = aAt + row0 * aRow + q0 * aColumn;
            int a1 = aAt + row1 * aRow + q0 * aColumn;
            int a2 = aAt + row2 * aRow + q0 * aColumn;
            int a3 = aAt + row3 * aRow + q0 * aColumn;
            int c0 = cAt + row0 * cRow + j0;
            int c1 = cAt + row1 * cRow + j0;
            int c2 = cAt + row2 * cRow + j0;
            int c3 = cAt + row3 * cRow + j0;
            FloatVector s00 = FloatVector.zero(SPECIES);
            FloatVector s01 = FloatVector.zero(SPECIES);
            FloatVector s10 = FloatVector.zero(SPECIES);
            FloatVector s11 = FloatVector.zero(SPECIES);
            FloatVector s20 = FloatVector.zero(SPECIES);
            FloatVector s21 = FloatVector.zero(SPECIES);
            FloatVector s30 = FloatVector.zero(SPECIES);
            FloatVector s31 = FloatVector.zero(SPECIES);
            if (q0 > 0) {
                s00 = FloatVector.fromArray(SPECIES, c, c0);
                s01 = FloatVector.fromArray(SPECIES, c, c0 + SPECIES.length());
                s10 = FloatVector.fromArray(SPECIES, c, c1);
                s11 = FloatVector.fromArray(SPECIES, c, c1 + SPECIES.length());
                s20 = FloatVector.fromArray(SPECIES, c, c2);
                s21 = FloatVector.fromArray(SPECIES, c, c2 + SPECIES.length());
                s30 = FloatVector.fromArray(SPECIES, c, c3);
                s31 = FloatVector.fromArray(SPECIES, c, c3 + SPECIES.length());
            }
            int p = 0;
            int at = bAt + q0 * bRow + j0;
            for (int q = q0; q < q1; q++) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, at);
                FloatVector b1 = FloatVector.fromArray(SPECIES, b, at + SPECIES.length());
                FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + p]);
                s00 = b0.fma(x0, s00);
                s01 = b1.fma(x0, s01);
                FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + p]);
                s10 = b0.fma(x1, s10);
                s11 = b1.fma(x1, s11);
                FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + p]);
                s20 = b0.fma(x2, s20);
                s21 = b1.fma(x2, s21);
                FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + p]);
                s30 = b0.fma(x3, s30);
                s31 = b1.fma(x3, s31);
                p += aColumn;
                at += bRow;
            }
            s00.intoArray(c, c0);
            s01.intoArray(c, c0 + SPECIES.length());
            s10.intoArray(c, c1);
            s11.intoArray(c, c1 + SPECIES.length());
            s20.intoArray(c, c2);
            s21.intoArray(c, c2 + SPECIES.length());
            s30.intoArray(c, c3);
            s31.intoArray(c, c3 + SPECIES.length());
        }
    }
}
