package chainrule.nn.data;

import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// A cell read as a number: a decimal with a point, such as `3`, `−0.5` with a plain minus, `1e-7`.
/// Java's own parser also takes `1d`, `0x1p3` and `NaN`, which in a table are text.
final class Cell {
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d++(\\.\\d*+)?|\\.\\d++)([eE][+-]?\\d++)?");
    private static final Set<String> NOT_FINITE = Set.of("nan", "inf", "infinity", "∞");

    private Cell() {}

    static double number(String cell, Function<String, DataException> error) {
        String text = cell.strip();
        if (text.isEmpty()) {
            throw error.apply("the cell is empty; fill in a number, or take the row out");
        }
        if (!DECIMAL.matcher(text).matches()) {
            throw error.apply(
                    "%s is not a %s; correct the cell, or take the row out"
                            .formatted(
                                    Wording.quote(text),
                                    isNotFinite(text) ? "finite number" : "number"));
        }
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw error.apply(
                    "%s is too large; numbers reach to 1.8e308".formatted(Wording.quote(text)));
        }
        return number;
    }

    private static boolean isNotFinite(String text) {
        String bare = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
        return NOT_FINITE.contains(bare.toLowerCase(Locale.ROOT));
    }
}
