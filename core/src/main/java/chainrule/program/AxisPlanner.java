package chainrule.program;

import chainrule.graph.Concat;
import chainrule.graph.CumSum;
import chainrule.graph.Gather;
import chainrule.graph.OneHot;
import chainrule.graph.Op;
import chainrule.graph.Pad;
import chainrule.graph.PutAlong;
import chainrule.graph.ScatterAdd;
import chainrule.graph.TakeAlong;
import chainrule.kernel.Kernels;
import chainrule.tensor.Kind;
import chainrule.tensor.Layout;
import chainrule.tensor.Shape;
import com.google.common.collect.ImmutableList;

/// Which steps an operation takes that moves entries along one axis.
///
/// @param x sizes and slots of the operands, whose entries lie together
/// @param y sizes and slot of the result
/// @param <A> `float[]` or `double[]`
record AxisPlanner<A>(Kernels<A> kernels, ImmutableList<Block> x, Block y) {
    /// An operand or result.
    record Block(Kind kind, Shape shape, int slot) {
        int before(int axis) {
            return size(0, axis);
        }

        int length(int axis) {
            return shape.size(axis);
        }

        int after(int axis) {
            return size(axis + 1, shape.rank());
        }

        private int size(int from, int to) {
            return Views.size(Layout.sizes(shape), from, to);
        }
    }

    /// The steps; none if there are only the plain ones. Indices are moved by those.
    ImmutableList<Step<A>> steps(Op op) {
        if (y.kind == Kind.INDEX) {
            return ImmutableList.of();
        }
        return switch (op) {
            case Concat(int axis) -> concat(axis);
            case Pad(int axis, int before, _, int between) -> pad(axis, before, between + 1);
            case Gather(int axis) -> {
                Block from = x.get(0);
                yield ImmutableList.of(
                        new AxisSteps.Gather<>(
                                from.slot,
                                x.get(1).slot,
                                y.slot,
                                from.before(axis),
                                from.length(axis),
                                from.after(axis),
                                x.get(1).shape.size()));
            }
            case ScatterAdd(int axis, _) ->
                    ImmutableList.of(
                            new AxisSteps.ScatterAdd<>(
                                    kernels,
                                    x.get(0).slot,
                                    x.get(1).slot,
                                    y.slot,
                                    y.before(axis),
                                    y.length(axis),
                                    y.after(axis),
                                    x.get(1).shape.size()));
            case TakeAlong(int axis) -> {
                Block from = x.get(0);
                yield ImmutableList.of(
                        new AxisSteps.Take<>(
                                kernels,
                                from.slot,
                                x.get(1).slot,
                                y.slot,
                                y.before(axis),
                                from.length(axis),
                                y.after(axis),
                                y.length(axis)));
            }
            case PutAlong(int axis, _) ->
                    ImmutableList.of(
                            new AxisSteps.Put<>(
                                    kernels,
                                    x.get(0).slot,
                                    x.get(1).slot,
                                    y.slot,
                                    y.before(axis),
                                    y.length(axis),
                                    y.after(axis),
                                    x.get(0).length(axis)));
            case OneHot(int classes) ->
                    ImmutableList.of(
                            new AxisSteps.OneHot<>(
                                    kernels,
                                    x.get(0).slot,
                                    y.slot,
                                    x.get(0).shape.size(),
                                    classes));
            case CumSum(int axis, boolean backwards) ->
                    ImmutableList.of(
                            new AxisSteps.CumSum<>(
                                    kernels,
                                    x.get(0).slot,
                                    y.slot,
                                    y.before(axis),
                                    y.length(axis),
                                    y.after(axis),
                                    backwards));
            default -> ImmutableList.of();
        };
    }

    private ImmutableList<Step<A>> concat(int axis) {
        ImmutableList.Builder<Step<A>> steps = ImmutableList.builder();
        int start = 0;
        for (Block part : x) {
            steps.add(place(part, axis, start, 1));
            start += part.length(axis);
        }
        return steps.build();
    }

    private ImmutableList<Step<A>> pad(int axis, int before, int step) {
        return ImmutableList.of(
                new AxisSteps.Fill<>(kernels, x.get(1).slot, y.slot, y.shape.size()),
                place(x.get(0), axis, before, step));
    }

    private Step<A> place(Block part, int axis, int start, int step) {
        return new AxisSteps.Place<>(
                part.slot,
                y.slot,
                part.before(axis),
                part.length(axis),
                part.after(axis),
                start,
                step,
                y.length(axis));
    }
}
