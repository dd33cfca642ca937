package chainrule.tensor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers as text, the same in messages, formulas and pictures: a true minus sign, no needless
/// zeros.
public final class Numbers {
    private Numbers() {}

    /// The shortest text that gives back the number: `1`, `−0.5`, `1e−7`, `∞`, `NaN`.
    public static String text(double number) {
        return format(number, new BigDecimal(finite(number) ? Double.toString(number) : "0"));
    }

    /// The number rounded to some significant digits.
    public static String text(double number, int digits) {
        return format(
                number,
                finite(number)
                        ? new BigDecimal(number)
                                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                        : BigDecimal.ZERO);
    }

    private static boolean finite(double number) {
        return Double.isFinite(number);
    }

    private static String format(double number, BigDecimal decimal) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "∞" : "−∞";
        }
        if (decimal.signum() == 0) {
            return "0";
        }
        BigDecimal plain = decimal.stripTrailingZeros();
        int exponent = plain.precision() - plain.scale() - 1;
        String text =
                exponent < -4 || exponent > 9
                        ? plain.movePointLeft(exponent).toPlainString() + "e" + exponent
                        : plain.toPlainString();
        return text.replace('-', '−');
    }
}
