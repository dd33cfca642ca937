package chainrule.kernel;

import java.lang.invoke.MethodHandles;

/// The loop of an operation with 1 operand, entry by entry. Each operation has a copy of this
/// class.
final class FloatUnary implements Loop<float[]> {
    private static final FloatOp OP = Copies.constant(MethodHandles.lookup(), 0, FloatOp.class);

    @Override
    public void run(
            float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = OP.of(a[aAt + i], 0, 0);
        }
    }
}
