package chainrule.program;

import chainrule.graph.Distribution;
import chainrule.graph.Leaf;
import chainrule.graph.MatMul;
import chainrule.graph.Max;
import chainrule.graph.Movement;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Opaque;
import chainrule.graph.Operation;
import chainrule.graph.Reshape;
import chainrule.graph.Structural;
import chainrule.graph.Sum;
import chainrule.graph.Walk;
import chainrule.graph.Within;
import chainrule.program.Member.Role;
import chainrule.tensor.Kind;
import chainrule.tensor.Layout;
import chainrule.tensor.Shape;
import chainrule.tensor.Strides;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Puts the nodes of a lowered formula into stages, in the order in which they are computed. Each
/// node goes through once: what only moves entries becomes a view, and what is element-wise or
/// reduces joins the latest groups over the same entries that come after all that it reads.
final class Scheduler {
    private static final int FED = -1;

    /// How many groups over the same entries are tried, the latest first.
    private static final int TRIES = 8;

    private final Map<String, Integer> dims;
    private final IdentityHashMap<Node, Access> accesses = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Integer> positions = new IdentityHashMap<>();
    private final List<Stage> stages = new ArrayList<>();
    private final Map<List<Integer>, List<Group>> groups = new HashMap<>();

    private Scheduler(Map<String, Integer> dims) {
        this.dims = dims;
    }

    /// The schedule of some formulas.
    ///
    /// @param lowered the formulas, without composites
    /// @param dims sizes of the open dimensions
    static Schedule of(ImmutableList<Node> lowered, Map<String, Integer> dims) {
        Scheduler scheduler = new Scheduler(dims);
        Walk.order(lowered).forEach(scheduler::add);
        return new Schedule(
                ImmutableList.copyOf(scheduler.stages),
                lowered.stream().map(scheduler::access).collect(ImmutableList.toImmutableList()));
    }

    private void add(Node node) {
        switch (node.op()) {
            case Op.Source _ -> computed(node, FED);
            case Leaf leaf when isOfIndices(node) ->
                    stage(node, new Stage.Entries(node, leaf, stretched(node)));
            case Leaf _ -> each(node);
            case Movement movement when node.kind() == node.inputs().get(0).kind() ->
                    moved(node, movement);
            case Sum(var axes) -> reduced(node, axes.axes(), true);
            case Max(var axes) when access(node.inputs().get(0)).size() > 0 ->
                    reduced(node, axes.axes(), false);
            case Within _, Distribution _ -> checked(node);
            case MatMul _ -> multiplied(node);
            case Structural _, Opaque _ -> plain(node);
            case Operation operation -> throw new AssertionError(operation.label());
        }
    }

    private static boolean isOfIndices(Node node) {
        return node.kind() == Kind.INDEX
                || node.inputs().stream().anyMatch(x -> x.kind() == Kind.INDEX);
    }

    private int[] sizes(Node node) {
        return Layout.sizes(node.shape().bind(dims));
    }

    private Access access(Node node) {
        return Optional.ofNullable(accesses.get(node)).orElseThrow(() -> new AssertionError(node));
    }

    private int position(Node base) {
        return Optional.ofNullable(positions.get(base)).orElseThrow(() -> new AssertionError(base));
    }

    private void computed(Node node, int position) {
        accesses.put(node, Access.whole(node, sizes(node)));
        positions.put(node, position);
    }

    /// A node whose entries lie in another order than that of its rows.
    ///
    /// @param order its axes of other sizes than 1, the outermost first
    private void computed(Node node, int position, int[] order) {
        accesses.put(
                node,
                new Access(node, Views.inOrder(sizes(node), Views.wideAxes(sizes(node)), order)));
        positions.put(node, position);
    }

    private void stage(Node node, Stage stage) {
        computed(node, stages.size());
        stages.add(stage);
    }

    private ImmutableList<Access> stretched(Node node) {
        int[] to = sizes(node);
        return node.inputs().stream()
                .map(x -> access(x).broadcast(to))
                .collect(ImmutableList.toImmutableList());
    }

    /// An element-wise operation goes through its entries as its operands lie.
    private void each(Node node) {
        ImmutableList<Access> x =
                stretched(node).stream()
                        .map(Access::narrow)
                        .collect(ImmutableList.toImmutableList());
        int[] order = order(x);
        ImmutableList<Access> ordered =
                x.stream()
                        .map(operand -> operand.permuted(order))
                        .collect(ImmutableList.toImmutableList());
        join(new Group.Candidate(node, Role.EACH, ordered.get(0).sizes(), -1, ordered), order);
    }

    /// The order of axes in which the entries of an operand lie, of that which lies in the order of
    /// rows if there is one.
    private static int[] order(ImmutableList<Access> x) {
        int[] rows = IntStream.range(0, x.get(0).sizes().length).toArray();
        Optional<int[]> other = Optional.empty();
        for (Access operand : x) {
            if (operand.isTogether()) {
                return rows;
            }
            other = other.or(() -> Views.order(operand.view()));
        }
        return other.orElse(rows);
    }

