package chainrule.kernel;

import static chainrule.kernel.FloatVectorOps.SPECIES;

import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;

/// Loops over vectors.
final class FloatVectorKernels extends FloatKernels {
    private static final VectorLanes LANES =
            new VectorLanes(
                    FloatVector.class, float[].class, FloatVectorOps.class, SPECIES.length());

    /// For the lanes of sums.
    private final FloatSpaces spaces = new FloatSpaces();

    private final boolean fast;
    private final IntFunction<Warmth> warmth;
    private final Warmth sums;
    private final Warmth maxima;
    private final Warmth columns;
    private final FloatVectorProduct.Warmths products;

    /// @param fast whether the JVM's own functions are taken where it has them
    /// @param warmth of a loop whose vectors have this length
    /// @param products who multiplies matrices, given the loops of this class
    FloatVectorKernels(
            boolean fast, IntFunction<Warmth> warmth, UnaryOperator<Product<float[]>> products) {
        super(products);
        this.fast = fast;
        this.warmth = warmth;
        this.sums = warmth.apply(SPECIES.length());
        this.maxima = warmth.apply(SPECIES.length());
        this.columns = warmth.apply(SPECIES.length());
        this.products = FloatVectorProduct.Warmths.of(warmth);
    }

    @Override
    Chained<float[]> make(Chain chain) {
        SingleChain<float[]> singles = singles(chain);
        boolean hasVectors =
                chain.links().stream().allMatch(link -> vectorOperations(link.leaf()).isPresent());
        if (!hasVectors || singles.hindrance().isPresent()) {
            return singles;
        }
        Supplier<Straight> code = () -> new ChainCode(LANES, vectorBodies()).define(chain);
        int length = SPECIES.length();
        VectorChain<float[]> vectors =
                new VectorChain<>(
                        singles.loop(),
                        cold ->
                                new Warming<>(cold, code, length, chain.places(), this::allocate)
                                        .start());
        if (newWarmth().ready()) {
            vectors.take(code.get(), length);
        }
        return vectors;
    }

    @Override
    Bodies vectorBodies() {
        return fast ? Fast.OPS : super.vectorBodies();
    }

    /// With the JVM's own functions.
    private static final class Fast {
        static final Bodies OPS =
                new Bodies(FloatVectorFast.class, FloatVectorOps.class, FloatVectorMath.class);
    }

    @Override
    public void sumRows(float[] x, int xAt, int rows, int n, float[] y, int yAt) {
        if (n < FloatVectorSums.MANY) {
            super.sumRows(x, xAt, rows, n, y, yAt);
            return;
        }
        // asked once, and first: another thread may make it ready at any time
        boolean all = sums.ready();
        int until = sums.until(n);
        int tried = all ? rows : until == 0 ? 0 : Math.min(rows, 1);
        if (tried > 0) {
            float[] lanes = spaces.take(FloatSums.LANES);
            for (int r = 0; r < tried; r++) {
                y[yAt + r] = FloatVectorSums.row(x, xAt + r * n, n, lanes);
            }
            spaces.give(lanes);
        }
        sums.after(until / SPECIES.length());
        if (!all) {
            super.sumRows(x, xAt, rows, n, y, yAt);
        }
    }

    @Override
    public void maxRows(float[] x, int xAt, int rows, int n, float[] y, int yAt) {
        int until = maxima.until(n);
        boolean all = maxima.ready();
        int tried = until == 0 ? 0 : all ? rows : Math.min(rows, 1);
        for (int r = 0; r < tried; r++) {
            y[yAt + r] = FloatVectorSums.max(x, xAt + r * n, n);
        }
        maxima.after(until / SPECIES.length());
        if (tried == 0 || !all) {
            super.maxRows(x, xAt, rows, n, y, yAt);
        }
    }

    @Override
    public void sumColumns(float[] x, int xAt, int rows, int n, float[] y, int yAt) {
        int until = columns.until(n);
        for (int j = 0; j < until; j += SPECIES.length()) {
            FloatVectorSums.columns(x, xAt + j, n, rows, y, yAt + j);
        }
        columns.after((long) rows * (until / SPECIES.length()));
        for (int j = until; j < n; j++) {
            y[yAt + j] = FloatSums.column(x, xAt + j, n, rows);
        }
    }

    @Override
    Product<float[]> own() {
        return new FloatVectorProduct(products);
    }

    private Warmth newWarmth() {
        return warmth.apply(SPECIES.length());
    }
}
