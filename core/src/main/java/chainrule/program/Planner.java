package chainrule.program;

import chainrule.graph.Convolution;
import chainrule.graph.Distribution;
import chainrule.graph.Leaf;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Walk;
import chainrule.graph.Within;
import chainrule.kernel.Kernels;
import chainrule.program.Plan.Place;
import chainrule.tensor.Kind;
import chainrule.tensor.Layout;
import chainrule.tensor.Lent;
import chainrule.tensor.Shape;
import chainrule.tensor.Strides;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/// Turns a schedule into steps, and gives every value its place in memory.
///
/// @param <A> `float[]` or `double[]`
final class Planner<A> {
    private final Kernels<A> kernels;
    private final Map<String, Integer> dims;
    private final Schedule schedule;
    private final IdentityHashMap<Node, Integer> lastReads;
    private final Set<Node> stored;
    private final Slots slots;
    private final Set<Node> kept = new HashSet<>();
    private final List<Plan.Part<A>> parts = new ArrayList<>();

    private Planner(Kernels<A> kernels, Map<String, Integer> dims, Schedule schedule) {
        this.kernels = kernels;
        this.dims = dims;
        this.schedule = schedule;
        this.lastReads = schedule.lastReads();
        this.stored = schedule.stored();
        this.slots = new Slots(dims);
    }

    /// The plan of some formulas.
    ///
    /// @param lowered the formulas, without composites
    /// @param dims sizes of the open dimensions
    static <A> Plan<A> of(
            ImmutableList<Node> lowered, Map<String, Integer> dims, Kernels<A> kernels) {
        Schedule schedule = Scheduler.of(lowered, dims);
        Sinking.in(schedule);
        return new Planner<>(kernels, dims, schedule.withoutEmptyGroups()).plan(lowered);
    }

