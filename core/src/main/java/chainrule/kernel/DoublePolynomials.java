package chainrule.kernel;

/// The polynomials in the transcendental functions of this precision. Both are minimax: found by
/// Remez's exchange in 200 bits, then rounded.
final class DoublePolynomials {
    static final double EXP0 = 0.5;
    static final double EXP1 = 0.16666666666666677;
    static final double EXP2 = 0.0416666666666667;
    static final double EXP3 = 0.008333333333321617;
    static final double EXP4 = 0.0013888888888866878;
    static final double EXP5 = 0.00019841269886158042;
    static final double EXP6 = 2.4801587360491277e-05;
    static final double EXP7 = 2.755724418234809e-06;
    static final double EXP8 = 2.7557242804194115e-07;
    static final double EXP9 = 2.5109044756723384e-08;
    static final double EXP10 = 2.0924432318089683e-09;

    static final double LOG0 = 0.6666666666666734;
    static final double LOG1 = 0.3999999999941434;
    static final double LOG2 = 0.28571428742472477;
    static final double LOG3 = 0.2222219856364367;
    static final double LOG4 = 0.181835648617608;
    static final double LOG5 = 0.15314035898408324;
    static final double LOG6 = 0.14796105287459915;

    private DoublePolynomials() {}

    /// (eʳ − 1 − r) / r² for |r| ≤ ½ ln 2; eʳ − 1 is then right to 2⁻⁶¹ of itself.
    static double exp(double r) {
        double y = EXP10;
        y = Math.fma(y, r, EXP9);
        y = Math.fma(y, r, EXP8);
        y = Math.fma(y, r, EXP7);
        y = Math.fma(y, r, EXP6);
        y = Math.fma(y, r, EXP5);
        y = Math.fma(y, r, EXP4);
        y = Math.fma(y, r, EXP3);
        y = Math.fma(y, r, EXP2);
        y = Math.fma(y, r, EXP1);
        y = Math.fma(y, r, EXP0);
        return y;
    }

    /// (2 artanh √z − 2√z) / z√z for √z ≤ (√2 − 1)/(√2 + 1); the logarithm is then right to 2⁻⁵⁹ of
    /// itself.
    static double log(double z) {
        double y = LOG6;
        y = Math.fma(y, z, LOG5);
        y = Math.fma(y, z, LOG4);
        y = Math.fma(y, z, LOG3);
        y = Math.fma(y, z, LOG2);
        y = Math.fma(y, z, LOG1);
        y = Math.fma(y, z, LOG0);
        return y;
    }
}
