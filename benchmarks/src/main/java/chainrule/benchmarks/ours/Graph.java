package chainrule.benchmarks.ours;

import chainrule.eval.Feed;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.simplify.Simplify;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;

/// What is compiled, and what it is fed.
///
/// @param outputs the results
/// @param next from each parameter to the output that is its value in the next run
/// @param feed what is fed in each run
/// @param first what is fed in the first run beside it: the parameters
public record Graph(
        ImmutableList<Node> outputs,
        ImmutableMap<Node, Node> next,
        Feed feed,
        ImmutableMap<Node, Tensor> first) {
    /// Formulas without parameters.
    public static Graph of(List<Node> outputs, Feed feed) {
        return new Graph(ImmutableList.copyOf(outputs), ImmutableMap.of(), feed, ImmutableMap.of());
    }

    /// What is fed in the first run.
    public Feed firstFeed() {
        return feed.and(first);
    }

    /// A value and its derivatives, simplified as training does it: before differentiating, and all
    /// together after it.
    static ImmutableList<Node> withGradient(Node value, List<Node> nodes) {
        Node simple = Simplify.of(value);
        return Simplify.of(
                ImmutableList.<Node>builder()
                        .add(simple)
                        .addAll(Gradient.of(simple, nodes))
                        .build());
    }
}
