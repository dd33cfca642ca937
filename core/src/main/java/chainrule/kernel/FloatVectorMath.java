package chainrule.kernel;

import static chainrule.kernel.FloatFormat.BIAS;
import static chainrule.kernel.FloatFormat.EXPM1_MIN;
import static chainrule.kernel.FloatFormat.EXP_MAX;
import static chainrule.kernel.FloatFormat.EXP_MIN;
import static chainrule.kernel.FloatFormat.FRACTION;
import static chainrule.kernel.FloatFormat.MAGIC_BITS;
import static chainrule.kernel.FloatFormat.SCALE;
import static chainrule.kernel.FloatFormat.SCALE_EXPONENT;
import static chainrule.kernel.FloatFormat.SIGN_BIT;
import static chainrule.kernel.FloatFormat.SQRT_HALF_BITS;
import static chainrule.kernel.FloatFormat.TANH_MAX;
import static chainrule.kernel.FloatVectorConstants.*;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// The functions of [FloatMath] step by step, a vector at a time. [VectorCode] writes them out
/// where they are used: they have no branches, and keep their parameters as they are.
final class FloatVectorMath {
    private FloatVectorMath() {}

    static FloatVector exp(FloatVector x) {
        FloatVector v = x.min(EXP_MAX).max(EXP_MIN);
        FloatVector t = v.fma(LOG2_E, MAGIC);
        FloatVector k = t.sub(MAGIC);
        FloatVector r = k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, v));
        FloatVector d = EXP5.fma(r, EXP4).fma(r, EXP3).fma(r, EXP2).fma(r, EXP1).fma(r, EXP0);
        FloatVector p = r.mul(r).fma(d, r).add(ONE);
        IntVector whole = t.reinterpretAsInts().sub(MAGIC_BITS);
        IntVector half = whole.lanewise(ASHR, 1);
        return p.mul(half.add(BIAS).lanewise(LSHL, FRACTION).reinterpretAsFloats())
                .mul(whole.sub(half).add(BIAS).lanewise(LSHL, FRACTION).reinterpretAsFloats());
    }

    static FloatVector expm1(FloatVector x) {
        FloatVector v = x.min(EXP_MAX).max(EXPM1_MIN);
        FloatVector t = v.fma(LOG2_E, MAGIC);
        FloatVector k = t.sub(MAGIC);
        FloatVector r = k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, v));
        FloatVector d = EXP5.fma(r, EXP4).fma(r, EXP3).fma(r, EXP2).fma(r, EXP1).fma(r, EXP0);
        FloatVector q = r.mul(r).fma(d, r);
        IntVector whole = t.reinterpretAsInts().sub(MAGIC_BITS);
        FloatVector half = whole.add(BIAS - 1).lanewise(LSHL, FRACTION).reinterpretAsFloats();
        FloatVector inside = half.fma(q, half.sub(HALF)).mul(TWO);
        return inside.blend(x, x.abs().compare(LT, TINY));
    }

    static FloatVector log(FloatVector x) {
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
        return inside.blend(x, x.compare(LT, INFINITY).not())
                .blend(Float.NaN, x.compare(LT, ZERO))
                .blend(Float.NEGATIVE_INFINITY, x.compare(EQ, ZERO));
    }

    static FloatVector log1p(FloatVector x) {
        FloatVector u = x.add(ONE);
        IntVector bits = u.reinterpretAsInts();
        IntVector whole = bits.sub(SQRT_HALF_BITS).lanewise(ASHR, FRACTION);
        FloatVector k = whole.add(MAGIC_BITS).reinterpretAsFloats().sub(MAGIC);
        FloatVector scale = whole.neg().add(BIAS).lanewise(LSHL, FRACTION).reinterpretAsFloats();
        FloatVector ofU = bits.sub(whole.lanewise(LSHL, FRACTION)).reinterpretAsFloats().sub(ONE);
        FloatVector f = ofU.blend(x.fma(scale, scale.sub(ONE)), x.compare(LT, HUGE));
        FloatVector s = f.div(f.add(TWO));
        FloatVector z = s.mul(s);
        FloatVector d = LOG2.fma(z, LOG1).fma(z, LOG0);
        FloatVector h = f.mul(HALF).mul(f);
        FloatVector t = k.fma(LN2_LOW, s.mul(z.fma(d, h)));
        FloatVector inside = k.fma(LN2_HIGH, f.sub(h.sub(t)));
        return inside.blend(x, x.abs().compare(LT, TINY).or(u.compare(LT, INFINITY).not()))
                .blend(Float.NaN, u.compare(LT, ZERO))
                .blend(Float.NEGATIVE_INFINITY, u.compare(EQ, ZERO));
    }

    static FloatVector tanh(FloatVector x) {
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
        return inside.blend(x, size.compare(LT, TINY));
    }
}
