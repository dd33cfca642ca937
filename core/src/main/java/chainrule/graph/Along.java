package chainrule.graph;

import chainrule.tensor.EntryException;
import chainrule.tensor.Numbers;
import chainrule.tensor.Shape;

/// A known shape as seen along some neighbouring axes: the entries before them, along them, and
/// after them, so that the entry at `(i, j, k)` is at position `(i·length + j)·after + k`.
record Along(int before, int length, int after) {
    static Along axis(Shape shape, int axis) {
        return axes(shape, axis, 1);
    }

    /// Along `count` axes from `axis` on, taken as one.
    static Along axes(Shape shape, int axis, int count) {
        return new Along(
                size(shape, 0, axis),
                size(shape, axis, axis + count),
                size(shape, axis + count, shape.rank()));
    }

    private static int size(Shape shape, int from, int to) {
        return Shape.of(shape.dims().subList(from, to)).size();
    }

    int position(int i, int j, int k) {
        return (i * length + j) * after + k;
    }

    /// Something to do at a position, with the numbers before and after the axis that it has.
    @FunctionalInterface
    interface Action {
        void at(int position, int i, int k);
    }

    void each(Action action) {
        for (int at = 0; at < before * length * after; at++) {
            action.at(at, at / (length * after), at % after);
        }
    }

    /// An index that must be one of this axis.
    ///
    /// @param at the position of the index among the indices
    int index(double index, int at) {
        if (index < 0 || index >= length) {
            throw new EntryException(
                    "index %s at position %d is outside an axis of %d; %s"
                            .formatted(
                                    Numbers.text(index),
                                    at,
                                    length,
                                    length == 0
                                            ? "it has no entries"
                                            : "its indices are 0 to " + (length - 1)));
        }
        return (int) index;
    }
}
