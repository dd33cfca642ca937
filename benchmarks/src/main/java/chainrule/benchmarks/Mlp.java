package chainrule.benchmarks;

import chainrule.graph.Functions;
import chainrule.nn.layer.Dense;
import chainrule.nn.layer.Sequential;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A network 2-16-16-1 of sigmoids, 64 points in a step: log-loss, gradients and update.
/// Microseconds a step.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Mlp {
    private final TrainingStep step =
            new TrainingStep(
                    Sequential.of(
                            Dense.of("h1", 2, 16),
                            Functions::sigmoid,
                            Dense.of("h2", 16, 16),
                            Functions::sigmoid,
                            Dense.of("output", 16, 1),
                            Functions::sigmoid),
                    64,
                    2);

    /// One step by the interpreter.
    @Benchmark
    public ImmutableList<Tensor> step() {
        return step.take();
    }
}
