package chainrule.tensor;

import java.util.function.IntUnaryOperator;

/// Where the entries of a view lie in the row order of what is viewed: entry (i₀, i₁, …) at `offset
/// + Σ iₖ·strides[k]`. A stride is 0 where entries repeat, and negative where they run backwards.
///
/// @param offset where the first entry lies
/// @param sizes the sizes of the view; the array is not to be changed
/// @param strides one for each size; the array is not to be changed
@SuppressWarnings("ArrayRecordComponent") // read entry by entry, and never compared
public record Strides(int offset, int[] sizes, int[] strides) {
    /// Refuses strides that are not one for each size.
    public Strides {
        if (sizes.length != strides.length) {
            throw new ShapeException(
                    "a view of %d axes has as many strides, and %d were given"
                            .formatted(sizes.length, strides.length));
        }
    }

    /// A view of a known shape.
    public static Strides of(Shape shape, int offset, int... strides) {
        return new Strides(offset, Layout.sizes(shape), strides);
    }

    /// Entries one after another from the first on: all of a tensor, in row order.
    public static Strides rowOrder(Shape shape) {
        return rowOrder(Layout.sizes(shape));
    }

    /// Entries of these sizes one after another, in row order.
    public static Strides rowOrder(int[] sizes) {
        return new Strides(0, sizes, Layout.strides(sizes));
    }

    /// The entries of `narrow` as they are repeated when it is broadcast to `wide`.
    public static Strides broadcast(Shape narrow, Shape wide) {
        return rowOrder(narrow).stretched(Layout.sizes(wide));
    }

    /// The same entries, repeated by the rule of broadcasting.
    public Strides stretched(int[] to) {
        int missing = to.length - sizes.length;
        int[] repeated = new int[to.length];
        for (int axis = missing; axis < to.length; axis++) {
            repeated[axis] = sizes[axis - missing] == 1 ? 0 : strides[axis - missing];
        }
        return new Strides(offset, to, repeated);
    }

    /// Whether entries that follow each other in the view lie side by side, in the same order.
    public boolean isContiguous() {
        int stride = 1;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            if (sizes[axis] != 1 && strides[axis] != Math.max(stride, 1)) {
                return false;
            }
            stride *= sizes[axis];
        }
        return true;
    }

    /// From positions in the row order of the view to positions in what is viewed.
    public IntUnaryOperator positions() {
        if (isContiguous()) {
            return i -> offset + i;
        }
        return i -> {
            int rest = i;
            int position = offset;
            for (int axis = sizes.length - 1; axis >= 0; axis--) {
                position += rest % sizes[axis] * strides[axis];
                rest /= sizes[axis];
            }
            return position;
        };
    }
}
