package chainrule.derivation;

import static java.util.stream.Collectors.joining;

import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.tensor.Numbers;
import chainrule.tensor.Tensor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Numbers as they are written, to some significant digits.
record Figures(int digits) {
    private static final int WRITTEN_IN_FULL = 6;
    private static final int EXACT_BITS = 128;

    /// `= −0.5`, small tensors as `= [2×1] 1 2` and in LaTeX as matrices; of larger ones the shape.
    Written equal(Tensor value) {
        if (value.shape().isScalar()) {
            Written number = number(value.item());
            return new Written("= " + number.text(), "= " + number.latex());
        }
        String shape = value.shape().toString();
        int rank = value.shape().rank();
        if (rank > 2 || value.size() == 0 || value.size() > WRITTEN_IN_FULL) {
            return new Written(shape, Text.latex(shape));
        }
        int columns = value.shape().size(rank - 1);
        return new Written(
                "= " + shape + " " + each(value.size(), " ", i -> number(value.get(i)).text()),
                "= \\begin{bmatrix} %s \\end{bmatrix}"
                        .formatted(
                                each(
                                        value.size() / columns,
                                        " \\\\ ",
                                        row ->
                                                each(
                                                        columns,
                                                        " & ",
                                                        j ->
                                                                number(value.get(row * columns + j))
                                                                        .latex()))));
    }

    private static String each(int size, String between, IntFunction<String> text) {
        return IntStream.range(0, size).mapToObj(text).collect(joining(between));
    }

    /// A number by itself.
    Written number(double value) {
        double rounded =
                Double.isFinite(value)
                        ? new BigDecimal(value).round(new MathContext(digits)).doubleValue()
                        : value;
        Node constant = Node.constant(rounded);
        return new Written(Numbers.text(rounded), Text.latex(constant, 40));
    }

    /// A number that stands in a product: in brackets if it is below 0 and not the first.
    Written factor(double value, boolean first) {
        Written number = number(value);
        return first || !(value < 0)
                ? number
                : new Written("(" + number.text() + ")", "\\left(" + number.latex() + "\\right)");
    }

    /// A whole number, with separators: `1,004`; of a very large one the size.
    static String count(BigInteger count) {
        return count.bitLength() <= EXACT_BITS
                ? String.format(Locale.ROOT, "%,d", count)
                : "about 10^" + (long) (count.bitLength() * Math.log10(2));
    }
}
