package chainrule.codec;

import chainrule.graph.Type;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The entries of a constant while they are read. What they are is known only when the kind is,
/// which stands after them.
final class Literal {
    private static final Pattern NUMBER =
            Pattern.compile("-?(\\d+(\\.\\d+)?([eE][+-]?\\d+)?|Infinity)|NaN");

    private static final Pattern WHOLE = Pattern.compile("-?\\d+");

    private final Cursor in;
    private final int start;
    private final boolean isFloat;
    private final ImmutableDoubleArray.Builder entries = ImmutableDoubleArray.builder();
    private int truth = -1;
    private int number = -1;
    private int noIndex = -1;

    private Literal(Cursor in, int start, boolean isFloat) {
        this.in = in;
        this.start = start;
        this.isFloat = isFloat;
    }

    /// Whether an entry is next.
    static boolean isNext(Cursor in) {
        char c = in.peek();
        return c == '-' || (c >= '0' && c <= '9') || Words.VALUES.stream().anyMatch(in::isAtWord);
    }

    /// Reads one entry, or several in square brackets.
    static Literal read(Cursor in, int start, boolean isFloat) {
        Literal literal = new Literal(in, start, isFloat);
        if (!in.take('[')) {
            literal.entry();
        } else if (!in.take(']')) {
            do {
                literal.entry();
            } while (in.take(','));
            in.expect(']', "it ends the entries");
        }
        return literal;
    }

    private void entry() {
        int at = in.at();
        String text = in.numeral();
        if (text.equals(Words.TRUE) || text.equals(Words.FALSE)) {
            truth = truth < 0 ? at : truth;
            entries.add(text.equals(Words.TRUE) ? 1 : 0);
            return;
        }
        number = number < 0 ? at : number;
        double value = isFloat ? single(in, at, text) : real(in, at, text);
        noIndex = noIndex < 0 && !(isWhole(text) && value == (int) value) ? at : noIndex;
        entries.add(value);
    }

    static boolean isWhole(String number) {
        return WHOLE.matcher(number).matches();
    }

    /// The number of a text, rounded to the nearest `double`.
    static double real(Cursor in, int at, String text) {
        return bounded(in, at, text, Double.parseDouble(checked(in, at, text)), "double");
    }

    /// The number of a text, rounded to the nearest `float`.
    private static double single(Cursor in, int at, String text) {
        return bounded(in, at, text, Float.parseFloat(checked(in, at, text)), "float");
    }

    private static double bounded(Cursor in, int at, String text, double value, String type) {
        if (Double.isInfinite(value) && !text.endsWith(Words.INFINITY)) {
            throw in.fault(at, "this is more than a %s can hold".formatted(type));
        }
        return value;
    }

    private static String checked(Cursor in, int at, String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw in.fault(at, text.isEmpty() ? "a number is missing here" : "this is no number");
        }
        return text;
    }

    /// The constant of a type that stands at a place.
    Tensor tensor(Type type, int typeAt) {
        ImmutableDoubleArray all = entries.build();
        Shape shape = type.shape();
        if (size(shape, typeAt) != all.length()) {
            throw in.fault(
                    typeAt,
                    "%s holds %d entries, and %d are given"
                            .formatted(Words.text(shape), shape.size(), all.length()));
        }
        return switch (type.kind()) {
            case REAL -> {
                refuse(truth, "this is no number");
                if (!isFloat) {
                    yield Tensor.of(shape, all.toArray());
                }
                float[] floats = new float[all.length()];
                IntStream.range(0, floats.length).forEach(i -> floats[i] = (float) all.get(i));
                yield Tensor.floats(shape, floats);
            }
            case INDEX -> {
                refuse(isFloat ? start : -1, "only REAL numbers are stored as float");
                refuse(truth, "this is no number");
                refuse(
                        noIndex,
                        "this is no whole number from −2³¹ to 2³¹ − 1, and the kind is INDEX");
                yield Tensor.indices(shape, all.stream().mapToInt(v -> (int) v).toArray());
            }
            case BOOL -> {
                refuse(isFloat ? start : -1, "only REAL numbers are stored as float");
                refuse(number, "this is neither true nor false, and the kind is BOOL");
                yield Tensor.generate(shape, type.kind(), all::get);
            }
        };
    }

    private int size(Shape shape, int typeAt) {
        try {
            return shape.size();
        } catch (ShapeException refusal) {
            throw in.fault(
                    typeAt,
                    shape.isKnown()
                            ? String.valueOf(refusal.getMessage())
                            : "the shape of a constant has no open dimensions");
        }
    }

    private void refuse(int place, String message) {
        if (place >= 0) {
            throw in.fault(place, message);
        }
    }
}
