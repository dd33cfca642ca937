package chainrule.nn.train;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Functions;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.nn.data.Dataset;
import chainrule.nn.layer.Model;
import chainrule.nn.loss.Loss;
import chainrule.nn.optim.Optimizer;
import chainrule.simplify.Simplify;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Iterables;
import com.google.common.collect.Table.Cell;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BinaryOperator;

/// One training step as one graph: the error is simplified, so that saturated neurons do no harm,
/// then differentiated; the updates are built on the gradients, and all is simplified together.
final class Step {
    private final Model model;
    private final Optimizer optimizer;
    private final Node target;
    private final Node rate;
    private final ImmutableTable<Node, String, Node> memory;
    private final ImmutableList<Node> outputs;

    Step(Model model, BinaryOperator<Node> loss, Optimizer optimizer) {
        this.model = model;
        this.optimizer = optimizer;
        this.target = Functions.input("y", model.output().shape());
        this.rate = Functions.input("rate");
        Node error = Simplify.of(Loss.of(loss, model.output(), target));
        ImmutableList<Node> gradients = Gradient.of(error, model.parameters());
        ImmutableTable.Builder<Node, String, Node> slots = ImmutableTable.builder();
        List<Node> weights = new ArrayList<>();
        List<Node> remembered = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            Node w = model.parameters().get(i);
            ImmutableMap<String, Node> own = slots(w);
            own.forEach((name, slot) -> slots.put(w, name, slot));
            Optimizer.Update update =
                    optimizer.update(w, gradients.get(i), own.values().asList(), rate);
            requireAll(w, own.size(), update.state().size());
            weights.add(update.w());
            remembered.addAll(update.state());
        }
        this.memory = slots.buildOrThrow();
        this.outputs =
                Simplify.of(
                        ImmutableList.copyOf(
                                Iterables.concat(List.of(error), weights, remembered)));
    }

    private ImmutableMap<String, Node> slots(Node w) {
        return optimizer.slots().stream()
                .collect(
                        ImmutableMap.toImmutableMap(
                                Optimizer.Slot::name,
                                slot ->
                                        Functions.input(
                                                Text.of(w) + "." + slot.name(),
                                                slot.perEntry() ? w.shape() : Shape.SCALAR)));
    }

    private static void requireAll(Node w, int slots, int given) {
        if (slots != given) {
            throw new GraphException(
                    "the optimizer has %d slots, and its update of '%s' gives %d of them"
                            .formatted(slots, Text.of(w), given));
        }
    }

    /// The error before the step, and the state after it.
    record Taken(double error, TrainingState state) {}

    Taken take(TrainingState state, Dataset batch) {
        Feed feed =
                Feed.of(state.weights())
                        .and(remembered(state))
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
                        remembered(values.subList(1 + weights, values.size()))));
    }

    /// The nodes of a step are its own, so a state knows its memory by parameter and slot.
    private ImmutableMap<Node, Tensor> remembered(TrainingState state) {
        return memory.cellSet().stream()
                .collect(
                        ImmutableMap.toImmutableMap(
                                Cell::getValue,
                                slot -> {
                                    Tensor value =
                                            state.memory()
                                                    .get(slot.getRowKey(), slot.getColumnKey());
                                    return value == null
                                            ? Tensor.full(slot.getValue().shape(), 0)
                                            : value;
                                }));
    }

    private ImmutableTable<Node, String, Tensor> remembered(List<Tensor> values) {
        ImmutableTable.Builder<Node, String, Tensor> table = ImmutableTable.builder();
        Iterator<Tensor> next = values.iterator();
        memory.cellSet()
                .forEach(slot -> table.put(slot.getRowKey(), slot.getColumnKey(), next.next()));
        return table.buildOrThrow();
    }

    private static ImmutableMap<Node, Tensor> zip(List<Node> nodes, List<Tensor> values) {
        ImmutableMap.Builder<Node, Tensor> map = ImmutableMap.builder();
        for (int i = 0; i < nodes.size(); i++) {
            map.put(nodes.get(i), values.get(i));
        }
        return map.buildOrThrow();
    }
}