    /// @param order of the axes in which the result lies
    private void join(Group.Candidate node, int[] order) {
        List<Group> open =
                groups.computeIfAbsent(Ints.asList(node.sizes()), _ -> new ArrayList<>());
        Optional<Group> joined =
                ofOperands(node)
                        .or(() ->
                                latest(open).filter(g -> g.take(node, this::position)).findFirst());
        Group group =
                joined.orElseGet(() -> {
                    Group fresh = new Group(stages.size(), node.sizes());
                    if (!fresh.take(node, this::position)) {
                        throw new AssertionError(node);
                    }
                    open.add(fresh);
                    stages.add(new Stage.Fused(fresh));
                    return fresh;
                });
        computed(node.node(), group.position(), order);
    }

    private static Stream<Group> latest(List<Group> open) {
        return IntStream.range(0, Math.min(TRIES, open.size()))
                .mapToObj(i -> open.get(open.size() - 1 - i));
    }

    /// A group that computes an operand and takes the node in, too.
    private Optional<Group> ofOperands(Group.Candidate node) {
        return node.operands().stream()
                .mapToInt(x -> position(x.base()))
                .filter(p -> p != FED)
                .distinct()
                .mapToObj(stages::get)
                .flatMap(stage ->
                        stage instanceof Stage.Fused(Group group)
                                ? Stream.of(group)
                                : Stream.empty())
                .filter(group -> group.take(node, this::position))
                .findFirst();
    }

    private void moved(Node node, Movement movement) {
        Node x = node.inputs().get(0);
        Shape to = node.shape().bind(dims);
        Strides view = movement.view(x.shape().bind(dims), to);
        Access from = access(x);
        Optional<Access> seen =
                view.isContiguous() && view.offset() == 0 && Views.size(view.sizes()) == from.size()
                        ? from.reshaped(Layout.sizes(to))
                        : from.through(view);
        accesses.put(node, seen.orElseGet(() -> new Access(together(x).base(), view)));
    }

    /// A node with its entries together in its own buffer from position 0 on.
    private Access together(Node x) {
        Access from = access(x);
        if (!from.isAll(Views.size(sizes(from.base())))) {
            Node copy = new Reshape(x.shape()).apply(x);
            stage(copy, new Stage.Copy(copy, from));
            accesses.put(x, access(copy));
            return access(copy);
        }
        return Access.whole(from.base(), from.sizes());
    }

    /// A sum or maximum: of all entries, of rows or of columns it joins a group; over axes that lie
    /// otherwise, or along rows too long to be held, it is a stage by itself.
    private void reduced(Node node, ImmutableList<Integer> axes, boolean isSum) {
        Access x = access(node.inputs().get(0));
        int[] wide = Views.wideAxes(x.sizes());
        int[] order = order(ImmutableList.of(x.narrow()));
        Access narrow = x.narrow().permuted(order);
        boolean[] goes = new boolean[wide.length];
        for (int i = 0; i < wide.length; i++) {
            goes[i] = axes.contains(wide[order[i]]);
        }
        int[] stay = IntStream.range(0, wide.length).filter(i -> !goes[i]).toArray();
        int[] go = IntStream.range(0, wide.length).filter(i -> goes[i]).toArray();
        int[] left = Views.ranks(IntStream.of(stay).map(i -> order[i]).toArray());
        if (go.length == 0) {
            accesses.put(node, x.reshaped(sizes(node)).orElseThrow(() -> new AssertionError(node)));
        } else if (stay.length == 0) {
            join(candidate(node, isSum ? Role.TOTAL_SUM : Role.TOTAL_MAX, -1, narrow), left);
        } else if (areFirst(stay) && canSplit(narrow, stay.length)) {
            join(candidate(node, isSum ? Role.ROW_SUM : Role.ROW_MAX, stay.length, narrow), left);
        } else if (areFirst(go) && canSplit(narrow, go.length)) {
            join(
                    candidate(node, isSum ? Role.COLUMN_SUM : Role.COLUMN_MAX, go.length, narrow),
                    left);
        } else {
            Access ordered = narrow.permuted(Ints.concat(stay, go));
            int rows = Views.size(sizes(node));
            stages.add(new Stage.Reduce(node, ordered, rows, stay.length, isSum));
            computed(node, stages.size() - 1, left);
        }
    }

    private static boolean areFirst(int[] axes) {
        return axes[axes.length - 1] == axes.length - 1;
    }

    private static boolean canSplit(Access x, int split) {
        return x.size() > 0 && Group.isShort(x.sizes(), split);
    }

    private static Group.Candidate candidate(Node node, Role role, int split, Access narrow) {
        return new Group.Candidate(node, role, narrow.sizes(), split, ImmutableList.of(narrow));
    }

    private void multiplied(Node node) {
        stage(
                node,
                new Stage.Multiply(
                        node, access(node.inputs().get(0)), access(node.inputs().get(1))));
    }

    private void checked(Node node) {
        Node x = node.inputs().get(0);
        stages.add(new Stage.Check(node, together(x)));
        accesses.put(node, access(x));
    }

    private void plain(Node node) {
        ImmutableList<Access> x =
                node.inputs().stream().map(this::together).collect(ImmutableList.toImmutableList());
        stage(node, new Stage.Plain(node, x));
    }
}
