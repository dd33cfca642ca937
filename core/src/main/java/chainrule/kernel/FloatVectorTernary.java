package chainrule.kernel;

import static chainrule.kernel.FloatVectorOps.SPECIES;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;

/// The loop of an operation with 3 operands, a vector at a time. Each operation has a copy of this
/// class. The operation stands in it once: the JVM's compiler writes out so much in one method and
/// no more, and makes an object of each vector beyond.
final class FloatVectorTernary implements Loop<float[]> {
    private static final FloatVectorOp OP =
            Copies.constant(MethodHandles.lookup(), 0, FloatVectorOp.class);

    /// The same entry by entry.
    private static final Loop<float[]> SINGLE = single();

    private final Warmth warmth = Copies.constant(MethodHandles.lookup(), 2, Warmth.class);

    @SuppressWarnings("unchecked")
    private static Loop<float[]> single() {
        return Copies.constant(MethodHandles.lookup(), 1, Loop.class);
    }

    @Override
    public void run(
            float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int until = warmth.until(n);
        for (int i = 0; i < until; i += SPECIES.length()) {
            OP.of(
                            FloatVector.fromArray(SPECIES, a, aAt + i),
                            FloatVector.fromArray(SPECIES, b, bAt + i),
                            FloatVector.fromArray(SPECIES, c, cAt + i))
                    .intoArray(y, yAt + i);
        }

        warmth.after(until / SPECIES.length());
        SINGLE.run(a, aAt + until, b, bAt + until, c, cAt + until, y, yAt + until, n - until);
    }
}
