package chainrule.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads formulas of numbers as they are written and gives their values, by the rules that everyone
/// knows: `^` and `²` before `·` and `/`, these before `+` and `−`, from the left among equals, and
/// a sign at the beginning only. It knows nothing of nodes.
final class FormulaText {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?(e−?[0-9]+)?");
    private static final Pattern NAME = Pattern.compile("√|\\p{L}[\\p{L}0-9₀-₉₍₎]*");

    private final String text;
    private final Map<String, Double> values;
    private int at;

    private FormulaText(String text, Map<String, Double> values) {
        this.text = text;
        this.values = values;
    }

    /// The value of a formula.
    static double value(String formula, Map<String, Double> values) {
        FormulaText reading = new FormulaText(formula, values);
        double value = reading.sum();
        assertThat(reading.at).as("the end of %s", formula).isEqualTo(formula.length());
        return value;
    }

    /// The values of all lines `name = formula`, in order, and of what was given.
    static Map<String, Double> values(String lines, Map<String, Double> given) {
        Map<String, Double> values = new HashMap<>(given);
        lines.lines()
                .forEach(line -> {
                    int equals = line.indexOf(" = ");
                    String name = line.substring(0, equals);
                    double value = value(line.substring(equals + 3), values);
                    assertThat(values.put(name, value)).as(line).isNull();
                });
        return values;
    }

    private boolean take(String token) {
        boolean here = text.startsWith(token, at);
        at += here ? token.length() : 0;
        return here;
    }

    private void need(String token) {
        assertThat(take(token)).as("%s at %d of %s", token, at, text).isTrue();
    }

    private double sum() {
        double sum = take("−") ? -product() : product();
        while (true) {
            if (take(" + ")) {
                sum += product();
            } else if (take(" − ")) {
                sum -= product();
            } else {
                return sum;
            }
        }
    }

    private double product() {
        double product = power();
        while (true) {
            if (take(" · ")) {
                product *= power();
            } else if (take(" / ")) {
                product /= power();
            } else {
                return product;
            }
        }
    }

    /// The exponent is a single thing, so that `a^b^c` is refused rather than read one way.
    private double power() {
        double base = atom();
        if (take("^")) {
            base = Math.pow(base, atom());
        } else if (take("²")) {
            base = base * base;
        }
        assertThat(text.startsWith("^", at) || text.startsWith("²", at)).as(text).isFalse();
        return base;
    }

    private double atom() {
        if (take("(")) {
            return closed(")");
        }
        if (take("|")) {
            return Math.abs(closed("|"));
        }
        if (take("∞")) {
            return Double.POSITIVE_INFINITY;
        }
        String number = token(NUMBER);
        return number.isEmpty() ? named(token(NAME)) : Double.parseDouble(number.replace('−', '-'));
    }

    private double closed(String bracket) {
        double value = sum();
        need(bracket);
        return value;
    }

    private String token(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        String token = matcher.lookingAt() ? matcher.group() : "";
        at += token.length();
        return token;
    }

    private double named(String name) {
        if (!take("(")) {
            assertThat(values).as("at %d of %s", at, text).containsKey(name);
            return values.get(name);
        }
        double a = sum();
        double b = take(", ") ? sum() : Double.NaN;
        need(")");
        return switch (name) {
            case "exp" -> Math.exp(a);
            case "ln" -> Math.log(a);
            case "√" -> Math.sqrt(a);
            case "tanh" -> Math.tanh(a);
            case "maximum" -> Math.max(a, b);
            default -> throw new AssertionError(name + " in " + text);
        };
    }
}
