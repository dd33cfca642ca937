package chainrule.kernel;

/// The numbers that the transcendental functions of this precision need.
final class FloatFormat {
    /// Bits of the fraction.
    static final int FRACTION = 23;

    /// What is added to an exponent to store it.
    static final int BIAS = 127;

    /// 1½ · 2²³: a number below 2²² that is added to it is rounded to a whole one, which stands in
    /// the last bits.
    static final float MAGIC = 0x1.8p23f;

    static final int MAGIC_BITS = Float.floatToRawIntBits(MAGIC);

    static final int SIGN_BIT = Integer.MIN_VALUE;

    /// √½, where the powers of 2 are taken out of a logarithm.
    static final int SQRT_HALF_BITS = Float.floatToRawIntBits((float) Math.sqrt(0.5));

    /// What makes subnormal numbers normal, and its exponent.
    static final float SCALE = 0x1p25f;

    static final float SCALE_EXPONENT = 25;

    /// 1 / ln 2.
    static final float LOG2_E = 1.442695f;

    /// ln 2, the part whose product with an exponent is exact, and the rest.
    static final float LN2_HIGH = 0.69314575f;

    static final float LN2_LOW = 1.4286068e-6f;

    /// Here eˣ is 0, and here it is ∞.
    static final float EXP_MIN = -104;

    static final float EXP_MAX = 89;

    /// Here eˣ − 1 is −1, and tanh x is 1.
    static final float EXPM1_MIN = -20;

    static final float TANH_MAX = 10;

    /// Below it, x is the best value of expm1, log1p and tanh.
    static final float TINY = 0x1p-26f;

    /// From it on, 1 + x is x.
    static final float HUGE = 0x1p60f;

    private FloatFormat() {}
}
