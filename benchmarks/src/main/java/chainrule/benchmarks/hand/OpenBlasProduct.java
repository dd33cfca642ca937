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
    private final MemorySegment a;
    private final MemorySegment b;
    private final MemorySegment c;

    /// Takes the data.
    public OpenBlasProduct(Square square, boolean isFloat) {
        this.n = square.n();
        this.isFloat = isFloat;
        this.a = segment(square.a(), isFloat);
        this.b = segment(square.b(), isFloat);
        this.c = segment(new float[n * n], isFloat);
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

    private static MemorySegment segment(float[] x, boolean isFloat) {
        if (isFloat) {
            return MemorySegment.ofArray(x);
        }
        double[] doubles = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            doubles[i] = x[i];
        }
        return MemorySegment.ofArray(doubles);
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
                        a,
                        n,
                        b,
                        n,
                        0f,
                        c,
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
                        a,
                        n,
                        b,
                        n,
                        0.0,
                        c,
                        n);
            }
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public List<float[]> results() {
        float[] results = new float[n * n];
        Object array = c.heapBase().orElseThrow();
        for (int i = 0; i < results.length; i++) {
            results[i] = isFloat ? ((float[]) array)[i] : (float) ((double[]) array)[i];
        }
        return List.of(results);
    }
}
