package chainrule.benchmarks;

import chainrule.kernel.AllKernels;
import chainrule.kernel.Kernels;
import chainrule.kernel.Precision;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The product of two n×n matrices by the kernel of programs. Microseconds a product.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class MatrixProduct {
    /// `float` or `double`.
    @Param({"FLOAT", "DOUBLE"})
    public Precision precision = Precision.FLOAT;

    /// Rows and columns.
    @Param({"16", "64", "256", "1024"})
    public int n = 16;

    /// Whether the matrices lie as their transposes do.
    @Param({"false", "true"})
    public boolean transposed;

    private Runnable product = () -> {};

    /// Fills the matrices.
    @Setup
    public void prepare() {
        product =
                switch (precision) {
                    case FLOAT -> product(AllKernels.floats());
                    case DOUBLE -> product(AllKernels.doubles());
                };
    }

    private <A> Runnable product(Kernels<A> kernels) {
        SplittableRandom random = new SplittableRandom(1);
        A a = kernels.allocate(n * n);
        A b = kernels.allocate(n * n);
        A c = kernels.allocate(n * n);
        for (int i = 0; i < n * n; i++) {
            kernels.set(a, i, random.nextDouble(-1, 1));
            kernels.set(b, i, random.nextDouble(-1, 1));
        }
        int row = transposed ? 1 : n;
        int column = transposed ? n : 1;
        return () ->
                kernels.product().multiply(n, n, n, a, 0, row, column, b, 0, row, column, c, 0);
    }

    /// One product.
    @Benchmark
    public void multiply() {
        product.run();
    }
}
