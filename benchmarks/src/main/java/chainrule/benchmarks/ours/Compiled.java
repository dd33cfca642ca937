package chainrule.benchmarks.ours;

import chainrule.benchmarks.workload.Contestant;
import chainrule.eval.Feed;
import chainrule.kernel.Precision;
import chainrule.program.Program;
import chainrule.program.Session;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// A graph that is compiled once and run in one session that keeps its parameters.
public final class Compiled implements Contestant {
    private final Session session;
    private final Feed feed;
    private Feed next;
    private ImmutableList<Tensor> values;

    /// Compiles a graph in `float`. Nothing is run yet.
    public Compiled(Graph graph) {
        this(graph, Precision.FLOAT);
    }

    /// Compiles a graph. Nothing is run yet.
    public Compiled(Graph graph, Precision precision) {
        this.session = Program.compile(graph.outputs(), precision).bind(graph.next());
        this.feed = graph.feed();
        this.next = graph.firstFeed();
        this.values = ImmutableList.of();
    }

    @Override
    public void run() {
        values = session.run(next);
        next = feed;
    }

    @Override
    public List<float[]> results() {
        return Results.of(values);
    }
}
