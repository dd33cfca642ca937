package chainrule.codec;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.List;

/// A constant from a formula: `0.5`, `[1, −2]`, `[[true], [false]]`, and what lists alone do not
/// say: `float([0.1])`, `index([0, 2])`, `bool([])`, `const[0×3]([])`.
final class TensorReader {
    /// The words before what lists alone do not say.
    static final ImmutableSet<String> WORDS = ImmutableSet.of("float", "index", "bool", "const");

    private static final int MOST_AXES = 32;

    private final Cursor in;
    private final String as;
    private final ImmutableDoubleArray.Builder entries = ImmutableDoubleArray.builder();
    private final List<Integer> sizes = new ArrayList<>();
    private int rank = -1;
    private int numberAt = -1;
    private int truthAt = -1;

    private TensorReader(Cursor in, String as) {
        this.in = in;
        this.as = as;
    }

    /// The number that is next, without a sign.
    static Tensor number(Cursor in) {
        return Tensor.scalar(value(in, in.at(), "", false));
    }

    /// The number that is next, perhaps with a sign.
    static double signed(Cursor in) {
        int at = in.at();
        return value(in, at, in.take('−') || in.take('-') ? "-" : "", false);
    }

    /// The list that is next.
    static Tensor list(Cursor in) {
        return read(in, "");
    }

    /// What follows one of the words.
    static Tensor after(String word, Cursor in) {
        if (!word.equals("const")) {
            in.expect('(', "as in %s([1, 0])".formatted(word));
            Tensor tensor = read(in, word);
            in.expect(')', "it ends the constant");
            return tensor;
        }
        int at = in.at();
        Shape shape = ShapeReader.ofFormula(in).read("the shape follows, as in const[2×3]([…])");
        in.expect('(', "the entries follow the shape, as in const[2×3]([…])");
        int inner = in.at();
        String kind = in.bare().orElse("");
        if (!kind.isEmpty() && (kind.equals(word) || !WORDS.contains(kind))) {
            throw in.fault(inner, "a list is missing here, or float, index or bool around one");
        }
        Tensor tensor = kind.isEmpty() ? read(in, "") : after(kind, in);
        in.expect(')', "it ends the constant");
        try {
            return tensor.reshape(shape);
        } catch (ShapeException refusal) {
            throw in.fault(at, String.valueOf(refusal.getMessage()), refusal);
        }
    }

    private static Tensor read(Cursor in, String as) {
        int at = in.at();
        TensorReader reader = new TensorReader(in, as);
        reader.entry(0);
        return reader.tensor(at);
    }

    private void entry(int axis) {
        int at = in.at();
        if (!in.take('[')) {
            mixed(at, rank >= 0 && rank != axis);
            rank = axis;
            scalar(at);
            return;
        }
        mixed(at, rank >= 0 && rank <= axis);
        if (axis == MOST_AXES) {
            throw in.fault(at, "a constant has at most %d axes".formatted(MOST_AXES));
        }
        if (axis == sizes.size()) {
            sizes.add(-1);
        }
        int size = 0;
        if (!in.take(']')) {
            do {
                entry(axis + 1);
                size++;
            } while (in.take(','));
            in.expect(']', "it ends the list; entries are numbers, and separated by commas");
        }
        int other = sizes.set(axis, size);
        if (other >= 0 && other != size) {
            throw in.fault(
                    at,
                    "this list has %d entries, and the one before has %d".formatted(size, other));
        }
    }

    private void mixed(int at, boolean mixed) {
        if (mixed) {
            throw in.fault(at, "entries are all numbers, or all lists of the same shape");
        }
    }

    private void scalar(int at) {
        if (in.takeWord(Words.TRUE)) {
            truthAt = at;
            entries.add(1);
        } else if (in.takeWord(Words.FALSE)) {
            truthAt = at;
            entries.add(0);
        } else {
            numberAt = at;
            String sign = in.take('−') || in.take('-') ? "-" : "";
            entries.add(value(in, at, sign, as.equals("float")));
        }
    }

    private static double value(Cursor in, int at, String sign, boolean single) {
        if (in.take('∞') || in.takeWord(Words.INFINITY)) {
            return sign.isEmpty() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        if (sign.isEmpty() && in.takeWord(Words.NAN)) {
            return Double.NaN;
        }
        String number = sign + in.unsigned().replace('−', '-');
        if (number.equals(sign)) {
            throw in.fault(in.at(), "a number is missing; %s".formatted(in.found()));
        }
        double value = single ? Float.parseFloat(number) : Double.parseDouble(number);
        if (Double.isInfinite(value)) {
            throw in.fault(
                    at, "this is more than a %s can hold".formatted(single ? "float" : "double"));
        }
        return value;
    }

    private Tensor tensor(int at) {
        double[] all = entries.build().toArray();
        Shape shape = Shape.of(Ints.toArray(sizes));
        if (truthAt >= 0 && (numberAt >= 0 || !(as.isEmpty() || as.equals("bool")))) {
            throw in.fault(truthAt, "this is no number");
        }
        return switch (as) {
            case "float" -> {
                float[] floats = new float[all.length];
                for (int i = 0; i < all.length; i++) {
                    floats[i] = (float) all[i];
                }
                yield Tensor.floats(shape, floats);
            }
            case "index" -> {
                int[] indices = new int[all.length];
                for (int i = 0; i < all.length; i++) {
                    indices[i] = (int) all[i];
                    if (indices[i] != all[i]) {
                        throw in.fault(at, "indices are whole numbers from −2³¹ to 2³¹ − 1");
                    }
                }
                yield Tensor.indices(shape, indices);
            }
            case "bool" -> {
                if (numberAt >= 0) {
                    throw in.fault(numberAt, "this is neither true nor false");
                }
                yield Tensor.generate(shape, Kind.BOOL, i -> all[i]);
            }
            default ->
                    truthAt >= 0
                            ? Tensor.generate(shape, Kind.BOOL, i -> all[i])
                            : Tensor.of(shape, all);
        };
    }
}
