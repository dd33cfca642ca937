package chainrule.kernel;

import static chainrule.kernel.FloatVectorOps.SPECIES;

import chainrule.graph.Leaf;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/// Loops over vectors.
final class FloatVectorKernels extends FloatKernels {
    private static final float[] NONE = {};

    /// For lanes. Who takes it leaves nothing to the next, who makes a new one.
    private final AtomicReference<float[]> space = new AtomicReference<>(NONE);

    private final boolean fast;
    private final IntFunction<Warmth> warmth;
    private final Warmth sums;
    private final Warmth maxima;
    private final Warmth columns;
    private final FloatVectorProduct.Warmths products;

    /// @param fast whether the JVM's own functions are taken where it has them
    /// @param warmth of a loop whose vectors have this length
    FloatVectorKernels(boolean fast, IntFunction<Warmth> warmth) {
        this.fast = fast;
        this.warmth = warmth;
        this.sums = warmth.apply(SPECIES.length());
        this.maxima = warmth.apply(SPECIES.length());
        this.columns = warmth.apply(SPECIES.length());
        this.products = FloatVectorProduct.Warmths.of(warmth);
    }

    @Override
    Loop<float[]> make(Leaf leaf) {
        Loop<float[]> single = super.make(leaf);
        Optional<FloatVectorOp> op = fast ? FloatVectorOps.fast(leaf) : FloatVectorOps.of(leaf);
        return op.map(o -> copy(o, single, Operands.count(leaf)))
                .orElseGet(() -> writtenOut(leaf, single));
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
        if (all || until > 0) {
            float[] taken = space.getAndSet(NONE);
            float[] lanes = taken.length == 0 ? new float[FloatSums.LANES] : taken;
            for (int r = 0; r < (all ? rows : Math.min(rows, 1)); r++) {
                y[yAt + r] = FloatVectorSums.row(x, xAt + r * n, n, lanes);
            }
            space.set(lanes);
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

    private Loop<float[]> copy(FloatVectorOp op, Loop<float[]> single, int operands) {
        return switch (operands) {
            case 1 -> Copies.of(FloatVectorUnary.class, op, single, newWarmth());
            case 2 -> Copies.of(FloatVectorBinary.class, op, single, newWarmth());
            default -> Copies.of(FloatVectorTernary.class, op, single, newWarmth());
        };
    }

    private Loop<float[]> writtenOut(Leaf leaf, Loop<float[]> single) {
        return switch (leaf) {
            case EXP -> new FloatVectorExp(single, newWarmth());
            case EXPM1 -> new FloatVectorExpm1(single, newWarmth());
            case LOG -> new FloatVectorLog(single, newWarmth());
            case LOG1P -> new FloatVectorLog1p(single, newWarmth());
            case TANH -> new FloatVectorTanh(single, newWarmth());
            case ADD, SUB, MUL, DIV, NEG, POW, MAXIMUM, MINIMUM, SQRT, SIN, COS, ATAN, ERF ->
                    single;
            case ABS, SIGN, FLOOR, ROUND, LESS, LESS_EQUAL, EQUAL -> single;
            case AND, OR, NOT, TO_REAL, WHERE -> single;
        };
    }

    @Override
    public Product<float[]> product() {
        return new FloatVectorProduct(products);
    }

    private Warmth newWarmth() {
        return warmth.apply(SPECIES.length());
    }
}
