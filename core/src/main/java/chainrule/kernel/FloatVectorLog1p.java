package chainrule.kernel;

import static chainrule.kernel.FloatFormat.BIAS;
import static chainrule.kernel.FloatFormat.FRACTION;
import static chainrule.kernel.FloatFormat.HUGE;
import static chainrule.kernel.FloatFormat.LN2_HIGH;
import static chainrule.kernel.FloatFormat.LN2_LOW;
import static chainrule.kernel.FloatFormat.MAGIC;
import static chainrule.kernel.FloatFormat.MAGIC_BITS;
import static chainrule.kernel.FloatFormat.SQRT_HALF_BITS;
import static chainrule.kernel.FloatFormat.TINY;
import static chainrule.kernel.FloatPolynomials.LOG0;
import static chainrule.kernel.FloatPolynomials.LOG1;
import static chainrule.kernel.FloatPolynomials.LOG2;
import static chainrule.kernel.FloatVectorOps.SPECIES;
import static chainrule.kernel.FloatVectorOps.all;
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
            FloatVector u = x.add(1);
            IntVector bits = u.reinterpretAsInts();
            IntVector whole = bits.sub(SQRT_HALF_BITS).lanewise(ASHR, FRACTION);
            FloatVector k = whole.add(MAGIC_BITS).reinterpretAsFloats().sub(MAGIC);
            FloatVector scale =
                    whole.neg().add(BIAS).lanewise(LSHL, FRACTION).reinterpretAsFloats();
            FloatVector ofU = bits.sub(whole.lanewise(LSHL, FRACTION)).reinterpretAsFloats().sub(1);
            FloatVector f = ofU.blend(x.fma(scale, scale.sub(1)), x.compare(LT, HUGE));
            FloatVector s = f.div(f.add(2));
            FloatVector z = s.mul(s);
            FloatVector d = all(LOG2).fma(z, all(LOG1)).fma(z, all(LOG0));
            FloatVector h = f.mul(0.5f).mul(f);
            FloatVector t = k.fma(all(LN2_LOW), s.mul(z.fma(d, h)));
            FloatVector inside = k.fma(all(LN2_HIGH), f.sub(h.sub(t)));
            FloatVector result =
                    inside.blend(
                                    x,
                                    x.abs()
                                            .compare(LT, TINY)
                                            .or(u.compare(LT, Float.POSITIVE_INFINITY).not()))
                            .blend(Float.NaN, u.compare(LT, 0))
                            .blend(Float.NEGATIVE_INFINITY, u.compare(EQ, 0));
            result.intoArray(y, yAt + i);
        }
        warmth.after(until / SPECIES.length());
        single.run(a, aAt + until, b, bAt + until, c, cAt + until, y, yAt + until, n - until);
    }
}
