package chainrule.benchmarks;

import chainrule.benchmarks.ours.Graph;
import chainrule.benchmarks.ours.TrainingGraph;
import chainrule.benchmarks.workload.Training;
import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
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
    private final Graph graph = TrainingGraph.of(Training.W3);
    private final Feed feed = graph.firstFeed();

    /// One step by the interpreter.
    @Benchmark
    public ImmutableList<Tensor> step() {
        return Interpreter.evaluate(graph.outputs(), feed);
    }
}
