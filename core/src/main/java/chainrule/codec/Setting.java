package chainrule.codec;

import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

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
