package chainrule.kernel;

import static chainrule.kernel.FloatFormat.FRACTION;
import static chainrule.kernel.FloatFormat.MAGIC_BITS;
import static chainrule.kernel.FloatFormat.SCALE;
import static chainrule.kernel.FloatFormat.SCALE_EXPONENT;
import static chainrule.kernel.FloatFormat.SQRT_HALF_BITS;
import static chainrule.kernel.FloatVectorConstants.*;
import static chainrule.kernel.FloatVectorOps.SPECIES;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// ln x, step by step as [FloatMath#log], a vector at a time.
final class FloatVectorLog implements Loop<float[]> {
    private final Loop<float[]> single;
    private final Warmth warmth;

    FloatVectorLog(Loop<float[]> single, Warmth warmth) {
        this.single = single;
        this.warmth = warmth;
    }

    @Override
    public void run(
            float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] y, int yAt, int n) {
        int until = warmth.until(n);
        for (int i = 0; i < until; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, aAt + i);
            var small = x.compare(LT, Float.MIN_NORMAL);
            FloatVector v = x.blend(x.mul(SCALE), small);
            IntVector bits = v.reinterpretAsInts();
            IntVector whole = bits.sub(SQRT_HALF_BITS).lanewise(ASHR, FRACTION);
            FloatVector shift = ZERO.blend(SCALE_EXPONENT, small);
            FloatVector k = whole.add(MAGIC_BITS).reinterpretAsFloats().sub(MAGIC).sub(shift);
            FloatVector f = bits.sub(whole.lanewise(LSHL, FRACTION)).reinterpretAsFloats().sub(ONE);
            FloatVector s = f.div(f.add(TWO));
            FloatVector z = s.mul(s);
            FloatVector d = LOG2.fma(z, LOG1).fma(z, LOG0);
            FloatVector h = f.mul(HALF).mul(f);
            FloatVector t = k.fma(LN2_LOW, s.mul(z.fma(d, h)));
            FloatVector inside = k.fma(LN2_HIGH, f.sub(h.sub(t)));
            FloatVector result =
                    inside.blend(x, x.compare(LT, INFINITY).not())
                            .blend(Float.NaN, x.compare(LT, ZERO))
                            .blend(Float.NEGATIVE_INFINITY, x.compare(EQ, ZERO));
            result.intoArray(y, yAt + i);
        }
        warmth.after(until / SPECIES.length());
        single.run(a, aAt + until, b, bAt + until, c, cAt + until, y, yAt + until, n - until);
    }
}
