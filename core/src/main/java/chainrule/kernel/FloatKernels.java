package chainrule.kernel;

import chainrule.graph.Leaf;
import chainrule.tensor.Strides;
import java.lang.classfile.TypeKind;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// Loops over single numbers.
@SuppressWarnings("cast") // to float of what is a double, in the copy for doubles, too
class FloatKernels implements Kernels<float[]> {
    private static final Bodies OPS = new Bodies(FloatOps.class, FloatMath.class);
    private static final ChainCode CODE =
            new ChainCode(new SingleLanes(TypeKind.from(float.class)), OPS);

    private final Chains<float[]> chains = new Chains<>(this::make);

    /// Counted once, since each operation of a program is asked for.
    private final Map<Leaf, OptionalInt> vectorOperations = new ConcurrentHashMap<>();

    private final UnaryOperator<Product<float[]>> products;

    FloatKernels() {
        this(UnaryOperator.identity());
    }

    /// @param products who multiplies matrices, given the loops of this class
    FloatKernels(UnaryOperator<Product<float[]>> products) {
        this.products = products;
    }

    @Override
    public final float[] allocate(int length) {
        return new float[length];
    }

    @Override
    public final int length(float[] x) {
        return x.length;
    }

    @Override
    public final double get(float[] x, int at) {
        return x[at];
    }

    @Override
    public final void set(float[] x, int at, double value) {
        x[at] = (float) value;
    }

    @Override
    public final Chained<float[]> chain(Chain chain) {
        return chains.get(chain);
    }

    Chained<float[]> make(Chain chain) {
        return singles(chain);
    }

    /// A chain over single numbers.
    final SingleChain<float[]> singles(Chain chain) {
        try {
            return new SingleChain<>(CODE.define(chain));
        } catch (UnsupportedOperationException e) {
            return new SingleChain<>(new PlainLoop<>(this, chain, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public final OptionalInt vectorOperations(Leaf leaf) {
        return vectorOperations.computeIfAbsent(leaf, this::counted);
    }

    private OptionalInt counted(Leaf leaf) {
        return vectorBodies()
                .of(leaf)
                .map(body -> OptionalInt.of(vectorBodies().calls(body)))
                .orElse(OptionalInt.empty());
    }

    /// How operations go by vectors, known also where there are none: so a plan is the same.
    Bodies vectorBodies() {
        return Vectors.OPS;
    }

    /// Read when asked for.
    private static final class Vectors {
        static final Bodies OPS = new Bodies(FloatVectorOps.class, FloatVectorMath.class);
    }

    @Override
    public final void add(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] + b[bAt + i];
        }
    }

    @Override
    public final void fill(float[] y, int yAt, int n, double value) {
        Arrays.fill(y, yAt, yAt + n, (float) value);
    }

    @Override
    public final void repeat(float[] x, int xAt, int rows, int n, float[] y, int yAt) {
        for (int r = 0; r < rows; r++) {
            Arrays.fill(y, yAt + r * n, yAt + (r + 1) * n, x[xAt + r]);
        }
    }

    @Override
    public final void tile(float[] x, int xAt, int rows, int n, float[] y, int yAt) {
        if (n == 1) {
            Arrays.fill(y, yAt, yAt + rows, x[xAt]);
            return;
        }
        for (int r = 0; r < rows; r++) {
            System.arraycopy(x, xAt, y, yAt + r * n, n);
        }
    }

    @Override
    public void sumRows(float[] x, int xAt, int rows, int n, float[] y, int yAt) {
        for (int r = 0; r < rows; r++) {
            y[yAt + r] = FloatSums.row(x, xAt + r * n, n);
        }
    }

    @Override
    public void maxRows(float[] x, int xAt, int rows, int n, float[] y, int yAt) {
        for (int r = 0; r < rows; r++) {
            float max = Float.NEGATIVE_INFINITY;
            for (int i = xAt + r * n; i < xAt + (r + 1) * n; i++) {
                max = Math.max(max, x[i]);
            }
            y[yAt + r] = max;
        }
    }

    @Override
    public void sumColumns(float[] x, int xAt, int rows, int n, float[] y, int yAt) {
        for (int j = 0; j < n; j++) {
            y[yAt + j] = FloatSums.column(x, xAt + j, n, rows);
        }
    }

    @Override
    public void maxColumns(float[] x, int xAt, int rows, int n, float[] y, int yAt) {
        Arrays.fill(y, yAt, yAt + n, Float.NEGATIVE_INFINITY);
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                y[yAt + j] = Math.max(y[yAt + j], x[xAt + r * n + j]);
            }
        }
    }

    @Override
    public final void gather(float[] x, Strides view, int from, int n, float[] y, int yAt) {
        FloatGather.gather(x, view, from, n, y, yAt);
    }

    @Override
    public final void patches(float[] x, int xAt, Patches patches, float[] y, int yAt, int length) {
        FloatPatches.write(x, xAt, patches, y, yAt, length);
    }

    @Override
    public final void addPatches(
            float[] y, int yAt, int length, Patches patches, float[] x, int xAt) {
        FloatPatches.add(y, yAt, length, patches, x, xAt);
    }

    @Override
    public final Product<float[]> product() {
        return products.apply(own());
    }

    Product<float[]> own() {
        return new FloatProduct();
    }
}
