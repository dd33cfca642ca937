package chainrule.kernel;

import static chainrule.kernel.FloatFormat.BIAS;
import static chainrule.kernel.FloatFormat.FRACTION;
import static chainrule.kernel.FloatFormat.MAGIC_BITS;
import static chainrule.kernel.FloatFormat.SQRT_HALF_BITS;
import static chainrule.kernel.FloatVectorConstants.*;
import static chainrule.kernel.FloatVectorOps.SPECIES;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// ln(1 + x), step by step as [FloatMath#log1p], a vector at a time.
final class FloatVectorLog1p implements Loop<float[]> {
    private final Loop<float[]> single;
    private final Warmth warmth;

    FloatVectorLog1p(Loop<float[]> single, Warmth warmth) {
        this.single = single;
        this.warmth = warmth;
    }

    @Override
    public void run(
            float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int until = warmth.until(n);
        for (int i = 0; i < until; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, aAt + i);
            FloatVector u = x.add(ONE);
            IntVector bits = u.reinterpretAsInts();
            IntVector whole = bits.sub(SQRT_HALF_BITS).lanewise(ASHR, FRACTION);
            FloatVector k = whole.add(MAGIC_BITS).reinterpretAsFloats().sub(MAGIC);
            FloatVector scale =
                    whole.neg().add(BIAS).lanewise(LSHL, FRACTION).reinterpretAsFloats();
            FloatVector ofU =
                    bits.sub(whole.lanewise(LSHL, FRACTION)).reinterpretAsFloats().sub(ONE);
            FloatVector f = ofU.blend(x.fma(scale, scale.sub(ONE)), x.compare(LT, HUGE));
            FloatVector s = f.div(f.add(TWO));
            FloatVector z = s.mul(s);
            FloatVector d = LOG2.fma(z, LOG1).fma(z, LOG0);
            FloatVector h = f.mul(HALF).mul(f);
            FloatVector t = k.fma(LN2_LOW, s.mul(z.fma(d, h)));
            FloatVector inside = k.fma(LN2_HIGH, f.sub(h.sub(t)));
            FloatVector result =
                    inside.blend(x, x.abs().compare(LT, TINY).or(u.compare(LT, INFINITY).not()))
                            .blend(Float.NaN, u.compare(LT, ZERO))
                            .blend(Float.NEGATIVE_INFINITY, u.compare(EQ, ZERO));
            result.intoArray(y, yAt + i);
        }
        warmth.after(until / SPECIES.length());
        single.run(a, aAt + until, b, bAt + until, c, cAt + until, y, yAt + until, n - until);
    }
}
