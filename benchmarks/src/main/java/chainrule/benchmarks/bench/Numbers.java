package chainrule.benchmarks.bench;

import java.util.Locale;

/// Numbers with three digits.
final class Numbers {
    private Numbers() {}

    /// 12.3 ns, 1.25 µs, 103 ms, 2.00 s.
    static String time(double seconds) {
        if (seconds < 1e-6) {
            return digits(seconds * 1e9) + " ns";
        } else if (seconds < 1e-3) {
            return digits(seconds * 1e6) + " µs";
        } else if (seconds < 1) {
            return digits(seconds * 1e3) + " ms";
        }
        return digits(seconds) + " s";
    }

    /// 0.123, 1.23, 12.3, 123, 1230.
    static String digits(double x) {
        int decimals = x < 1 ? 3 : x < 10 ? 2 : x < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", x);
    }
}
