package chainrule.kernel;

import static chainrule.kernel.FloatVectorOps.SPECIES;

import jdk.incubator.vector.FloatVector;

/// Strips of a product one vector wide, eight rows at a time.
final class FloatTile8x1 {
    private FloatTile8x1() {}

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
        for (int i = 0; i < m; i += 8) {
            int row0 = i;
            int row1 = Math.min(i + 1, m - 1);
            int row2 = Math.min(i + 2, m - 1);
            int row3 = Math.min(i + 3, m - 1);
            int row4 = Math.min(i + 4, m - 1);
            int row5 = Math.min(i + 5, m - 1);
            int row6 = Math.min(i + 6, m - 1);
            int row7 = Math.min(i + 7, m - 1);
            int a0 = aAt + row0 * aRow + q0 * aColumn;
            int a1 = aAt + row1 * aRow + q0 * aColumn;
            int a2 = aAt + row2 * aRow + q0 * aColumn;
            int a3 = aAt + row3 * aRow + q0 * aColumn;
            int a4 = aAt + row4 * aRow + q0 * aColumn;
            int a5 = aAt + row5 * aRow + q0 * aColumn;
            int a6 = aAt + row6 * aRow + q0 * aColumn;
            int a7 = aAt + row7 * aRow + q0 * aColumn;
            int c0 = cAt + row0 * cRow + j0;
            int c1 = cAt + row1 * cRow + j0;
            int c2 = cAt + row2 * cRow + j0;
            int c3 = cAt + row3 * cRow + j0;
            int c4 = cAt + row4 * cRow + j0;
            int c5 = cAt + row5 * cRow + j0;
            int c6 = cAt + row6 * cRow + j0;
            int c7 = cAt + row7 * cRow + j0;
            FloatVector s00 = FloatVector.zero(SPECIES);
            FloatVector s10 = FloatVector.zero(SPECIES);
            FloatVector s20 = FloatVector.zero(SPECIES);
            FloatVector s30 = FloatVector.zero(SPECIES);
            FloatVector s40 = FloatVector.zero(SPECIES);
            FloatVector s50 = FloatVector.zero(SPECIES);
            FloatVector s60 = FloatVector.zero(SPECIES);
            FloatVector s70 = FloatVector.zero(SPECIES);
            if (q0 > 0) {
                s00 = FloatVector.fromArray(SPECIES, c, c0);
                s10 = FloatVector.fromArray(SPECIES, c, c1);
                s20 = FloatVector.fromArray(SPECIES, c, c2);
                s30 = FloatVector.fromArray(SPECIES, c, c3);
                s40 = FloatVector.fromArray(SPECIES, c, c4);
                s50 = FloatVector.fromArray(SPECIES, c, c5);
                s60 = FloatVector.fromArray(SPECIES, c, c6);
                s70 = FloatVector.fromArray(SPECIES, c, c7);
            }
            int p = 0;
            int at = bAt + q0 * bRow + j0;
            for (int q = q0; q < q1; q++) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, at);
                s00 = b0.fma(FloatVector.broadcast(SPECIES, a[a0 + p]), s00);
                s10 = b0.fma(FloatVector.broadcast(SPECIES, a[a1 + p]), s10);
                s20 = b0.fma(FloatVector.broadcast(SPECIES, a[a2 + p]), s20);
                s30 = b0.fma(FloatVector.broadcast(SPECIES, a[a3 + p]), s30);
                s40 = b0.fma(FloatVector.broadcast(SPECIES, a[a4 + p]), s40);
                s50 = b0.fma(FloatVector.broadcast(SPECIES, a[a5 + p]), s50);
                s60 = b0.fma(FloatVector.broadcast(SPECIES, a[a6 + p]), s60);
                s70 = b0.fma(FloatVector.broadcast(SPECIES, a[a7 + p]), s70);
                p += aColumn;
                at += bRow;
            }
            s00.intoArray(c, c0);
            s10.intoArray(c, c1);
            s20.intoArray(c, c2);
            s30.intoArray(c, c3);
            s40.intoArray(c, c4);
            s50.intoArray(c, c5);
            s60.intoArray(c, c6);
            s70.intoArray(c, c7);
        }
    }
}
