package chainrule.codec;

import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/// A setting of an operation as plain data, whatever it is in Java: what text, JSON and other forms
/// have in common. A dimension is its size or its name, `2·batch` is the fields of [Dim], and a
/// shape is a list of dimensions.
public sealed interface Setting {
    /// True or false.
    record Flag(boolean value) implements Setting {}

    /// A whole number.
    record Whole(long value) implements Setting {}

    /// A real number, which may be NaN or infinite.
    record Real(double value) implements Setting {}

    /// A text, the name of an enum constant, or that of an open dimension.
    record Word(String value) implements Setting {}

    /// A list.
    record Many(ImmutableList<Setting> values) implements Setting {}

    /// A record by the names of its components, in their order.
    record Fields(ImmutableMap<String, Setting> values) implements Setting {}

    /// The truth value, if this is one.
    default Optional<Boolean> flag() {
        return this instanceof Flag(boolean v) ? Optional.of(v) : Optional.empty();
    }

    /// The whole number, if this is one.
    default Optional<Long> whole() {
        return this instanceof Whole(long v) ? Optional.of(v) : Optional.empty();
    }

    /// The whole number, if this is one that an `int` can hold.
    default Optional<Integer> integer() {
        return whole().filter(v -> v == v.intValue()).map(Long::intValue);
    }

    /// The number, if this is one. JSON has no words but texts for NaN and the infinities.
    default Optional<Double> real() {
        return switch (this) {
            case Real(double v) -> Optional.of(v);
            case Whole(long v) -> Optional.of((double) v);
            case Word(String v) when v.matches("-?Infinity|NaN") -> Optional.of(Double.valueOf(v));
            default -> Optional.empty();
        };
    }

    /// The text, if this is one.
    default Optional<String> text() {
        return this instanceof Word(String v) ? Optional.of(v) : Optional.empty();
    }

    /// The entries, if this is a list.
    default Optional<ImmutableList<Setting>> many() {
        return this instanceof Many(var v) ? Optional.of(v) : Optional.empty();
    }

    /// The components, if this is a record.
    default Optional<ImmutableMap<String, Setting>> fields() {
        return this instanceof Fields(var v) ? Optional.of(v) : Optional.empty();
    }

    /// A shape as a setting.
    static Setting of(Shape shape) {
        return Forms.SHAPE.write(shape);
    }

    /// A dimension as a setting.
    static Setting of(Dim dim) {
        return Forms.DIM.write(dim);
    }

    /// The shape that this is.
    ///
    /// @throws CodecException if it is none
    default Shape shape() {
        return (Shape) read(Forms.SHAPE, "shape");
    }

    /// The dimension that this is.
    ///
    /// @throws CodecException if it is none
    default Dim dim() {
        return (Dim) read(Forms.DIM, "dim");
    }

    private Object read(Form form, String what) {
        try {
            return form.read(what, this);
        } catch (Misfit misfit) {
            throw new CodecException(misfit.message(), misfit);
        }
    }
}
