package chainrule.kernel;

import java.util.Arrays;

/// What a window covers of the channels of one point: a matrix with a row for each channel and
/// place in the window, and a column for each stop. It is never a view, since rows overlap and the
/// padding is nowhere; [Kernels#patches] writes it out.
///
/// @param channels of the point
/// @param area entries of a channel
/// @param rows for each place in the window along the axes but the last and each stop along these,
///   one after the other, where the row of entries begins; −1 in the padding
/// @param above places along the axes but the last
/// @param window places along the last axis
/// @param stops along the last axis
/// @param size entries along the last axis
/// @param stride how far the window moves along the last axis
/// @param padding before the last axis
/// @param dilation how far places are apart along the last axis
@SuppressWarnings("ArrayRecordComponent") // made once by a planner, and never compared
public record Patches(
        int channels,
        int area,
        int[] rows,
        int above,
        int window,
        int stops,
        int size,
        int stride,
        int padding,
        int dilation) {
    /// The patches of a window; all arrays have one number for each axis that it moves over.
    ///
    /// @param sizes of the input
    /// @param window its own sizes
    /// @param stops how often it stops
    public static Patches of(
            int channels,
            int[] sizes,
            int[] window,
            int[] stops,
            int[] strides,
            int[] paddings,
            int[] dilations) {
        int last = sizes.length - 1;
        int above = product(window, last);
        int stopsAbove = product(stops, last);
        int[] rows = new int[above * stopsAbove];
        for (int i = 0; i < rows.length; i++) {
            int place = i / stopsAbove;
            int stop = i % stopsAbove;
            int unit = sizes[last];
            for (int axis = last - 1; axis >= 0 && rows[i] >= 0; axis--) {
                int entry =
                        stop % stops[axis] * strides[axis]
                                + place % window[axis] * dilations[axis]
                                - paddings[axis];
                rows[i] = entry < 0 || entry >= sizes[axis] ? -1 : rows[i] + entry * unit;
                place /= window[axis];
                stop /= stops[axis];
                unit *= sizes[axis];
            }
        }
        return new Patches(
                channels,
                product(sizes, sizes.length),
                rows,
                above,
                window[last],
                stops[last],
                sizes[last],
                strides[last],
                paddings[last],
                dilations[last]);
    }

    private static int product(int[] numbers, int count) {
        return Arrays.stream(numbers, 0, count).reduce(1, (a, b) -> a * b);
    }

    /// Stops along the axes but the last.
    int stopsAbove() {
        return rows.length / above;
    }

    /// From where on, along the last axis, a place is covered by an entry.
    int first(int place) {
        return Math.min(stops, Math.max(0, Math.ceilDiv(padding - place * dilation, stride)));
    }

    /// Up to where.
    int end(int place) {
        int end = Math.floorDiv(size - 1 + padding - place * dilation, stride) + 1;
        return Math.max(first(place), Math.min(stops, end));
    }

    /// Whether the patches are the point itself.
    public boolean isAll() {
        return above * window == 1
                && rows.length * stops == area
                && padding == 0
                && Arrays.stream(rows).noneMatch(row -> row < 0);
    }
}
