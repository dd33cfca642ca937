package chainrule.kernel;

/// The kernels of each precision.
public final class AllKernels {
    private static final boolean VECTORS =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    private static final boolean FAST = System.getProperty("chainrule.bits", "").equals("fast");

    private static final Kernels<float[]> FLOATS =
            VECTORS ? new FloatVectorKernels(FAST, Warmth::cold) : new FloatKernels();
    private static final Kernels<double[]> DOUBLES =
            VECTORS ? new DoubleVectorKernels(FAST, Warmth::cold) : new DoubleKernels();

    private AllKernels() {}

    /// Loops in single precision.
    public static Kernels<float[]> floats() {
        return FLOATS;
    }

    /// Loops in double precision.
    public static Kernels<double[]> doubles() {
        return DOUBLES;
    }

    /// The loops of a precision.
    public static Kernels<?> of(Precision precision) {
        return switch (precision) {
            case FLOAT -> FLOATS;
            case DOUBLE -> DOUBLES;
        };
    }
}
