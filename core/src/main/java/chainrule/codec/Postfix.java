package chainrule.codec;

import chainrule.codec.Expression.Apply;
import chainrule.codec.Expression.Call;
import chainrule.codec.Expression.Constant;
import chainrule.codec.NamedFunction.Extras;
import chainrule.graph.Composites;
import chainrule.graph.Leaf;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;

/// Signs that stand behind an operand: `Xᵀ`, `x²`, `x¹⁰`.
final class Postfix {
    /// How many may stand behind one operand.
    static final int MOST = 10;

    private static final char TRANSPOSE = 'ᵀ';
    private static final String DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private Postfix() {}

    /// Whether a character is such a sign, or part of one.
    static boolean isSign(int c) {
        return c == TRANSPOSE || isDigit(c);
    }

    static boolean isDigit(int c) {
        return DIGITS.indexOf(c) >= 0;
    }

    /// Where a word ends without the last of the signs behind it.
    static int withoutLast(String word, int end) {
        int from = end;
        if (from > 0 && word.charAt(from - 1) == TRANSPOSE) {
            return from - 1;
        }
        while (from > 0 && isDigit(word.charAt(from - 1))) {
            from--;
        }
        return from;
    }

    /// Where the signs at the end of a word begin.
    static int start(String word) {
        int start = word.length();
        while (start > 0 && isSign(word.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /// An operand with signs behind it, which begin at a place.
    static Expression of(Cursor in, int at, Expression x, String signs) {
        if (signs.isEmpty()) {
            return x;
        }
        Expression y = x;
        int count = 0;
        for (int from = 0; from < signs.length(); ) {
            if (count++ == MOST) {
                throw tooMany(in, at + from);
            }
            int end = from + 1;
            while (signs.charAt(from) != TRANSPOSE
                    && end < signs.length()
                    && signs.charAt(end) != TRANSPOSE) {
                end++;
            }
            String sign = signs.substring(from, end);
            y =
                    signs.charAt(from) == TRANSPOSE
                            ? transposed(at + from, y)
                            : raised(at + from, y, sign);
            from = end;
        }
        return y;
    }

    static CodecException tooMany(Cursor in, int at) {
        return in.fault(
                at,
                "more than %d signs stand behind one operand; give a part of it a name in a line above"
                        .formatted(MOST));
    }

    private static Expression transposed(int at, Expression x) {
        return new Call(at, NamedFunction.TRANSPOSE, Extras.NONE, ImmutableList.of(x));
    }

    private static Expression raised(int at, Expression x, String exponent) {
        return switch (exponent) {
            case "²" -> new Apply(at, Composites.SQUARE, ImmutableList.of(x));
            case "³" -> new Apply(at, Composites.CUBE, ImmutableList.of(x));
            default ->
                    new Apply(
                            at,
                            Leaf.POW,
                            ImmutableList.of(x, new Constant(at, Tensor.scalar(number(exponent)))));
        };
    }

    private static double number(String digits) {
        StringBuilder plain = new StringBuilder();
        digits.chars().forEach(c -> plain.append(DIGITS.indexOf(c)));
        return Double.parseDouble(plain.toString());
    }
}
