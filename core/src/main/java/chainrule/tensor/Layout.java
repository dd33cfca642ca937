package chainrule.tensor;

import com.google.common.collect.ImmutableList;
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
        ImmutableList<Dim> dims = shape.dims();
        int[] strides = new int[dims.size()];
        int stride = 1;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            strides[axis] = Math.max(stride, 1);
            stride *= dims.get(axis).size();
        }
        return strides;
    }
}
