package chainrule.program;

import chainrule.kernel.Product;
import chainrule.program.ProductParts.Along;
import chainrule.tensor.Strides;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Products of matrices, one for each batch. Operands are read through their strides, so that
/// transposes and slices are not copied.
@SuppressWarnings("ArrayRecordComponent") // made once by a planner, and never compared
record ProductStep<A>(
        Product<A> product, int m, int n, int k, Matrices a, Matrices b, int c, ProductParts split)
        implements Divided<A> {
    /// An operand.
    ///
    /// @param starts where the matrix of each batch begins
    /// @param row how far rows are apart
    /// @param column how far columns are apart
    @SuppressWarnings("ArrayRecordComponent")
    record Matrices(int slot, int[] starts, int row, int column) {
        Matrices first() {
            return new Matrices(slot, new int[] {starts[0]}, row, column);
        }
    }

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
        return canBeOne(m, left, right)
                ? of(product, m * left.starts.length, n, k, left.first(), right.first(), c)
                : of(product, m, n, k, left, right, c);
    }

    private static <A> ProductStep<A> of(
            Product<A> product, int m, int n, int k, Matrices a, Matrices b, int c) {
        ProductParts split = ProductParts.of(product.strip(), a.starts.length, m, n, k);
        return new ProductStep<>(product, m, n, k, a, b, c, split);
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
    private static boolean canBeOne(int m, Matrices a, Matrices b) {
        for (int batch = 1; batch < a.starts.length; batch++) {
            if (b.starts[batch] != b.starts[0]
                    || a.starts[batch] != a.starts[0] + batch * m * a.row) {
                return false;
            }
        }
        return a.starts.length > 1 && m * (long) a.starts.length <= Integer.MAX_VALUE;
    }

    @Override
    public int parts() {
        return split.count();
    }

    @Override
    public boolean isLong() {
        return split.isLong();
    }

    @Override
    public void part(int part, Memory<A> memory) {
        A left = memory.reals[a.slot];
        A right = memory.reals[b.slot];
        A to = memory.reals[c];
        int i0 = split.from(part, Along.ROWS);
        int i1 = split.to(part, Along.ROWS, m);
        int j0 = split.from(part, Along.COLUMNS);
        int j1 = split.to(part, Along.COLUMNS, n);
        int end = split.to(part, Along.BATCHES, a.starts.length);
        for (int batch = split.from(part, Along.BATCHES); batch < end; batch++) {
            product.multiply(
                    i1 - i0,
                    j1 - j0,
                    k,
                    left,
                    a.starts[batch] + i0 * a.row,
                    a.row,
                    a.column,
                    right,
                    b.starts[batch] + j0 * b.column,
                    b.row,
                    b.column,
                    to,
                    (batch * m + i0) * n + j0,
                    n);
        }
    }

    @Override
    public ImmutableList<String> text() {
        String batches = a.starts.length == 1 ? "" : "%d times ".formatted(a.starts.length);
        return ImmutableList.of(
                "#%d = %s[%d×%d]·[%d×%d] of #%d%s and #%d%s%s"
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
                                transposed(b, k, n),
                                split.text()));
    }

    private static String transposed(Matrices x, int rows, int columns) {
        return x.row == 1 && x.column != 1 && rows > 1 && columns > 1 ? "ᵀ" : "";
    }

    @Override
    public long operations() {
        return 2L * a.starts.length * m * n * k;
    }
}
