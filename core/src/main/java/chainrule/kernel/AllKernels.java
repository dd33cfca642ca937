package chainrule.kernel;

import java.util.function.UnaryOperator;

/// The kernels of each precision.
public final class AllKernels {
    private static final boolean VECTORS =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    private static final boolean FAST = System.getProperty("chainrule.bits", "").equals("fast");

    /// Loaded when asked for: most programs need one precision, and the Vector API is slow to load.
    private static final class Floats {
        private static final UnaryOperator<Product<float[]>> PRODUCTS =
                Blas.isOpenBlas() ? FloatBlasProduct::new : UnaryOperator.identity();

        static final Kernels<float[]> ALL =
                VECTORS
                        ? new FloatVectorKernels(FAST, Warmth::cold, PRODUCTS)
                        : new FloatKernels(PRODUCTS);
    }

    private static final class Doubles {
        private static final UnaryOperator<Product<double[]>> PRODUCTS =
                Blas.isOpenBlas() ? DoubleBlasProduct::new : UnaryOperator.identity();

        static final Kernels<double[]> ALL =
                VECTORS
                        ? new DoubleVectorKernels(FAST, Warmth::cold, PRODUCTS)
                        : new DoubleKernels(PRODUCTS);
    }

    private AllKernels() {}

    /// Loops in single precision.
    ///
    /// @throws IllegalStateException if OpenBLAS is asked for, and not found
    public static Kernels<float[]> floats() {
        Blas.check();
        return Floats.ALL;
    }

    /// Loops in double precision.
    ///
    /// @throws IllegalStateException if OpenBLAS is asked for, and not found
    public static Kernels<double[]> doubles() {
        Blas.check();
        return Doubles.ALL;
    }

    /// The loops of a precision.
    ///
    /// @throws IllegalStateException if OpenBLAS is asked for, and not found
    public static Kernels<?> of(Precision precision) {
        return switch (precision) {
            case FLOAT -> floats();
            case DOUBLE -> doubles();
        };
    }
}
