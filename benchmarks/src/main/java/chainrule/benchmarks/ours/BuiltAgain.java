package chainrule.benchmarks.ours;

import static chainrule.graph.Functions.input;

import chainrule.benchmarks.workload.Chain;
import chainrule.benchmarks.workload.Contestant;
import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// Graphs that are built anew in each run, as eager frameworks do.
public final class BuiltAgain {
    private BuiltAgain() {}

    /// The expression of three scalars is built, differentiated and evaluated once, by the
    /// interpreter.
    public static Contestant scalars() {
        return new Contestant() {
            private ImmutableList<Tensor> values = ImmutableList.of();

            @Override
            public void run() {
                Node x = input("x");
                Node y = input("y");
                Node z = input("z");
                Node value = Formulas.expression(x, y, z);
                ImmutableList<Node> all =
                        ImmutableList.<Node>builder()
                                .add(value)
                                .addAll(Gradient.of(value, List.of(x, y, z)))
                                .build();
                values = Interpreter.evaluate(all, Formulas.scalars(x, y, z));
            }

            @Override
            public List<float[]> results() {
                return Results.of(values);
            }
        };
    }

    /// The chain is built, and the graph of its derivative.
    public static Contestant chain(Chain chain) {
        return new Contestant() {
            private Node x = input("x");
            private Node derivative = x;

            @Override
            public void run() {
                x = input("x");
                Node sum = x;
                for (int i = 0; i < chain.length(); i++) {
                    sum = sum.add(x);
                }
                derivative = Gradient.of(sum, x);
            }

            @Override
            public List<float[]> results() {
                Feed feed = Feed.of(x, Chain.X);
                return Results.of(List.of(Interpreter.evaluate(derivative, feed)));
            }
        };
    }
}
