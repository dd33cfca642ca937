package chainrule.nn.optim;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.parameter;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/// An optimizer's update fed with gradients from outside, so that it can be held against a loop
/// over plain arrays.
final class Descent {
    final Node w;
    final Node g;
    final Node rate = input("α");
    final ImmutableList<Node> state;
    final Optimizer.Update update;
    private final Optimizer optimizer;

    Descent(Optimizer optimizer, int size) {
        this.optimizer = optimizer;
        this.w = parameter("w", size);
        this.g = input("g", size);
        this.state =
                optimizer.slots().stream()
                        .map(s -> Functions.input(s.name(), shape(s)))
                        .collect(ImmutableList.toImmutableList());
        this.update = optimizer.update(w, g, state, rate);
    }

    private Shape shape(Optimizer.Slot slot) {
        return slot.perEntry() ? w.shape() : Shape.SCALAR;
    }

    /// The parameter after each of some gradients.
    List<double[]> path(double[] start, double[][] gradients) {
        List<double[]> path = new ArrayList<>();
        Tensor at = Tensor.of(start);
        List<Tensor> memory =
                optimizer.slots().stream().map(s -> Tensor.full(shape(s), 0)).toList();
        for (double[] gradient : gradients) {
            Feed feed = Feed.of(w, at).and(g, Tensor.of(gradient)).and(rate, optimizer.rate());
            for (int i = 0; i < state.size(); i++) {
                feed = feed.and(state.get(i), memory.get(i));
            }
            at = Interpreter.evaluate(update.w(), feed);
            memory = Interpreter.evaluate(update.state(), feed);
            path.add(at.toDoubles());
        }
        return path;
    }
}
