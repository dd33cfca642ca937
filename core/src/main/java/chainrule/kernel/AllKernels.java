package chainrule.kernel;

/// The kernels of each precision.
public final class AllKernels {
    private static final boolean VECTORS =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    private static final boolean FAST = System.getProperty("chainrule.bits", "").equals("fast");

    /// Loaded when asked for: most programs need one precision, and the Vector API is slow to load.
    private static final class Floats {
        static final Kernels<float[]> ALL =
                VECTORS ? new FloatVectorKernels(FAST, Warmth::cold) : new FloatKernels();
    }

    private static final class Doubles {
        static final Kernels<double[]> ALL =
                VECTORS ? new DoubleVectorKernels(FAST, Warmth::cold) : new DoubleKernels();
    }

    private AllKernels() {}

    /// Loops in single precision.
    public static Kernels<float[]> floats() {
        return Floats.ALL;
    }

    /// Loops in double precision.
    public static Kernels<double[]> doubles() {
        return Doubles.ALL;
    }

    /// The loops of a precision.
    public static Kernels<?> of(Precision precision) {
        return switch (precision) {
            case FLOAT -> Floats.ALL;
            case DOUBLE -> Doubles.ALL;
        };
    }
}
