package chainrule.codec;

import static java.util.stream.Collectors.joining;

import chainrule.graph.Type;
import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import com.google.common.collect.ImmutableSet;

/// How names, numbers, settings and types are written in text.
final class Words {
    static final String INPUT = "input";
    static final String PARAMETER = "parameter";
    static final String FLOAT = "float";
    static final String IN = "in";
    static final String AT = "at";
    static final String RETURN = "return";

    static final String TRUE = "true";

    static final String FALSE = "false";
    static final String NAN = "NaN";
    static final String INFINITY = "Infinity";

    /// Words that stand for values.
    static final ImmutableSet<String> VALUES = ImmutableSet.of(TRUE, FALSE, NAN, INFINITY);

    private static final int LONGEST = 40;

    private Words() {}

    /// Whether a text can stand without quotes: it starts with a letter, goes on with letters,
    /// digits and what belongs to them (`W₁⁽²⁾`, `y′`, `h.b`), is read from left to right, and is
    /// short.
    static boolean isBare(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && isStart(text.codePointAt(0))
                && text.codePoints().allMatch(Words::isPart)
                && !VALUES.contains(text);
    }

    static boolean isStart(int c) {
        return c == '_' || (Character.isLetter(c) && isPart(c));
    }

    static boolean isPart(int c) {
        return switch (Character.getDirectionality(c)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
                    false;
            default ->
                    Character.isLetterOrDigit(c)
                            || Character.getType(c) == Character.OTHER_NUMBER
                            || Character.getType(c) == Character.NON_SPACING_MARK
                            || "_.′⁽⁾₍₎".indexOf(c) >= 0;
        };
    }

    /// A text as it is, or in quotes.
    static String word(String text) {
        return isBare(text) ? text : quoted(text);
    }

    /// A text in quotes, on one line, and without characters that a terminal obeys.
    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '"' -> out.append("\\\"");
                        case '\\' -> out.append("\\\\");
                        case '\n' -> out.append("\\n");
                        case '\r' -> out.append("\\r");
                        case '\t' -> out.append("\\t");
                        default -> {
                            if (isShown(c)) {
                                out.appendCodePoint(c);
                            } else {
                                for (char unit : Character.toChars(c)) {
                                    out.append("\\u%04x".formatted((int) unit));
                                }
                            }
                        }
                    }
                });
        return out.append('"').toString();
    }

    /// A text as messages show it: at most 40 characters, then `…`, and `·` for what a terminal
    /// obeys.
    static String plain(String text) {
        return text.length() <= LONGEST ? shown(text) : shown(text.substring(0, LONGEST)) + "…";
    }

    /// A text with `·` for every character that a terminal obeys.
    static String shown(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(isShown(c) ? c : '·'));
        return out.toString();
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    /// The shortest text that gives back the number: `1`, `-0`, `1e-7`, `-Infinity`.
    static String number(double number) {
        return concise(Double.toString(number));
    }

    static String number(float number) {
        return concise(Float.toString(number));
    }

    private static String concise(String number) {
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number)
                .replace(".0E", "e")
                .replace('E', 'e');
    }

    /// `[2·batch×3]`, with names in quotes that need them.
    static String text(Shape shape) {
        return shape.dims().stream().map(Words::text).collect(joining("×", "[", "]"));
    }

    static String text(Dim dim) {
        if (dim.isKnown()) {
            return Integer.toString(dim.factor());
        }
        return (dim.factor() == 1 ? "" : dim.factor() + "·") + word(dim.name());
    }

    static String text(Type type) {
        return type.kind() + " " + text(type.shape());
    }

    /// `[0, 1]`, `{size=3, mode=SAME}`.
    static String text(Setting setting) {
        return switch (setting) {
            case Setting.Flag(boolean v) -> Boolean.toString(v);
            case Setting.Whole(long v) -> Long.toString(v);
            case Setting.Real(double v) -> Double.toString(v).replace('E', 'e');
            case Setting.Word(String v) -> word(v);
            case Setting.Many(var values) ->
                    values.stream().map(Words::text).collect(joining(", ", "[", "]"));
            case Setting.Fields(var values) ->
                    values.entrySet().stream()
                            .map(e -> word(e.getKey()) + "=" + text(e.getValue()))
                            .collect(joining(", ", "{", "}"));
        };
    }
}
