package chainrule.tensor;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// Where an entry of one tensor is found in another, as positions in row order. Shapes are known.
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
        int missing = wide.rank() - narrow.rank();
        int[] strides = strides(narrow);
        int[] wideStrides = new int[wide.rank()];
        for (int axis = missing; axis < wide.rank(); axis++) {
            wideStrides[axis] = narrow.size(axis - missing) == 1 ? 0 : strides[axis - missing];
        }
        return strided(wide, 0, wideStrides);
    }

    /// From positions in a permuted tensor of shape `permuted` to those in the original of shape
    /// `original`.
    public static IntUnaryOperator permute(
            Shape original, Shape permuted, List<Integer> permutation) {
        int[] strides = strides(original);
        return strided(permuted, 0, permutation.stream().mapToInt(axis -> strides[axis]).toArray());
    }

    /// From positions in a tensor of shape `from` to the positions that lie `strides[axis]` apart
    /// for neighbours along each axis, the first at `offset`.
    public static IntUnaryOperator strided(Shape from, int offset, int... strides) {
        int[] own = strides(from);
        return i -> {
            int rest = i;
            int position = offset;
            for (int axis = 0; axis < own.length; axis++) {
                position += rest / own[axis] * strides[axis];
                rest %= own[axis];
            }
            return position;
        };
    }

    /// How far apart neighbours along each axis lie.
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
