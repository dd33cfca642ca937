package chainrule.program;

import chainrule.graph.Convolution;
import chainrule.graph.Convolution.Role;
import chainrule.kernel.Kernels;
import chainrule.kernel.Patches;
import chainrule.tensor.Layout;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;

/// The step of a convolution, with room for patches: so many points at a time that products have
/// columns enough, and no more.
///
/// @param x sizes and slots of the operands, whose entries lie together
/// @param y sizes and slot of the result
/// @param <A> `float[]` or `double[]`
record ConvolutionPlanner<A>(
        Kernels<A> kernels,
        Slots slots,
        Convolution convolution,
        ImmutableList<AxisPlanner.Block> x,
        AxisPlanner.Block y) {
    /// A product of more columns is not quicker.
    private static final int COLUMNS = 256;

    ConvolutionStep<A> step() {
        AxisPlanner.Block input = block(Role.INPUT);
        AxisPlanner.Block kernel = block(Role.KERNEL);
        AxisPlanner.Block output = block(Role.OUTPUT);
        int points = input.shape().size(0);
        int groups = convolution.groups();
        int[] sizes = area(input);
        int[] window = area(kernel);
        int[] stops = area(output);
        Patches patches =
                Patches.of(
                        kernel.shape().size(1),
                        sizes,
                        window,
                        stops,
                        each(convolution.window().strides(), sizes.length),
                        each(convolution.window().paddings(), sizes.length),
                        each(convolution.window().dilations(), sizes.length));
        int columns = Views.size(stops);
        int rows = kernel.shape().size(1) * Views.size(window);
        int outputs = kernel.shape().size(0) / groups;
        int together = Math.max(1, Math.min(points, COLUMNS / Math.max(1, columns)));
        boolean isDirect = together == 1 && patches.isAll();
        int ofPatches = isDirect ? 0 : slots.take(Views.size(new int[] {rows, columns, together}));
        int ofOutputs = together == 1 ? 0 : slots.take(outputs * columns * together);
        int ofKernel = convolution.role() == Role.KERNEL ? slots.take(outputs * rows) : 0;
        for (int room : new int[] {ofPatches, ofOutputs, ofKernel}) {
            if (room > 0) {
                slots.give(room);
            }
        }
        return new ConvolutionStep<>(
                kernels,
                kernels.product(),
                convolution.role(),
                patches,
                new ConvolutionStep.Sizes(points, groups, outputs, rows, columns, together),
                new ConvolutionStep.Places(
                        input.slot(),
                        kernel.slot(),
                        output.slot(),
                        ofPatches,
                        ofOutputs,
                        ofKernel));
    }

    /// Operands stand in the order of the roles that are left.
    private AxisPlanner.Block block(Role role) {
        List<Role> operands =
                Arrays.stream(Role.values()).filter(r -> r != convolution.role()).toList();
        return role == convolution.role() ? y : x.get(operands.indexOf(role));
    }

    private static int[] area(AxisPlanner.Block block) {
        int[] sizes = Layout.sizes(block.shape());
        return Arrays.copyOfRange(sizes, 2, sizes.length);
    }

    private static int[] each(List<Integer> numbers, int axes) {
        int[] each = new int[axes];
        Arrays.setAll(each, axis -> numbers.get(numbers.size() == 1 ? 0 : axis));
        return each;
    }
}
