package chainrule.program;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Node;
import chainrule.kernel.Precision;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/// Formulas compiled for repeated evaluation.
public final class Program {
    private final ImmutableList<Node> outputs;

    private Program(ImmutableList<Node> outputs) {
        this.outputs = outputs;
    }

    /// Compiles formulas. They are simplified first.
    public static Program compile(List<Node> outputs, Precision precision) {
        return new Program(ImmutableList.copyOf(outputs));
    }

    /// The values of the outputs, copied.
    public ImmutableList<Tensor> run(Feed feed) {
        return Interpreter.evaluate(outputs, feed);
    }

    /// A session of one thread: its buffers are used again by each run.
    public Session bind() {
        return bind(ImmutableMap.of());
    }

    /// A session whose outputs come back as inputs: after each run, the value of an output is that
    /// of a source in the next, unless that is fed again.
    ///
    /// @param next from inputs or parameters to outputs of the same shape
    public Session bind(Map<Node, Node> next) {
        return new Session(this);
    }

    /// The schedule for the sizes of a feed: groups, buffers, bytes, operations.
    public String explain(Feed feed) {
        return "";
    }
}
