package chainrule.graph;

import chainrule.tensor.Shape;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.function.IntUnaryOperator;

/// How a window moves over the last axes of a tensor, in a convolution or pooling. Each list has
/// one number for each of these axes, or one number for all.
///
/// @param strides how far it moves at a time; 1 or more
/// @param paddings how many entries are put before and after the axis; 0 or more
/// @param dilations how far apart the places in the window lie; 1 or more
public record Window(
        ImmutableList<Integer> strides,
        ImmutableList<Integer> paddings,
        ImmutableList<Integer> dilations) {
    /// One step at a time, without padding, the places side by side.
    public static final Window PLAIN =
            new Window(ImmutableList.of(1), ImmutableList.of(0), ImmutableList.of(1));

    /// Refuses numbers outside their ranges.
    public Window {
        check("strides", strides, 1);
        check("paddings", paddings, 0);
        check("dilations", dilations, 1);
    }

    private static void check(String what, ImmutableList<Integer> numbers, int least) {
        if (numbers.isEmpty() || numbers.stream().anyMatch(n -> n < least)) {
            throw new GraphException(
                    "%s of a window are %d or more, one for all axes or one for each, and are %s"
                            .formatted(what, least, numbers));
        }
    }

    /// A window with these strides.
    public static Window stride(int... strides) {
        return new Window(numbers(strides), PLAIN.paddings, PLAIN.dilations);
    }

    /// This window with these paddings.
    public Window pad(int... paddings) {
        return new Window(strides, numbers(paddings), dilations);
    }

    /// This window with these dilations.
    public Window dilate(int... dilations) {
        return new Window(strides, paddings, numbers(dilations));
    }

    private static ImmutableList<Integer> numbers(int... numbers) {
        return ImmutableList.copyOf(Ints.asList(numbers));
    }

    int strideOf(int axis) {
        return at(strides, axis);
    }

    int paddingOf(int axis) {
        return at(paddings, axis);
    }

    int dilationOf(int axis) {
        return at(dilations, axis);
    }

    private static int at(ImmutableList<Integer> numbers, int axis) {
        return numbers.get(numbers.size() == 1 ? 0 : axis);
    }

    /// Whether there is one number for each of so many axes.
    boolean fits(int axes) {
        return isFor(strides, axes) && isFor(paddings, axes) && isFor(dilations, axes);
    }

    private static boolean isFor(ImmutableList<Integer> numbers, int axes) {
        return numbers.size() == 1 || numbers.size() == axes;
    }

    /// At how many places a window of this length stops along an axis of this size; 0 if it is
    /// longer than that.
    long stops(int axis, int size, int window) {
        long reach = (long) dilationOf(axis) * (window - 1) + 1;
        long padded = size + 2L * paddingOf(axis);
        return window < 1 || reach > padded ? 0 : (padded - reach) / strideOf(axis) + 1;
    }

    /// The entry, or −1 in the padding, that the place `j` of the window covers at stop `i`, as a
    /// function of the position of (i, j) among all pairs of a stop and a place.
    IntUnaryOperator entries(Shape input, Shape window, Shape stops) {
        return pair -> {
            int stop = pair / window.size();
            int place = pair % window.size();
            int entry = 0;
            int unit = 1;
            for (int axis = input.rank() - 1; axis >= 0; axis--) {
                int i = stop % stops.size(axis);
                int j = place % window.size(axis);
                stop /= stops.size(axis);
                place /= window.size(axis);
                long index =
                        (long) i * strideOf(axis) + (long) j * dilationOf(axis) - paddingOf(axis);
                if (index < 0 || index >= input.size(axis)) {
                    return -1;
                }
                entry += (int) index * unit;
                unit *= input.size(axis);
            }
            return entry;
        };
    }
}
