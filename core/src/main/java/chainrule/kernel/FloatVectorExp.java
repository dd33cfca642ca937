package chainrule.kernel;

import static chainrule.kernel.FloatFormat.BIAS;
import static chainrule.kernel.FloatFormat.EXP_MAX;
import static chainrule.kernel.FloatFormat.EXP_MIN;
import static chainrule.kernel.FloatFormat.FRACTION;
import static chainrule.kernel.FloatFormat.MAGIC_BITS;
import static chainrule.kernel.FloatVectorConstants.*;
import static chainrule.kernel.FloatVectorOps.SPECIES;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// eˣ, step by step as [FloatMath#exp], a vector at a time.
final class FloatVectorExp implements Loop<float[]> {
    private final Loop<float[]> single;
    private final Warmth warmth;

    FloatVectorExp(Loop<float[]> single, Warmth warmth) {
        this.single = single;
        this.warmth = warmth;
    }

    @Override
    public void run(
            float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int until = warmth.until(n);
        for (int i = 0; i < until; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, aAt + i);
            FloatVector v = x.min(EXP_MAX).max(EXP_MIN);
            FloatVector t = v.fma(LOG2_E, MAGIC);
            FloatVector k = t.sub(MAGIC);
            FloatVector r = k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, v));
            FloatVector d = EXP5.fma(r, EXP4).fma(r, EXP3).fma(r, EXP2).fma(r, EXP1).fma(r, EXP0);
            FloatVector p = r.mul(r).fma(d, r).add(ONE);
            IntVector whole = t.reinterpretAsInts().sub(MAGIC_BITS);
            IntVector half = whole.lanewise(ASHR, 1);
            FloatVector result =
                    p.mul(half.add(BIAS).lanewise(LSHL, FRACTION).reinterpretAsFloats())
                            .mul(
                                    whole.sub(half)
                                            .add(BIAS)
                                            .lanewise(LSHL, FRACTION)
                                            .reinterpretAsFloats());
            result.intoArray(y, yAt + i);
        }
        warmth.after(until / SPECIES.length());
        single.run(a, aAt + until, b, bAt + until, c, cAt + until, y, yAt + until, n - until);
    }
}
