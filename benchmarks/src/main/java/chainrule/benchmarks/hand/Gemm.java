package chainrule.benchmarks.hand;

import static chainrule.benchmarks.hand.Lanes.L;
import static chainrule.benchmarks.hand.Lanes.S;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/// Products of matrices as Goto and van de Geijn (2008) block them: a strip of B of 2 vectors in
/// the first cache, a block of A in the second, eight rows of C times two vectors in registers.
/// Entry (i, j) of A lies at `i·row + j·column`, and so in B, so that transposes cost nothing; C is
/// row by row without gaps. With 16 vector registers instead of 32 some are spilled.
final class Gemm {
    private static final int ROWS = 8;
    private static final int COLUMNS = 2 * L;
    private static final int DEPTH = 256;
    private static final int HEIGHT = 128;
    private static final int WIDTH = 512;

    private final float[] packedA = new float[HEIGHT * DEPTH];
    private final float[] packedB = new float[WIDTH * DEPTH];
    private final float[] tile = new float[ROWS * COLUMNS];

    /// A matrix in an array.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Matrix(float[] x, int row, int column) {
        /// Row by row.
        static Matrix of(float[] x, int columns) {
            return new Matrix(x, columns, 1);
        }

        Matrix transposed() {
            return new Matrix(x, column, row);
        }
    }

    /// C = A·B, or C += A·B, with A m×k and B k×n, k > 0.
    void multiply(int m, int n, int k, Matrix a, Matrix b, float[] c, boolean add) {
        for (int q = 0; q < k; q += DEPTH) {
            int depth = Math.min(DEPTH, k - q);
            for (int j = 0; j < n; j += WIDTH) {
                int width = Math.min(WIDTH, n - j);
                pack(b.transposed(), j, width, q, depth, COLUMNS, packedB);
                for (int i = 0; i < m; i += HEIGHT) {
                    int height = Math.min(HEIGHT, m - i);
                    pack(a, i, height, q, depth, ROWS, packedA);
                    block(height, width, depth, c, i * n + j, n, add || q > 0);
                }
            }
        }
    }

    /// Rows of a part of a matrix in bands: in each, column after column. The last one is filled up
    /// with zeros.
    private static void pack(
            Matrix from, int i0, int height, int q0, int depth, int band, float[] to) {
        int at = 0;
        for (int i = i0; i < i0 + height; i += band) {
            int rows = Math.min(band, i0 + height - i);
            for (int q = q0; q < q0 + depth; q++) {
                int start = i * from.row + q * from.column;
                if (from.row == 1) {
                    System.arraycopy(from.x, start, to, at, rows);
                } else {
                    for (int r = 0; r < rows; r++) {
                        to[at + r] = from.x[start + r * from.row];
                    }
                }
                for (int r = rows; r < band; r++) {
                    to[at + r] = 0;
                }
                at += band;
            }
        }
    }

    private void block(int height, int width, int depth, float[] c, int at, int row, boolean add) {
        for (int j = 0; j < width; j += COLUMNS) {
            for (int i = 0; i < height; i += ROWS) {
                int a = i * depth;
                int b = j * depth;
                if (j + COLUMNS <= width && i + ROWS <= height) {
                    kernel(depth, packedA, a, packedB, b, c, at + i * row + j, row, add);
                } else {
                    kernel(depth, packedA, a, packedB, b, tile, 0, COLUMNS, false);
                    part(
                            Math.min(ROWS, height - i),
                            Math.min(COLUMNS, width - j),
                            c,
                            at + i * row + j,
                            row,
                            add);
                }
            }
        }
    }

    /// The part of the tile that lies in C.
    private void part(int rows, int columns, float[] c, int at, int row, boolean add) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < columns; j++) {
                int to = at + r * row + j;
                c[to] = (add ? c[to] : 0) + tile[r * COLUMNS + j];
            }
        }
    }

    private static void kernel(
            int depth,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            float[] c,
            int cAt,
            int row,
            boolean add) {
        FloatVector c00 = broadcast(S, 0);
        FloatVector c01 = broadcast(S, 0);
        FloatVector c10 = broadcast(S, 0);
        FloatVector c11 = broadcast(S, 0);
        FloatVector c20 = broadcast(S, 0);
        FloatVector c21 = broadcast(S, 0);
        FloatVector c30 = broadcast(S, 0);
        FloatVector c31 = broadcast(S, 0);
        FloatVector c40 = broadcast(S, 0);
        FloatVector c41 = broadcast(S, 0);
        FloatVector c50 = broadcast(S, 0);
        FloatVector c51 = broadcast(S, 0);
        FloatVector c60 = broadcast(S, 0);
        FloatVector c61 = broadcast(S, 0);
        FloatVector c70 = broadcast(S, 0);
        FloatVector c71 = broadcast(S, 0);
        for (int q = 0; q < depth; q++) {
            FloatVector v0 = fromArray(S, b, bAt);
            FloatVector v1 = fromArray(S, b, bAt + L);
            FloatVector x;
            x = broadcast(S, a[aAt]);
            c00 = v0.fma(x, c00);
            c01 = v1.fma(x, c01);
            x = broadcast(S, a[aAt + 1]);
            c10 = v0.fma(x, c10);
            c11 = v1.fma(x, c11);
            x = broadcast(S, a[aAt + 2]);
            c20 = v0.fma(x, c20);
            c21 = v1.fma(x, c21);
            x = broadcast(S, a[aAt + 3]);
            c30 = v0.fma(x, c30);
            c31 = v1.fma(x, c31);
            x = broadcast(S, a[aAt + 4]);
            c40 = v0.fma(x, c40);
            c41 = v1.fma(x, c41);
            x = broadcast(S, a[aAt + 5]);
            c50 = v0.fma(x, c50);
            c51 = v1.fma(x, c51);
            x = broadcast(S, a[aAt + 6]);
            c60 = v0.fma(x, c60);
            c61 = v1.fma(x, c61);
            x = broadcast(S, a[aAt + 7]);
            c70 = v0.fma(x, c70);
            c71 = v1.fma(x, c71);
            aAt += ROWS;
            bAt += COLUMNS;
        }
        if (add) {
            c00 = c00.add(fromArray(S, c, cAt));
            c01 = c01.add(fromArray(S, c, cAt + L));
            c10 = c10.add(fromArray(S, c, cAt + row));
            c11 = c11.add(fromArray(S, c, cAt + row + L));
            c20 = c20.add(fromArray(S, c, cAt + 2 * row));
            c21 = c21.add(fromArray(S, c, cAt + 2 * row + L));
            c30 = c30.add(fromArray(S, c, cAt + 3 * row));
            c31 = c31.add(fromArray(S, c, cAt + 3 * row + L));
            c40 = c40.add(fromArray(S, c, cAt + 4 * row));
            c41 = c41.add(fromArray(S, c, cAt + 4 * row + L));
            c50 = c50.add(fromArray(S, c, cAt + 5 * row));
            c51 = c51.add(fromArray(S, c, cAt + 5 * row + L));
            c60 = c60.add(fromArray(S, c, cAt + 6 * row));
            c61 = c61.add(fromArray(S, c, cAt + 6 * row + L));
            c70 = c70.add(fromArray(S, c, cAt + 7 * row));
            c71 = c71.add(fromArray(S, c, cAt + 7 * row + L));
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + L);
        c10.intoArray(c, cAt + row);
        c11.intoArray(c, cAt + row + L);
        c20.intoArray(c, cAt + 2 * row);
        c21.intoArray(c, cAt + 2 * row + L);
        c30.intoArray(c, cAt + 3 * row);
        c31.intoArray(c, cAt + 3 * row + L);
        c40.intoArray(c, cAt + 4 * row);
        c41.intoArray(c, cAt + 4 * row + L);
        c50.intoArray(c, cAt + 5 * row);
        c51.intoArray(c, cAt + 5 * row + L);
        c60.intoArray(c, cAt + 6 * row);
        c61.intoArray(c, cAt + 6 * row + L);
        c70.intoArray(c, cAt + 7 * row);
        c71.intoArray(c, cAt + 7 * row + L);
    }
}
