package chainrule.kernel;

/// The numbers that the transcendental functions of this precision need.
final class DoubleFormat {
    /// Bits of the fraction.
    static final int FRACTION = 52;

    /// What is added to an exponent to store it.
    static final int BIAS = 1023;

    /// 1½ · 2⁵²: a number below 2⁵¹ that is added to it is rounded to a whole one, which stands in
    /// the last bits.
    static final double MAGIC = 0x1.8p52;

    static final long MAGIC_BITS = Double.doubleToRawLongBits(MAGIC);

    static final long SIGN_BIT = Long.MIN_VALUE;

    /// √½, where the powers of 2 are taken out of a logarithm.
    static final long SQRT_HALF_BITS = Double.doubleToRawLongBits(Math.sqrt(0.5));

    /// What makes subnormal numbers normal, and its exponent.
    static final double SCALE = 0x1p54;

    static final double SCALE_EXPONENT = 54;

    /// 1 / ln 2.
    static final double LOG2_E = 1.4426950408889634;

    /// ln 2, the part whose product with an exponent is exact, and the rest.
    static final double LN2_HIGH = 0.693147180559663;

    static final double LN2_LOW = 2.8235290563031577e-13;

    /// Here eˣ is 0, and here it is ∞.
    static final double EXP_MIN = -746;

    static final double EXP_MAX = 710;

    /// Here eˣ − 1 is −1, and tanh x is 1.
    static final double EXPM1_MIN = -40;

    static final double TANH_MAX = 20;

    /// Below it, x is the best value of expm1, log1p and tanh.
    static final double TINY = 0x1p-55;

    /// From it on, 1 + x is x.
    static final double HUGE = 0x1p500;

    private DoubleFormat() {}
}
