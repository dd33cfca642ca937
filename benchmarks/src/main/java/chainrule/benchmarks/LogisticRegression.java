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

/// Logistic regression, 1000 points of 2 features, all in one step: log-loss, gradients and update.
/// Microseconds a step.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LogisticRegression {
    private final TrainingStep step =
            new TrainingStep(
                    Sequential.of(Dense.of("perceptron", 2, 1), Functions::sigmoid), 1000, 2);

    /// One step by the interpreter.
    @Benchmark
    public ImmutableList<Tensor> step() {
        return step.take();
    }
}
