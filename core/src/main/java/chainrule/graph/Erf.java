package chainrule.graph;

import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.square;

/// The error function erf(x) = 2/√π ∫₀ˣ exp(−t²) dt: no formula of other functions gives it.
final class Erf {
    private static final double SCALE = 2 / Math.sqrt(Math.PI);

    /// Up to here the series has few terms, beyond it the continued fraction has few levels.
    private static final double BORDER = 1.5;

    /// From here on 1 − erf(x) is less than half of the last digit of 1.
    private static final double ONE = 6;

    private Erf() {}

    /// The value, to within ten units of the last digit.
    static double of(double x) {
        double size = Math.abs(x);
        if (Double.isNaN(x) || size >= ONE) {
            return Double.isNaN(x) ? x : Math.signum(x);
        }
        return size < BORDER ? series(x) : Math.signum(x) * (1 - complement(size));
    }

    /// 2/√π · exp(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n + 1)); all terms have one sign, so none cancel
    /// (Abramowitz and Stegun, "Handbook of mathematical functions", 7.1.6).
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > Math.ulp(sum) / 4; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return SCALE * Math.exp(-x * x) * sum;
    }

    /// 1 − erf(x) = exp(−x²)/√π · 1/(x + ½/(x + 1/(x + 1½/(x + …)))), from the inside out
    /// (Abramowitz and Stegun, 7.1.14).
    private static double complement(double x) {
        double fraction = x;
        for (int n = 100; n > 0; n--) {
            fraction = x + n / 2.0 / fraction;
        }
        return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
    }

    /// 2/√π · exp(−x²)
    static Node partial(Node x) {
        return exp(square(x).neg()).mul(Node.constant(SCALE).named("2/√π"));
    }
}
