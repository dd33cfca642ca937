package chainrule.benchmarks;

import static chainrule.graph.Functions.input;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.simplify.Simplify;
import chainrule.tensor.Tensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// x + x + … + x: a chain of scalar additions, whose cost is that of the graph itself. Milliseconds
/// for the whole chain.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Chain {
    /// How many additions.
    @Param({"10000", "1000000"})
    public int length;

    private Node x = input("x");
    private Node sum = x;
    private Feed feed = Feed.empty();

    /// Builds what is evaluated and simplified.
    @Setup
    public void prepare() {
        x = input("x");
        sum = chain(x);
        feed = Feed.of(x, 1.5);
    }

    private Node chain(Node from) {
        Node total = from;
        for (int i = 0; i < length; i++) {
            total = total.add(from);
        }
        return total;
    }

    /// The graph is built.
    @Benchmark
    public Node build() {
        return chain(x);
    }

    /// The graph is built, and that of its derivative.
    @Benchmark
    public Node buildAndBackward() {
        return Gradient.of(chain(x), x);
    }

    /// The value, by the interpreter.
    @Benchmark
    public Tensor evaluate() {
        return Interpreter.evaluate(sum, feed);
    }

    /// The sum, which becomes `n · x` step by step.
    @Benchmark
    public Node simplify() {
        return Simplify.of(sum);
    }
}
