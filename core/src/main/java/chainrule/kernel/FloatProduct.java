package chainrule.kernel;

/// Products entry by entry, k ascending, each term added by a fused multiply-add.
final class FloatProduct implements Product<float[]> {
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
            int cAt) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                int l = aAt + i * aRow;
                int r = bAt + j * bColumn;
                for (int q = 0; q < k; q++) {
                    sum = Math.fma(a[l], b[r], sum);
                    l += aColumn;
                    r += bRow;
                }
                c[cAt + i * n + j] = sum;
            }
        }
    }
}
