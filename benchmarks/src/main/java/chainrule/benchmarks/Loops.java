package chainrule.benchmarks;

import chainrule.graph.Leaf;
import chainrule.kernel.AllKernels;
import chainrule.kernel.Kernels;
import chainrule.kernel.Loop;
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

/// The loops that programs are made of, over n numbers between 0.1 and 0.9. Microseconds a pass.
/// `-jvmArgs -Dchainrule.bits=fast` shows what the same bits everywhere cost; without
/// `--add-modules jdk.incubator.vector` the loops are those of single numbers.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class Loops {
    /// `float` or `double`.
    @Param({"FLOAT", "DOUBLE"})
    public Precision precision = Precision.FLOAT;

    /// What is done: the name of an operation, or a sum.
    @Param({"MUL", "DIV", "EXP", "LOG1P", "TANH", "SUM", "SUM_COLUMNS"})
    public String what = "MUL";

    /// How many numbers.
    @Param({"1000", "1000000"})
    public int n = 1000;

    private Runnable pass = () -> {};

    /// Fills the arrays.
    @Setup
    public void prepare() {
        pass =
                switch (precision) {
                    case FLOAT -> pass(AllKernels.floats());
                    case DOUBLE -> pass(AllKernels.doubles());
                };
    }

    private <A> Runnable pass(Kernels<A> kernels) {
        SplittableRandom random = new SplittableRandom(1);
        A a = kernels.allocate(n);
        A b = kernels.allocate(n);
        A y = kernels.allocate(n);
        for (int i = 0; i < n; i++) {
            kernels.set(a, i, random.nextDouble(0.1, 0.9));
            kernels.set(b, i, random.nextDouble(0.1, 0.9));
        }
        return switch (what) {
            case "SUM" -> () -> kernels.sumRows(a, 0, 1, n, y, 0);
            case "SUM_COLUMNS" -> () -> kernels.sumColumns(a, 0, n / 100, 100, y, 0);
            default -> {
                Loop<A> loop = kernels.loop(Leaf.valueOf(what));
                yield () -> loop.run(a, 0, b, 0, b, 0, y, 0, n);
            }
        };
    }

    /// One pass.
    @Benchmark
    public void pass() {
        pass.run();
    }
}