    private Plan<A> plan(ImmutableList<Node> lowered) {
        List<Boolean> inPlace = new ArrayList<>();
        for (Access output : schedule.outputs()) {
            inPlace.add(canBeKept(output));
        }
        List<Stage> stages = schedule.stages();
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            stage.computes().forEach(this::makeRoom);
            parts.add(new Plan.Part<>(stage.computes(), step(stage)));
            release(stage, i);
        }
        ImmutableList.Builder<Place> outputs = ImmutableList.builder();
        for (int i = 0; i < lowered.size(); i++) {
            Node node = lowered.get(i);
            Access x = schedule.outputs().get(i);
            Shape shape = shape(node);
            outputs.add(
                    new Place(
                            node,
                            node.kind(),
                            shape,
                            inPlace.get(i) ? slots.of(x.base()) : copied(node, x, shape)));
        }
        return finished(lowered, outputs.build());
    }

    private Shape shape(Node node) {
        return node.shape().bind(dims);
    }

    private int size(Node node) {
        return shape(node).size();
    }

    /// Whether the values of an output can stay where they are computed: nothing else needs them in
    /// another order, and no other output is there already.
    private boolean canBeKept(Access output) {
        Node base = output.base();
        return !(base.op() instanceof Op.Source) && output.isAll(size(base)) && kept.add(base);
    }

    private void makeRoom(Node node) {
        if (kept.contains(node)) {
            slots.keep(node, size(node));
        } else if (stored.contains(node)) {
            slots.take(node, size(node));
        }
    }

    private void release(Stage stage, int at) {
        Set<Node> over = new HashSet<>();
        stage.reads().forEach(x -> over.add(x.base()));
        for (Node node : over) {
            if (lastReads.getOrDefault(node, -1) == at
                    && !(node.op() instanceof Op.Source)
                    && node.kind() != Kind.INDEX) {
                slots.give(slots.of(node));
            }
        }
    }

    private Step<A> step(Stage stage) {
        return switch (stage) {
            case Stage.Fused(Group group) ->
                    new BlockBuilder<>(group, slots, kernels, stored).build();
            case Stage.Multiply(Node node, Access a, Access b) -> {
                int[] sizes = Layout.sizes(shape(node));
                int own = Math.min(1, a.sizes().length - 1) + Math.min(1, b.sizes().length - 1);
                yield ProductStep.of(
                        kernels.product(),
                        a.view(),
                        slots.of(a.base()),
                        b.view(),
                        slots.of(b.base()),
                        Arrays.copyOf(sizes, sizes.length - own),
                        slots.of(node));
            }
            case Stage.Reduce reduce -> reduced(reduce);
            case Stage.Copy(Node node, Access x) -> copy(node.kind(), x, slots.of(node));
            case Stage.Entries(Node node, Leaf leaf, ImmutableList<Access> x) ->
                    new Steps.Entries<>(
                            leaf,
                            x.stream().map(this::reader).collect(ImmutableList.toImmutableList()),
                            writer(node),
                            size(node));
            case Stage.Check(Node node, Access x) -> check(node, x);
            case Stage.Plain(Node node, ImmutableList<Access> x) -> other(node, x);
        };
    }

    private Step<A> reduced(Stage.Reduce stage) {
        int size = stage.x().size();
        int rows = stage.rows();
        int columns = rows == 0 ? 0 : size / rows;
        Strides view = stage.x().view();
        Fold<A> fold = new Fold<>(kernels, stage.isSum());
        int x = slots.of(stage.x().base());
        int y = slots.of(stage.node());
        if (view.isContiguous()) {
            return new Steps.Reduce<>(fold, false, x, view.offset(), rows, columns, y);
        }
        if (stage.reducedInFront().view().isContiguous()) {
            return new Steps.Reduce<>(fold, true, x, view.offset(), columns, rows, y);
        }
        int room = slots.take(size);
        moves(new Steps.Copy<>(kernels, x, view, room, size));
        slots.give(room);
        return new Steps.Reduce<>(fold, false, room, 0, rows, columns, y);
    }

    private void moves(Step<A> step) {
        parts.add(new Plan.Part<>(ImmutableList.of(), step));
    }

    private Step<A> copy(Kind kind, Access x, int to) {
        int from = slots.of(x.base());
        return kind == Kind.INDEX
                ? new Steps.CopyIndices<>(from, x.view().positions(), to, x.size())
                : new Steps.Copy<>(kernels, from, x.view(), to, x.size());
    }

    private Steps.Reader<A> reader(Access x) {
        int slot = slots.of(x.base());
        IntUnaryOperator at = x.view().positions();
        return x.base().kind() == Kind.INDEX
                ? (memory, i) -> memory.indices[slot][at.applyAsInt(i)]
                : (memory, i) -> kernels.get(memory.reals[slot], at.applyAsInt(i));
    }

    private Steps.Writer<A> writer(Node node) {
        int slot = slots.of(node);
        return node.kind() == Kind.INDEX
                ? (memory, i, value) -> memory.indices[slot][i] = (int) value
                : (memory, i, value) -> kernels.set(memory.reals[slot], i, value);
    }

    private Step<A> check(Node node, Access x) {
        int slot = slots.of(x.base());
        if (node.op() instanceof Within range) {
            return new Steps.Check<>(kernels, range, slot, x.size());
        }
        int axis = ((Distribution) node.op()).axis();
        AxisPlanner.Block block = block(node, slot);
        return new Steps.CheckSums<>(
                kernels, slot, block.before(axis), block.length(axis), block.after(axis));
    }

    /// An operation with steps of its own, or by its plain definition.
    private Step<A> other(Node node, ImmutableList<Access> x) {
        ImmutableList.Builder<AxisPlanner.Block> blocks = ImmutableList.builder();
        for (int i = 0; i < x.size(); i++) {
            blocks.add(block(node.inputs().get(i), slots.of(x.get(i).base())));
        }
        ImmutableList<AxisPlanner.Block> operands = blocks.build();
        if (node.op() instanceof Convolution convolution) {
            AxisPlanner.Block y = block(node, slots.of(node));
            return new ConvolutionPlanner<>(kernels, slots, convolution, operands, y).step();
        }
        ImmutableList<Step<A>> own =
                new AxisPlanner<>(kernels, operands, block(node, slots.of(node))).steps(node.op());
        if (own.isEmpty()) {
            return new PlainStep<>(
                    node, shape(node), operands, slots.of(node), new Tensors<>(kernels));
        }
        own.subList(0, own.size() - 1).forEach(this::moves);
        return own.getLast();
    }

    private AxisPlanner.Block block(Node node, int slot) {
        return new AxisPlanner.Block(node.kind(), shape(node), slot);
    }

    /// An output in a buffer of its own.
    private int copied(Node node, Access x, Shape shape) {
        int to = slots.own(node.kind(), shape.size());
        moves(copy(node.kind(), x, to));
        return to;
    }

    private Plan<A> finished(ImmutableList<Node> lowered, ImmutableList<Place> outputs) {
        ImmutableList<Place> fed =
                Walk.order(lowered).stream()
                        .filter(node -> node.op() instanceof Op.Fed)
                        .map(node -> new Place(node, node.kind(), shape(node), slots.of(node)))
                        .collect(ImmutableList.toImmutableList());
        int[] lengths = slots.lengths();
        ImmutableMap.Builder<Integer, A> constants = ImmutableMap.builder();
        slots.numbers()
                .forEach((slot, number) -> {
                    A copies = kernels.allocate(lengths[slot]);
                    kernels.fill(copies, 0, lengths[slot], number);
                    constants.put(slot, copies);
                });
        ImmutableMap.Builder<Integer, int[]> indices = ImmutableMap.builder();
        slots.constants()
                .forEach((slot, node) -> {
                    Tensor value = ((Op.Constant) node.op()).value();
                    if (node.kind() == Kind.INDEX) {
                        indices.put(-1 - slot, (int[]) Lent.array(value));
                    } else {
                        A copy = kernels.allocate(value.size());
                        new Tensors<>(kernels).copy(value, copy);
                        constants.put(slot, copy);
                    }
                });
        return new Plan<>(
                kernels,
                ImmutableList.copyOf(parts),
                lengths,
                slots.indexLengths(),
                fed,
                outputs,
                slots.stored(),
                ImmutableMap.copyOf(slots.numbers()),
                constants.buildOrThrow(),
                indices.buildOrThrow());
    }
}
