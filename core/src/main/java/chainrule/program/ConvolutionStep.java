package chainrule.program;

import chainrule.graph.Convolution.Role;
import chainrule.kernel.Kernels;
import chainrule.kernel.Patches;
import chainrule.kernel.Product;
import com.google.common.collect.ImmutableList;

/// A convolution, or one of its transposes, as products of matrices: for some points at a time, and
/// each group of channels, there are the kernel W [outputs × rows], the patches P [rows × columns]
/// that the window covers, and the output Y [outputs × columns]. Then `Y = W·P`; the input is what
/// `P = Wᵀ·Y` adds up to; and `W = Σ Y·Pᵀ` over the points, in their order.
///
/// @param patches of a point and group
record ConvolutionStep<A>(
        Kernels<A> kernels,
        Product<A> product,
        Role role,
        Patches patches,
        Sizes sizes,
        Places places)
        implements Step<A> {
    /// How much there is of what.
    ///
    /// @param outputs of a group
    /// @param rows channels of a group times places in the window
    /// @param columns stops of the window
    /// @param together how many points are taken at a time
    record Sizes(int points, int groups, int outputs, int rows, int columns, int together) {}

    /// Slots of the three, and of room for patches, outputs and a kernel of some points; 0 where
    /// none is needed.
    record Places(
            int input, int kernel, int output, int patches, int someOutputs, int someKernel) {}

    @Override
    public void run(Memory<A> memory) {
        if (role == Role.INPUT) {
            A to = memory.reals[places.input];
            kernels.fill(to, 0, sizes.points * sizes.groups * entries(), 0);
        } else if (role == Role.KERNEL && sizes.points == 0) {
            int size = sizes.groups * sizes.outputs * sizes.rows;
            kernels.fill(memory.reals[places.kernel], 0, size, 0);
        }
        for (int point = 0; point < sizes.points; point += sizes.together) {
            int count = Math.min(sizes.together, sizes.points - point);
            for (int group = 0; group < sizes.groups; group++) {
                switch (role) {
                    case OUTPUT -> output(memory, point, count, group);
                    case INPUT -> input(memory, point, count, group);
                    case KERNEL -> kernel(memory, point, count, group);
                }
            }
        }
    }

    /// Entries of a point and group in the input.
    private int entries() {
        return patches.channels() * patches.area();
    }

    private int inInput(int point, int group) {
        return (point * sizes.groups + group) * entries();
    }

    private int inOutput(int point, int group) {
        return (point * sizes.groups + group) * sizes.outputs * sizes.columns;
    }

    private int inKernel(int group) {
        return group * sizes.outputs * sizes.rows;
    }

    private boolean isDirect() {
        return places.patches == 0;
    }

    private void output(Memory<A> memory, int point, int count, int group) {
        int n = count * sizes.columns;
        A p = patches(memory, point, count, group);
        int pAt = isDirect() ? inInput(point, group) : 0;
        boolean isOwn = places.someOutputs == 0;
        A y = memory.reals[isOwn ? places.output : places.someOutputs];
        int yAt = isOwn ? inOutput(point, group) : 0;
        product.multiply(
                sizes.outputs,
                n,
                sizes.rows,
                memory.reals[places.kernel],
                inKernel(group),
                sizes.rows,
                1,
                p,
                pAt,
                n,
                1,
                y,
                yAt,
                n);
        if (!isOwn) {
            A all = memory.reals[places.output];
            for (int i = 0; i < count; i++) {
                int to = inOutput(point + i, group);
                for (int o = 0; o < sizes.outputs; o++) {
                    System.arraycopy(
                            y,
                            o * n + i * sizes.columns,
                            all,
                            to + o * sizes.columns,
                            sizes.columns);
                }
            }
        }
    }

    private void input(Memory<A> memory, int point, int count, int group) {
        int n = count * sizes.columns;
        A y = outputs(memory, point, count, group);
        A x = memory.reals[places.input];
        product.multiply(
                sizes.rows,
                n,
                sizes.outputs,
                memory.reals[places.kernel],
                inKernel(group),
                1,
                sizes.rows,
                y,
                places.someOutputs == 0 ? inOutput(point, group) : 0,
                n,
                1,
                isDirect() ? x : memory.reals[places.patches],
                isDirect() ? inInput(point, group) : 0,
                n);
        for (int i = 0; i < count && !isDirect(); i++) {
            A p = memory.reals[places.patches];
            kernels.addPatches(p, i * sizes.columns, n, patches, x, inInput(point + i, group));
        }
    }

    private void kernel(Memory<A> memory, int point, int count, int group) {
        int n = count * sizes.columns;
        A y = outputs(memory, point, count, group);
        A p = patches(memory, point, count, group);
        A w = memory.reals[places.kernel];
        A some = point == 0 ? w : memory.reals[places.someKernel];
        int at = point == 0 ? inKernel(group) : 0;
        product.multiply(
                sizes.outputs,
                sizes.rows,
                n,
                y,
                places.someOutputs == 0 ? inOutput(point, group) : 0,
                n,
                1,
                p,
                isDirect() ? inInput(point, group) : 0,
                1,
                n,
                some,
                at,
                sizes.rows);
        if (point > 0) {
            int all = inKernel(group);
            int size = sizes.outputs * sizes.rows;
            kernels.add(w, all, some, 0, w, all, size);
        }
    }

    /// Patches of some points, side by side; of one that is its own patches, the input.
    private A patches(Memory<A> memory, int point, int count, int group) {
        A x = memory.reals[places.input];
        if (isDirect()) {
            return x;
        }
        A p = memory.reals[places.patches];
        for (int i = 0; i < count; i++) {
            kernels.patches(
                    x,
                    inInput(point + i, group),
                    patches,
                    p,
                    i * sizes.columns,
                    count * sizes.columns);
        }
        return p;
    }

    /// Outputs of some points, side by side; those of one lie so already.
    private A outputs(Memory<A> memory, int point, int count, int group) {
        A y = memory.reals[places.output];
        if (places.someOutputs == 0) {
            return y;
        }
        A some = memory.reals[places.someOutputs];
        for (int i = 0; i < count; i++) {
            int from = inOutput(point + i, group);
            for (int o = 0; o < sizes.outputs; o++) {
                System.arraycopy(
                        y,
                        from + o * sizes.columns,
                        some,
                        (o * count + i) * sizes.columns,
                        sizes.columns);
            }
        }
        return some;
    }

    @Override
    public ImmutableList<String> text() {
        int result =
                switch (role) {
                    case INPUT -> places.input;
                    case KERNEL -> places.kernel;
                    case OUTPUT -> places.output;
                };
        String w = "W[%d×%d] of #%d".formatted(sizes.outputs, sizes.rows, places.kernel);
        int n = sizes.together * sizes.columns;
        String p = "patches P[%d×%d] of #%d".formatted(sizes.rows, n, places.input);
        String y = "Y[%d×%d] of #%d".formatted(sizes.outputs, n, places.output);
        return ImmutableList.of(
                switch (role) {
                    case INPUT ->
                            "#%d = sums of patches P = Wᵀ·Y for %s and %s".formatted(result, w, y);
                    case KERNEL -> "#%d = Σ Y·Pᵀ for %s and %s".formatted(result, y, p);
                    case OUTPUT -> "#%d = W·P for %s and %s".formatted(result, w, p);
                },
                "%d points, %d at a time, in %d group%s"
                        .formatted(
                                sizes.points,
                                sizes.together,
                                sizes.groups,
                                sizes.groups == 1 ? "" : "s"));
    }

    @Override
    public long operations() {
        return 2L * sizes.points * sizes.groups * sizes.outputs * sizes.rows * sizes.columns;
    }
}
