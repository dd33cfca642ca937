package chainrule.program;

import chainrule.kernel.Product;
import chainrule.tensor.Strides;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Products of matrices, one for each batch. Operands are read through their strides, so that
/// transposes and slices are not copied.
@SuppressWarnings("ArrayRecordComponent") // made once by a planner, and never compared
record ProductStep<A>(Product<A> product, int m, int n, int k, Matrices a, Matrices b, int c)
        implements Step<A> {
    /// An operand.
    ///
    /// @param starts where the matrix of each batch begins
    /// @param row how far rows are apart
    /// @param column how far columns are apart
    @SuppressWarnings("ArrayRecordComponent")
    record Matrices(int slot, int[] starts, int row, int column) {}

    /// @param a the left operand, of one axis or more
    /// @param b the right operand, of one axis or more
    /// @param batches the sizes of the leading axes of the result
    static <A> ProductStep<A> of(
            Product<A> product, Strides a, int slotA, Strides b, int slotB, int[] batches, int c) {
        int[] sizesA = a.sizes();
        boolean row = sizesA.length == 1;
        boolean column = b.sizes().length == 1;
        int k = sizesA[sizesA.length - 1];
        int m = row ? 1 : sizesA[sizesA.length - 2];
        int n = column ? 1 : b.sizes()[b.sizes().length - 1];
        int[] strideA = a.strides();
        int[] strideB = b.strides();
        Matrices left =
                new Matrices(
                        slotA,
                        starts(a, row ? 1 : 2, batches),
                        row ? 0 : strideA[strideA.length - 2],
                        strideA[strideA.length - 1]);
        Matrices right =
                new Matrices(
                        slotB,
                        starts(b, column ? 1 : 2, batches),
                        strideB[strideB.length - (column ? 1 : 2)],
                        column ? 0 : strideB[strideB.length - 1]);
        ProductStep<A> step = new ProductStep<>(product, m, n, k, left, right, c);
        return step.canBeOne() ? step.asOne() : step;
    }

    private static int[] starts(Strides view, int own, int[] batches) {
        int leading = view.sizes().length - own;
        Strides outer =
                new Strides(
                        view.offset(),
                        Arrays.copyOf(view.sizes(), leading),
                        Arrays.copyOf(view.strides(), leading));
        IntUnaryOperator at = outer.stretched(batches).positions();
        int[] starts = new int[Views.size(batches)];
        Arrays.setAll(starts, at);
        return starts;
    }

    /// Whether all batches have the same right operand, and the left ones follow each other: then
    /// all rows are those of one product.
    private boolean canBeOne() {
        int[] as = a.starts;
        int[] bs = b.starts;
        for (int batch = 1; batch < as.length; batch++) {
            if (bs[batch] != bs[0] || as[batch] != as[0] + batch * m * a.row) {
                return false;
            }
        }
        return as.length > 1 && m * (long) as.length <= Integer.MAX_VALUE;
    }

    private ProductStep<A> asOne() {
        return new ProductStep<>(
                product,
                m * a.starts.length,
                n,
                k,
                new Matrices(a.slot, new int[] {a.starts[0]}, a.row, a.column),
                new Matrices(b.slot, new int[] {b.starts[0]}, b.row, b.column),
                c);
    }

    @Override
    public void run(Memory<A> memory) {
        A left = memory.reals[a.slot];
        A right = memory.reals[b.slot];
        A to = memory.reals[c];
        for (int batch = 0; batch < a.starts.length; batch++) {
            product.multiply(
                    m,
                    n,
                    k,
                    left,
                    a.starts[batch],
                    a.row,
                    a.column,
                    right,
                    b.starts[batch],
                    b.row,
                    b.column,
                    to,
                    batch * m * n);
        }
    }

    @Override
    public ImmutableList<String> text() {
        String batches = a.starts.length == 1 ? "" : "%d times ".formatted(a.starts.length);
        return ImmutableList.of(
                "#%d = %s[%d×%d]·[%d×%d] of #%d%s and #%d%s"
                        .formatted(
                                c,
                                batches,
                                m,
                                k,
                                k,
                                n,
                                a.slot,
                                transposed(a, m, k),
                                b.slot,
                                transposed(b, k, n)));
    }

    private static String transposed(Matrices x, int rows, int columns) {
        return x.row == 1 && x.column != 1 && rows > 1 && columns > 1 ? "ᵀ" : "";
    }

    @Override
    public long operations() {
        return 2L * a.starts.length * m * n * k;
    }
}
