package chainrule.tensor;

import java.util.function.IntUnaryOperator;

/// How tensors lie in row order. Shapes are known.
public final class Layout {
    private Layout() {}

    /// From positions in `wide` to those in `narrow`, which is broadcast to it.
    public static IntUnaryOperator broadcast(Shape narrow, Shape wide) {
        if (narrow.equals(wide)) {
            return i -> i;
        }
        if (narrow.size() == 1) {
            return i -> 0;
        }
        return Strides.broadcast(narrow, wide).positions();
    }

    /// How far apart neighbours along each axis lie, as a new array.
    public static int[] strides(Shape shape) {
        return strides(sizes(shape));
    }

    /// How far apart neighbours along each axis of these sizes lie.
    public static int[] strides(int[] sizes) {
        int[] strides = new int[sizes.length];
        int stride = 1;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            strides[axis] = Math.max(stride, 1);
            stride *= sizes[axis];
        }
        return strides;
    }

    /// The sizes of a shape, which are known.
    public static int[] sizes(Shape shape) {
        int[] sizes = new int[shape.rank()];
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = shape.size(axis);
        }
        return sizes;
    }
}
