package chainrule.nn.train;

import chainrule.eval.Feed;
import chainrule.grad.Gradient;
import chainrule.graph.Functions;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import chainrule.kernel.Precision;
import chainrule.nn.data.Dataset;
import chainrule.nn.layer.Model;
import chainrule.nn.loss.Loss;
import chainrule.nn.optim.Optimizer;
import chainrule.program.Program;
import chainrule.program.Session;
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
/// then differentiated; the updates are built on the gradients, and all is compiled together. While
/// steps follow each other, weights and memory stay in the buffers of one session.
final class Step {
    private final Model model;
    private final Optimizer optimizer;
    private final Node target;
    private final Node rate;
    private final ImmutableTable<Node, String, Node> memory;
    private final Session session;
    private Feed first = Feed.empty();

    Step(Model model, BinaryOperator<Node> loss, Optimizer optimizer, Precision precision) {
        this.model = model;
        this.optimizer = optimizer;
        this.target = Functions.input("y", model.output().shape());
        this.rate = Functions.input("rate");
        Node written = Loss.of(loss, model.output(), target);
        Walk.order(written).forEach(this::requireKnown);
        Node error = Simplify.of(written);
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
        ImmutableList<Node> outputs =
                ImmutableList.copyOf(Iterables.concat(List.of(error), weights, remembered));
        this.session =
                Program.compile(outputs, precision)
                        .bind(
                                zip(
                                        ImmutableList.copyOf(
                                                Iterables.concat(model.parameters(), slots())),
                                        outputs.subList(1, outputs.size())));
    }

    /// What the optimizer remembers, in the order in which a step gives it.
    private Iterable<Node> slots() {
        return Iterables.transform(memory.cellSet(), Cell::getValue);
    }

    /// Found here, since a step would fail only for the want of a value.
    private void requireKnown(Node node) {
        switch (node.op()) {
            case Op.Parameter _ when !model.parameters().contains(node) ->
                    throw new GraphException(
                            "the error uses the parameter %s, which the model does not list, so it would not be trained; the layer that uses it must list it in parameters()"
                                    .formatted(described(node)));
            case Op.Input _ when node != model.input() && node != target ->
                    throw new GraphException(
                            "the error uses the input %s, and a step is fed only %s and the target; make it a constant, or columns of the features"
                                    .formatted(described(node), described(model.input())));
            default -> {}
        }
    }

    private static String described(Node source) {
        return "'%s' %s".formatted(Text.of(source), source.shape());
    }

    /// A slot that the optimizer does not have is the memory of another.
    void requireItsOwn(TrainingState state) {
        state.memory().cellSet().stream()
                .filter(slot -> !memory.contains(slot.getRowKey(), slot.getColumnKey()))
                .findFirst()
                .ifPresent(slot -> {
                    throw new IllegalArgumentException(
                            "the state remembers '%s' of '%s', which %s does not; go on with the optimizer that gave the state, or start this one afresh: new TrainingState(epoch, weights, ImmutableTable.of())"
                                    .formatted(
                                            slot.getColumnKey(),
                                            Text.of(slot.getRowKey()),
                                            optimizer));
                });
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

    /// Takes the next step from a state.
    void begin(TrainingState state) {
        first = Feed.of(state.weights()).and(remembered(state));
    }

    /// Takes a step.
    ///
    /// @return the error before it
    double take(Dataset batch) {
        Feed feed =
                first.and(model.input(), batch.features())
                        .and(target, batch.targets())
                        .and(rate, optimizer.rate());
        first = Feed.empty();
        return session.run(feed).get(0).item();
    }

    /// The state after the last step.
    TrainingState state(int epoch) {
        ImmutableList<Tensor> values = session.values();
        int weights = model.parameters().size();
        return new TrainingState(
                epoch,
                zip(model.parameters(), values.subList(1, 1 + weights)),
                remembered(values.subList(1 + weights, values.size())));
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

    private static <V> ImmutableMap<Node, V> zip(List<Node> nodes, List<V> values) {
        ImmutableMap.Builder<Node, V> map = ImmutableMap.builder();
        for (int i = 0; i < nodes.size(); i++) {
            map.put(nodes.get(i), values.get(i));
        }
        return map.buildOrThrow();
    }
}
