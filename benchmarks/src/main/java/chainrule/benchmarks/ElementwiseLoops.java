package chainrule.benchmarks;

import chainrule.graph.Leaf;
import chainrule.kernel.AllKernels;
import chainrule.kernel.Chain;
import chainrule.kernel.Chained;
import chainrule.kernel.Kernels;
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
        private Chained<A> loop;
        private A[] arrays;
        private int[] places = {};
        private int n;

        OneLoop(Kernels<A> kernels) {
            this.kernels = kernels;
            this.loop = kernels.chain(Chain.of(Leaf.ADD));
            this.arrays = arrays(0);
        }

        /// One that is read and one that is written.
        @SuppressWarnings("unchecked") // as programs have them
        private A[] arrays(int length) {
            return (A[]) new Object[] {kernels.allocate(length), kernels.allocate(length)};
        }

        void prepare(Leaf leaf, int length) {
            Chain chain = Chain.of(leaf);
            n = length;
            loop = kernels.chain(chain);
            arrays = arrays(n);
            places = new int[3 * chain.places()];
            places[3 * chain.operands()] = 1;
            Random random = new Random(1);
            for (int i = 0; i < n; i++) {
                kernels.set(arrays[0], i, 0.01 + 4 * random.nextDouble());
            }
        }

        void run() {
            loop.run(arrays, places, 0, n);
        }
    }
}
