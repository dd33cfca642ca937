package chainrule.tensor;

import java.util.Map;

/// One dimension of a shape: a number, or a number times a name whose size is known only when
/// values are fed.
///
/// @param factor the number; 0 or more, and 1 or more before a name
/// @param name the name, or `""` for a plain number
public record Dim(int factor, String name) {
    /// The number of points in a batch, left open.
    public static final Dim BATCH = Dim.named("batch");

    /// Refuses negative sizes and zero times a name.
    public Dim {
        if (factor < 0 || (factor == 0 && !name.isEmpty())) {
            throw new ShapeException(
                    "a dimension cannot be %s%s"
                            .formatted(Numbers.text(factor), name.isEmpty() ? "" : "·" + name));
        }
    }

    /// A dimension of a known size.
    public static Dim of(int size) {
        return new Dim(size, "");
    }

    /// A dimension of an open size. The same name means the same size everywhere in a graph.
    public static Dim named(String name) {
        if (name.isBlank() || name.indexOf('%') >= 0) {
            throw new ShapeException(
                    "an open dimension needs a name, and one without a percent sign");
        }
        return new Dim(1, name);
    }

    /// Whether the size is a plain number.
    public boolean isKnown() {
        return name.isEmpty();
    }

    /// Whether this is the number 1, which broadcasting stretches.
    public boolean isOne() {
        return isKnown() && factor == 1;
    }

    /// The size.
    ///
    /// @throws ShapeException if it is open
    public int size() {
        if (!isKnown()) {
            throw new ShapeException(
                    "the size of dimension " + this + " is known only when values are fed");
        }
        return factor;
    }

    /// The known dimension that this becomes when the names have these sizes.
    public Dim bind(Map<String, Integer> sizes) {
        if (isKnown()) {
            return this;
        }
        Integer size = sizes.get(name);
        if (size == null) {
            throw new ShapeException(
                    "dimension '" + name + "' has no size: no value with this dimension was fed");
        }
        return Dim.of(Math.multiplyExact(factor, size));
    }

    /// `5`, `batch` or `2·batch`.
    @Override
    public String toString() {
        if (isKnown()) {
            return Integer.toString(factor);
        }
        return factor == 1 ? name : factor + "·" + name;
    }
}
