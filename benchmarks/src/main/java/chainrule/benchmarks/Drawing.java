package chainrule.benchmarks;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.sigmoid;

import chainrule.eval.Feed;
import chainrule.graph.Node;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.viz.Dot;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The DOT text of 50 scalar nodes, σ(σ(x)·x + …)·x: no layout, no picture. Microseconds a text.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Drawing {
    private final Gradients gradients = gradients();

    private static Gradients gradients() {
        Node x = input("x");
        Node e = x.neg();
        for (int i = 0; i < 24; i++) {
            e = sigmoid(e).mul(x);
        }
        return Tape.record(e, Feed.of(x, 0.5)).backward();
    }

    /// The formula alone.
    @Benchmark
    public String formula() {
        return Dot.of(gradients.tape().root());
    }

    /// With values, adjoints and local derivatives that are known already.
    @Benchmark
    public String withGradients() {
        return Dot.of(gradients);
    }
}
