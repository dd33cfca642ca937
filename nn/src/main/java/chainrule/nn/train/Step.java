package chainrule.nn.train;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.nn.data.Dataset;
import chainrule.nn.layer.Model;
import chainrule.nn.loss.Loss;
import chainrule.nn.optim.Optimizer;
import chainrule.simplify.Simplify;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/// One training step as one graph: the error is simplified, so that saturated neurons do no harm,
/// then differentiated; the updates are built on the gradients, and all is simplified together.
final class Step {
    private final Model model;
    private final Optimizer optimizer;
    private final Node target;
    private final Node rate;
    private final ImmutableList<Node> memory;
    private final ImmutableList<Node> outputs;

    Step(Model model, BinaryOperator<Node> loss, Optimizer optimizer) {
        this.model = model;
        this.optimizer = optimizer;
        this.target = Functions.input("y", model.output().shape());
        this.rate = Functions.input("rate");
        Node error = Simplify.of(Loss.of(loss, model.output(), target));
        ImmutableList<Node> gradients = Gradient.of(error, model.parameters());
        ImmutableList.Builder<Node> slots = ImmutableList.builder();
        List<Node> weights = new ArrayList<>();
        List<Node> remembered = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            Node w = model.parameters().get(i);
            ImmutableList<Node> own = slots(w);
            slots.addAll(own);
            Optimizer.Update update = optimizer.update(w, gradients.get(i), own, rate);
            weights.add(update.w());
            remembered.addAll(update.state());
        }
        this.memory = slots.build();
        this.outputs =
                Simplify.of(
                        ImmutableList.copyOf(
                                Iterables.concat(List.of(error), weights, remembered)));
    }

    private ImmutableList<Node> slots(Node w) {
        return optimizer.slots().stream()
                .map(slot ->
                        Functions.input(
                                w.name().orElse("") + "." + slot.name(),
                                slot.perEntry() ? w.shape() : Shape.SCALAR))
                .collect(ImmutableList.toImmutableList());
    }

    TrainingState start(ImmutableMap<Node, Tensor> weights) {
        return new TrainingState(
                0,
                weights,
                memory.stream()
                        .collect(
                                ImmutableMap.toImmutableMap(
                                        n -> n, n -> Tensor.full(n.shape(), 0))));
    }

    /// The error before the step, and the state after it.
    record Taken(double error, TrainingState state) {}

    Taken take(TrainingState state, Dataset batch) {
        Feed feed =
                Feed.of(state.weights())
                        .and(state.memory())
                        .and(model.input(), batch.features())
                        .and(target, batch.targets())
                        .and(rate, optimizer.rate());
        ImmutableList<Tensor> values = Interpreter.evaluate(outputs, feed);
        int weights = model.parameters().size();
        return new Taken(
                values.get(0).item(),
                new TrainingState(
                        state.epoch(),
                        zip(model.parameters(), values.subList(1, 1 + weights)),
                        zip(memory, values.subList(1 + weights, values.size()))));
    }

    private static ImmutableMap<Node, Tensor> zip(List<Node> nodes, List<Tensor> values) {
        ImmutableMap.Builder<Node, Tensor> map = ImmutableMap.builder();
        for (int i = 0; i < nodes.size(); i++) {
            map.put(nodes.get(i), values.get(i));
        }
        return map.buildOrThrow();
    }
}
