package chainrule.kernel;

import static chainrule.kernel.FloatFormat.BIAS;
import static chainrule.kernel.FloatFormat.FRACTION;
import static chainrule.kernel.FloatFormat.MAGIC_BITS;
import static chainrule.kernel.FloatFormat.SIGN_BIT;
import static chainrule.kernel.FloatFormat.TANH_MAX;
import static chainrule.kernel.FloatVectorConstants.*;
import static chainrule.kernel.FloatVectorOps.SPECIES;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// tanh x, step by step as [FloatMath#tanh], a vector at a time.
final class FloatVectorTanh implements Loop<float[]> {
    private final Loop<float[]> single;
    private final Warmth warmth;

    FloatVectorTanh(Loop<float[]> single, Warmth warmth) {
        this.single = single;
        this.warmth = warmth;
    }

    @Override
    public void run(
            float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int until = warmth.until(n);
        for (int i = 0; i < until; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, aAt + i);
            FloatVector size = x.abs();
            FloatVector v = size.min(TANH_MAX).mul(TWO);
            FloatVector t = v.fma(LOG2_E, MAGIC);
            FloatVector k = t.sub(MAGIC);
            FloatVector r = k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, v));
            FloatVector d = EXP5.fma(r, EXP4).fma(r, EXP3).fma(r, EXP2).fma(r, EXP1).fma(r, EXP0);
            FloatVector q = r.mul(r).fma(d, r);
            IntVector whole = t.reinterpretAsInts().sub(MAGIC_BITS);
            FloatVector power = whole.add(BIAS).lanewise(LSHL, FRACTION).reinterpretAsFloats();
            FloatVector e = power.fma(q, power.sub(ONE));
            FloatVector inside =
                    e.div(e.add(TWO))
                            .reinterpretAsInts()
                            .or(x.reinterpretAsInts().and(SIGN_BIT))
                            .reinterpretAsFloats();
            FloatVector result = inside.blend(x, size.compare(LT, TINY));
            result.intoArray(y, yAt + i);
        }
        warmth.after(until / SPECIES.length());
        single.run(a, aAt + until, b, bAt + until, c, cAt + until, y, yAt + until, n - until);
    }
}
