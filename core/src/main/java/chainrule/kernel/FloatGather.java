package chainrule.kernel;

import chainrule.tensor.Strides;

/// Entries of a view, copied together: runs along its last axis, each found from its position.
final class FloatGather {
    private FloatGather() {}

    static void gather(float[] x, Strides view, int from, int n, float[] y, int yAt) {
        int[] sizes = view.sizes();
        int rank = sizes.length;
        if (rank == 0) {
            if (n > 0) {
                y[yAt] = x[view.offset()];
            }
            return;
        }
        int length = sizes[rank - 1];
        int stride = view.strides()[rank - 1];
        int done = 0;
        while (done < n) {
            int column = (from + done) % length;
            int run = Math.min(n - done, length - column);
            int at = start(view, (from + done) / length) + column * stride;
            copy(x, at, stride, run, y, yAt + done);
            done += run;
        }
    }

    /// Where a row of the last axis starts.
    private static int start(Strides view, int row) {
        int at = view.offset();
        int rest = row;
        for (int axis = view.sizes().length - 2; axis >= 0; axis--) {
            int size = view.sizes()[axis];
            at += rest % size * view.strides()[axis];
            rest /= size;
        }
        return at;
    }

    private static void copy(float[] x, int at, int stride, int n, float[] y, int yAt) {
        if (stride == 1) {
            System.arraycopy(x, at, y, yAt, n);
            return;
        }
        int from = at;
        for (int i = 0; i < n; i++) {
            y[yAt + i] = x[from];
            from += stride;
        }
    }
}
