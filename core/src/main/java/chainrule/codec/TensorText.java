package chainrule.codec;

import chainrule.graph.Notation.Binding;
import chainrule.tensor.Kind;
import chainrule.tensor.Numbers;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;

/// A constant in full, as [TensorReader] reads it.
final class TensorText {
    private final Tensor value;
    private final StringBuilder out = new StringBuilder();
    private int next;

    private TensorText(Tensor value) {
        this.value = value;
    }

    /// The text of a constant.
    static String of(Tensor value) {
        Shape shape = value.shape();
        String word =
                switch (value.kind()) {
                    case REAL -> value.isFloat() ? "float" : "";
                    case INDEX -> "index";
                    case BOOL -> value.size() == 0 ? "bool" : "";
                };
        boolean isNested = value.size() > 0 || shape.equals(Shape.of(0));
        TensorText text = new TensorText(value);
        if (isNested) {
            text.list(0);
        } else {
            text.out.append("[]");
        }
        String entries = word.isEmpty() ? text.out.toString() : word + "(" + text.out + ")";
        return isNested ? entries : "const" + Words.text(shape) + "(" + entries + ")";
    }

    /// How strongly the text of a constant holds together.
    static Binding binding(Tensor value) {
        if (!isNumber(value)) {
            return Binding.ATOM;
        }
        String text = of(value);
        return text.startsWith("−")
                ? Binding.SUM
                : text.contains("e") ? Binding.POWER : Binding.ATOM;
    }

    /// Whether a constant is written as digits alone, with which a sign before them belongs
    /// together.
    static boolean isUnsigned(Tensor value) {
        return isNumber(value) && !Double.isNaN(value.item()) && !of(value).startsWith("−");
    }

    private static boolean isNumber(Tensor value) {
        return value.shape().isScalar() && value.kind() == Kind.REAL && !value.isFloat();
    }

    private void list(int axis) {
        if (axis == value.shape().rank()) {
            out.append(entry(value.get(next++)));
            return;
        }
        out.append('[');
        for (int i = 0; i < value.shape().size(axis); i++) {
            out.append(i == 0 ? "" : ", ");
            list(axis + 1);
        }
        out.append(']');
    }

    private String entry(double entry) {
        return switch (value.kind()) {
            case REAL ->
                    number(
                            value.isFloat()
                                    ? Double.parseDouble(Float.toString((float) entry))
                                    : entry);
            case INDEX -> Numbers.text(entry);
            case BOOL -> Boolean.toString(entry != 0);
        };
    }

    private static String number(double number) {
        return number == 0 && Math.copySign(1, number) < 0 ? "−0" : Numbers.text(number);
    }
}
