package chainrule.benchmarks;

import chainrule.graph.Leaf;
import chainrule.kernel.AllKernels;
import chainrule.kernel.Kernels;
import chainrule.kernel.Loop;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One loop of an element-wise operation over numbers in the nearest cache. Nanoseconds a call.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ElementwiseLoops {
    /// The operation.
    @Param({"ADD", "DIV", "EXP", "LOG", "TANH", "LOG1P", "SIN"})
    public Leaf leaf = Leaf.ADD;

    /// How many entries.
    @Param({"512"})
    public int n;

    private final OneLoop<float[]> floats = new OneLoop<>(AllKernels.floats());
    private final OneLoop<double[]> doubles = new OneLoop<>(AllKernels.doubles());

    /// Fills the operands.
    @Setup
    public void prepare() {
        floats.prepare(leaf, n);
        doubles.prepare(leaf, n);
    }

    /// In single precision.
    @Benchmark
    public void inFloat() {
        floats.run();
    }

    /// In double precision.
    @Benchmark
    public void inDouble() {
        doubles.run();
    }

    private static final class OneLoop<A> {
        private final Kernels<A> kernels;
        private Loop<A> loop;
        private A x;
        private A y;
        private int n;

        OneLoop(Kernels<A> kernels) {
            this.kernels = kernels;
            this.loop = kernels.loop(Leaf.ADD);
            this.x = kernels.allocate(0);
            this.y = x;
        }

        void prepare(Leaf leaf, int length) {
            n = length;
            loop = kernels.loop(leaf);
            x = kernels.allocate(n);
            y = kernels.allocate(n);
            Random random = new Random(1);
            for (int i = 0; i < n; i++) {
                kernels.set(x, i, 0.01 + 4 * random.nextDouble());
            }
        }

        void run() {
            loop.run(x, 0, x, 0, x, 0, y, 0, n);
        }
    }
}
