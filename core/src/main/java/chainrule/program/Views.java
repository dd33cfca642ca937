package chainrule.program;

import chainrule.tensor.Layout;
import chainrule.tensor.Strides;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/// What is done with strides while planning. Axes of size 1 say nothing of where entries lie, so
/// sizes are compared without them.
final class Views {
    private Views() {}

    static int size(int[] sizes) {
        return size(sizes, 0, sizes.length);
    }

    static int size(int[] sizes, int from, int to) {
        int size = 1;
        for (int axis = from; axis < to; axis++) {
            size = Math.multiplyExact(size, sizes[axis]);
        }
        return size;
    }

    /// The axes of other sizes than 1.
    static int[] wideAxes(int[] sizes) {
        return IntStream.range(0, sizes.length).filter(axis -> sizes[axis] != 1).toArray();
    }

    /// A view without its axes of size 1.
    static Strides stripped(Strides view) {
        int[] axes = wideAxes(view.sizes());
        return new Strides(view.offset(), pick(view.sizes(), axes), pick(view.strides(), axes));
    }

    static int[] pick(int[] of, int[] axes) {
        return Arrays.stream(axes).map(axis -> of[axis]).toArray();
    }

    /// A view of what is itself seen through a view, if strides can say it.
    ///
    /// @param outer in terms of the positions in row order that `inner` has
    static Optional<Strides> compose(Strides outer, Strides inner) {
        int[] own = Layout.strides(inner.sizes());
        int[] place = split(outer.offset(), own, inner.sizes());
        int offset = inner.offset() + dot(place, inner.strides());
        int[] low = place.clone();
        int[] high = place.clone();
        int[] strides = new int[outer.sizes().length];
        for (int axis = 0; axis < strides.length; axis++) {
            if (outer.sizes()[axis] == 1) {
                continue;
            }
            int[] step = split(outer.strides()[axis], own, inner.sizes());
            strides[axis] = dot(step, inner.strides());
            for (int k = 0; k < step.length; k++) {
                int reach = step[k] * (outer.sizes()[axis] - 1);
                low[k] += Math.min(0, reach);
                high[k] += Math.max(0, reach);
            }
        }
        for (int k = 0; k < low.length; k++) {
            if (low[k] < 0 || high[k] >= inner.sizes()[k]) {
                return size(outer.sizes()) == 0
                        ? Optional.of(Strides.rowOrder(outer.sizes()))
                        : Optional.empty();
            }
        }
        return Optional.of(new Strides(offset, outer.sizes(), strides));
    }

    /// A distance in row order as steps along the axes.
    private static int[] split(int distance, int[] rowOrder, int[] sizes) {
        int[] steps = new int[sizes.length];
        int rest = distance;
        for (int axis = 0; axis < sizes.length; axis++) {
            if (sizes[axis] > 1) {
                steps[axis] = rest / rowOrder[axis];
                rest %= rowOrder[axis];
            }
        }
        return steps;
    }

    private static int dot(int[] a, int[] b) {
        return IntStream.range(0, a.length).map(i -> a[i] * b[i]).sum();
    }

    /// The same entries, in row order, in other sizes, if strides can say it.
    static Optional<Strides> reshape(Strides view, int[] to) {
        if (view.isContiguous()) {
            return Optional.of(new Strides(view.offset(), to, Layout.strides(to)));
        }
        Strides narrow = stripped(view);
        int[] axes = wideAxes(to);
        if (!Arrays.equals(narrow.sizes(), pick(to, axes))) {
            return Optional.empty();
        }
        int[] strides = new int[to.length];
        for (int i = 0; i < axes.length; i++) {
            strides[axes[i]] = narrow.strides()[i];
        }
        return Optional.of(new Strides(view.offset(), to, strides));
    }

    /// The order of axes, the outermost first, in which all entries lie together; none if they do
    /// not. The view has no axes of size 1.
    static Optional<int[]> order(Strides view) {
        int[] order =
                IntStream.range(0, view.sizes().length)
                        .boxed()
                        .sorted(Comparator.comparingInt(axis -> -view.strides()[axis]))
                        .mapToInt(axis -> axis)
                        .toArray();
        return Arrays.equals(pick(view.strides(), order), Layout.strides(pick(view.sizes(), order)))
                ? Optional.of(order)
                : Optional.empty();
    }

    /// Entries that lie together, along some of the axes in another order than that of the rows.
    ///
    /// @param axes those of other sizes than 1
    /// @param order which of them is outermost, and so on
    static Strides inOrder(int[] sizes, int[] axes, int[] order) {
        int[] ordered = pick(axes, order);
        int[] together = Layout.strides(pick(sizes, ordered));
        int[] strides = new int[sizes.length];
        for (int i = 0; i < ordered.length; i++) {
            strides[ordered[i]] = together[i];
        }
        return new Strides(0, sizes, strides);
    }

    /// The numbers from 0 on in the same order.
    static int[] ranks(int[] numbers) {
        return Arrays.stream(numbers)
                .map(n -> (int) Arrays.stream(numbers).filter(other -> other < n).count())
                .toArray();
    }
}
