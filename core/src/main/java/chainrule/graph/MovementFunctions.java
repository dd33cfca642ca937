package chainrule.graph;

import chainrule.tensor.Shape;
import com.google.common.collect.ImmutableList;

/// Functions that move, repeat or choose entries. Negative axes count from the end. [Functions] has
/// them all.
public abstract sealed class MovementFunctions extends ReductionFunctions permits ProductFunctions {
    MovementFunctions() {}

    /// The same entries in another shape, of which one size may be −1: what the others leave for
    /// it.
    public static Node reshape(Node x, int... sizes) {
        return Reshape.of(x, sizes);
    }

    /// The same entries in another shape, which may have open dimensions.
    public static Node reshape(Node x, Shape shape) {
        return new Reshape(shape).apply(x);
    }

    /// All entries in one axis.
    public static Node flatten(Node x) {
        return flatten(x, 0);
    }

    /// The axes from one on made one: `flatten(images, 1)` has a row for each point.
    public static Node flatten(Node x, int from) {
        return Reshape.flatten(x, from);
    }

    /// Axes of size 1 left out; none named means all of them.
    public static Node squeeze(Node x, int... axes) {
        return Reshape.squeeze(x, axes);
    }

    /// A new axis of size 1 before the one of this number; −1 puts it last.
    public static Node unsqueeze(Node x, int axis) {
        return Reshape.unsqueeze(x, axis);
    }

    /// The operand stretched to a shape.
    public static Node broadcastTo(Node x, Shape shape) {
        return new BroadcastTo(shape).apply(x);
    }

    /// The operand stretched to these sizes, where −1 keeps that of an axis.
    public static Node expand(Node x, int... sizes) {
        return BroadcastTo.expand(x, sizes);
    }

    /// The sum over the axes along which `shape` would be stretched to that of `x`, in that shape:
    /// the opposite of [#broadcastTo(Node, Shape)].
    public static Node sumTo(Node x, Shape shape) {
        if (!shape.stretchesTo(x.shape())) {
            throw Operands.refuse(
                    "sum_to",
                    shape + " is not stretched to the shape of the operand",
                    ImmutableList.of(x),
                    "");
        }
        ImmutableList<Integer> axes = shape.stretchedIn(x.shape());
        int missing = x.shape().rank() - shape.rank();
        boolean keep = missing < axes.size(); // some are there as axes of size 1
        Node summed = axes.isEmpty() ? x : new Sum(new Axes(axes, keep)).apply(x);
        return summed.shape().equals(shape) ? summed : reshape(summed, shape);
    }

    /// The axes in another order: axis i of the result is axis `permutation[i]`.
    public static Node transpose(Node x, int... permutation) {
        return Transpose.of(x, permutation);
    }

    /// PyTorch's name for [#transpose(Node, int...)].
    public static Node permute(Node x, int... permutation) {
        return transpose(x, permutation);
    }

    /// The operands one after another along an axis.
    public static Node concat(int axis, Node... x) {
        return new Concat(x.length == 0 ? 0 : Operands.axis("concat", axis, x[0])).apply(x);
    }

    /// The operands, all of one shape, beside each other along a new axis.
    public static Node stack(int axis, Node... x) {
        return Concat.stacked(axis, x);
    }

    /// Parts of these sizes, one after another along an axis.
    public static ImmutableList<Node> split(Node x, int axis, int... sizes) {
        return Slice.parts(x, axis, sizes);
    }

    /// The entries from `start` up to `stop` (left out) along an axis; negative ones count from the
    /// end. What lies outside the axis is refused, not cut.
    public static Node slice(Node x, int axis, int start, int stop) {
        return slice(x, axis, start, stop, 1);
    }

    /// Each `step`-th of the entries from `start` up to `stop` (left out) along an axis.
    public static Node slice(Node x, int axis, int start, int stop, int step) {
        return Slice.of(x, axis, start, stop, step);
    }

    /// The entries at one index of an axis, which is left out; a negative one counts from the end.
    public static Node select(Node x, int axis, int index) {
        return Slice.select(x, axis, index);
    }

    /// Zeros before and after the entries along an axis.
    public static Node pad(Node x, int axis, int before, int after) {
        return pad(x, axis, before, after, 0);
    }

    /// Copies of a number before and after the entries along an axis.
    public static Node pad(Node x, int axis, int before, int after, double value) {
        return new Pad(Operands.axis("pad", axis, x), before, after, 0)
                .apply(x, Node.constant(value));
    }

    /// The entries along an axis in the opposite order.
    public static Node flip(Node x, int axis) {
        return new Flip(Operands.axis("flip", axis, x)).apply(x);
    }

    /// Each entry so many times along an axis: 1, 1, 2, 2 (PyTorch's `repeat_interleave`).
    public static Node repeat(Node x, int axis, int times) {
        return BroadcastTo.copies("repeat", x, axis, times, 1);
    }

    /// All entries so many times along an axis: 1, 2, 1, 2 (PyTorch's `repeat`).
    public static Node tile(Node x, int axis, int times) {
        return BroadcastTo.copies("tile", x, axis, times, 0);
    }

    /// The entries at indices along an axis, which makes way for those of the indices: rows of a
    /// table, say (NumPy's `take`; PyTorch's `gather` is [#takeAlong]). An index may occur several
    /// times.
    public static Node gather(Node x, Node index, int axis) {
        return new Gather(Operands.axis("gather", axis, x)).apply(x, index);
    }

    /// The first operand with entries added to it at indices along an axis: what [#gather] would
    /// take from there (PyTorch's `index_add`).
    public static Node scatterAdd(Node x, Node index, Node added, int axis) {
        return ScatterAdd.to(x, index, added, axis);
    }

    /// For each index the entry at it along an axis, and otherwise at the same place: one entry of
    /// each row, say.
    public static Node takeAlong(Node x, Node index, int axis) {
        return new TakeAlong(Operands.axis("take_along", axis, x)).apply(x, index);
    }

    /// For each index a row with 1 at the index, else 0, along a new last axis.
    public static Node oneHot(Node index, int classes) {
        return new OneHot(classes).apply(index);
    }
}
