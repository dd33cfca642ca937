package chainrule.kernel;

/// The polynomials in the transcendental functions of this precision. Both are minimax: found by
/// Remez's exchange in 200 bits, then rounded.
final class FloatPolynomials {
    static final float EXP0 = 0.5f;
    static final float EXP1 = 0.16666667f;
    static final float EXP2 = 0.041666355f;
    static final float EXP3 = 0.008333273f;
    static final float EXP4 = 0.0013941008f;
    static final float EXP5 = 0.00019914172f;

    static final float LOG0 = 0.66666776f;
    static final float LOG1 = 0.39977536f;
    static final float LOG2 = 0.2987186f;

    private FloatPolynomials() {}

    /// (eʳ − 1 − r) / r² for |r| ≤ ½ ln 2; eʳ − 1 is then right to 2⁻³² of itself.
    static float exp(float r) {
        float y = EXP5;
        y = Math.fma(y, r, EXP4);
        y = Math.fma(y, r, EXP3);
        y = Math.fma(y, r, EXP2);
        y = Math.fma(y, r, EXP1);
        y = Math.fma(y, r, EXP0);
        return y;
    }

    /// (2 artanh √z − 2√z) / z√z for √z ≤ (√2 − 1)/(√2 + 1); the logarithm is then right to 2⁻³⁰ of
    /// itself.
    static float log(float z) {
        float y = LOG2;
        y = Math.fma(y, z, LOG1);
        y = Math.fma(y, z, LOG0);
        return y;
    }
}
