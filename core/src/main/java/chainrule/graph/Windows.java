package chainrule.graph;

import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.stream.IntStream;

/// What a window covers at each of its stops over the axes of [points × channels × …] from the
/// third on: pooling is a reduction of it.
final class Windows {
    private Windows() {}

    /// A window of these sizes that moves on by its own length.
    static Window sideBySide(String label, Node x, int... sizes) {
        if (sizes.length == 0 || Ints.min(sizes) < 1) {
            throw Operands.refuse(
                    label,
                    "sizes of a window are 1 or more, one for each axis after points and channels",
                    ImmutableList.of(x),
                    "");
        }
        return Window.stride(sizes);
    }

    /// Each of the axes becomes two, the stops and the places in the window; `fill` is what lies in
    /// the padding.
    static Node of(
            Operation operation, Node x, ImmutableList<Integer> sizes, Window window, double fill) {
        int axes = x.shape().rank() - 2;
        if (axes < 1 || sizes.size() != axes || !window.fits(axes)) {
            throw Operands.refuse(
                    operation,
                    "the operand is [points×channels×…], and the window %s has one size for each axis after these"
                            .formatted(sizes),
                    ImmutableList.of(x));
        }
        Node covered = x;
        for (int axis = axes - 1; axis >= 0; axis--) {
            covered = along(operation, covered, axis, sizes.get(axis), window, fill);
        }
        return covered;
    }

    /// The axes of the places in the window, after [#of].
    static Axes places(Node x) {
        return Axes.over(IntStream.range(2, x.shape().rank()).map(axis -> 2 * axis - 1).toArray());
    }

    private static Node along(
            Operation operation, Node x, int axis, int size, Window window, double fill) {
        int at = axis + 2;
        Dim dim = Operands.known(operation, at, ImmutableList.of(x));
        long stops = window.stops(axis, dim.size(), size);
        int padding = window.paddingOf(axis);
        boolean misses =
                padding > 0
                        && (window.dilationOf(axis) > dim.size()
                                || padding > (long) window.dilationOf(axis) * (size - 1));
        if (stops < 1 || misses) {
            throw Operands.refuse(
                    operation,
                    "a window of %d with padding %d does not fit axis %d: it must not be longer than the padded axis, nor lie in the padding alone"
                            .formatted(size, padding, at),
                    ImmutableList.of(x));
        }
        Node padded =
                padding == 0 ? x : new Pad(at, padding, padding, 0).apply(x, Node.constant(fill));
        Tensor index =
                Tensor.generate(
                        Shape.of(
                                Operands.size(operation.label(), stops, ImmutableList.of(x)).size(),
                                size),
                        Kind.INDEX,
                        i -> i / size * window.strideOf(axis) + i % size * window.dilationOf(axis));
        return new Gather(at).apply(padded, Node.constant(index));
    }
}
