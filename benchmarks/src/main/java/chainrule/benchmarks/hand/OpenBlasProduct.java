package chainrule.benchmarks.hand;

import chainrule.benchmarks.workload.Contestant;
import chainrule.benchmarks.workload.Square;
import chainrule.kernel.OpenBlas;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/// One product of two square matrices by one call of OpenBLAS.
public final class OpenBlasProduct implements Contestant {
    private static final class Functions {
        static final MethodHandle FLOATS = OpenBlas.library().gemm(float.class);
        static final MethodHandle DOUBLES = OpenBlas.library().gemm(double.class);
    }

    private final int n;
    private final boolean isFloat;
    private final float[] a;
    private final float[] b;
    private final float[] c;
    private final double[] wideA;
    private final double[] wideB;
    private final double[] wideC;

    /// Takes the data.
    public OpenBlasProduct(Square square, boolean isFloat) {
        this.n = square.n();
        this.isFloat = isFloat;
        this.a = square.a();
        this.b = square.b();
        this.c = new float[n * n];
        this.wideA = wide(a);
        this.wideB = wide(b);
        this.wideC = wide(c);
    }

    /// Why there is no OpenBLAS, if there is none.
    public static Optional<String> missing() {
        try {
            OpenBlas.library();
            return Optional.empty();
        } catch (IllegalStateException why) {
            return Optional.of("OpenBLAS is left out: " + why.getMessage());
        }
    }

    private static double[] wide(float[] x) {
        double[] doubles = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            doubles[i] = x[i];
        }
        return doubles;
    }

    @Override
    public void run() {
        try {
            if (isFloat) {
                Functions.FLOATS.invokeExact(
                        OpenBlas.ROW_MAJOR,
                        OpenBlas.AS_IT_LIES,
                        OpenBlas.AS_IT_LIES,
                        n,
                        n,
                        n,
                        1f,
                        MemorySegment.ofArray(a),
                        n,
                        MemorySegment.ofArray(b),
                        n,
                        0f,
                        MemorySegment.ofArray(c),
                        n);
            } else {
                Functions.DOUBLES.invokeExact(
                        OpenBlas.ROW_MAJOR,
                        OpenBlas.AS_IT_LIES,
                        OpenBlas.AS_IT_LIES,
                        n,
                        n,
                        n,
                        1.0,
                        MemorySegment.ofArray(wideA),
                        n,
                        MemorySegment.ofArray(wideB),
                        n,
                        0.0,
                        MemorySegment.ofArray(wideC),
                        n);
            }
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public List<float[]> results() {
        if (isFloat) {
            return List.of(c.clone());
        }
        float[] results = new float[n * n];
        for (int i = 0; i < results.length; i++) {
            results[i] = (float) wideC[i];
        }
        return List.of(results);
    }
}
