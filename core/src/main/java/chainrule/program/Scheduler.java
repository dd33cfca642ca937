package chainrule.program;

import chainrule.graph.Leaf;
import chainrule.graph.MatMul;
import chainrule.graph.Max;
import chainrule.graph.Movement;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Opaque;
import chainrule.graph.Operation;
import chainrule.graph.Structural;
import chainrule.graph.Sum;
import chainrule.graph.Walk;
import chainrule.graph.Within;
import chainrule.program.Member.Role;
import chainrule.tensor.Kind;
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
            case Leaf _ -> join(each(node));
            case Movement movement when node.kind() == node.inputs().get(0).kind() ->
                    moved(node, movement);
            case Sum(var axes) -> reduced(node, axes.axes(), true);
            case Max(var axes) when access(node.inputs().get(0)).size() > 0 ->
                    reduced(node, axes.axes(), false);
            case Within _ -> checked(node);
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
        return Views.sizes(node.shape().bind(dims));
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

    private Group.Candidate each(Node node) {
        return new Group.Candidate(
                node,
                Role.EACH,
                Views.stripped(Views.inRowOrder(sizes(node))).sizes(),
                -1,
                stretched(node).stream()
                        .map(Access::narrow)
                        .collect(ImmutableList.toImmutableList()));
    }

    private void join(Group.Candidate node) {
        List<Group> open =
                groups.computeIfAbsent(Ints.asList(node.sizes()), _ -> new ArrayList<>());
        Optional<Group> joined =
                ofOperands(node)
                        .or(() ->
                                latest(open).filter(g -> g.take(node, this::position)).findFirst());
        if (joined.isPresent()) {
            computed(node.node(), joined.get().position());
        } else {
            Group fresh = new Group(stages.size(), node.sizes());
            if (!fresh.take(node, this::position)) {
                throw new AssertionError(node);
            }
            open.add(fresh);
            stage(node.node(), new Stage.Fused(fresh));
        }
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
                Views.isTogether(view)
                                && view.offset() == 0
                                && Views.size(view.sizes()) == from.size()
                        ? from.reshaped(Views.sizes(to))
                        : from.through(view);
        accesses.put(node, seen.orElseGet(() -> new Access(together(x).base(), view)));
    }

    /// A node with its entries together in its own buffer from position 0 on.
    private Access together(Node x) {
        Access from = access(x);
        boolean isWhole =
                from.isTogether()
                        && from.view().offset() == 0
                        && from.size() == Views.size(sizes(from.base()));
        if (!isWhole) {
            stage(x, new Stage.Copy(x, from));
            return access(x);
        }
        return Access.whole(from.base(), from.sizes());
    }

    /// A sum or maximum: of all entries, of rows or of columns it joins a group; over axes that lie
    /// otherwise, or along rows too long to be held, it is a stage by itself.
    private void reduced(Node node, ImmutableList<Integer> axes, boolean isSum) {
        Access x = access(node.inputs().get(0));
        boolean[] goes = new boolean[x.sizes().length];
        axes.forEach(axis -> goes[axis] = true);
        int[] wide = Views.wideAxes(x.sizes());
        int[] stay = IntStream.range(0, wide.length).filter(i -> !goes[wide[i]]).toArray();
        int[] go = IntStream.range(0, wide.length).filter(i -> goes[wide[i]]).toArray();
        Access narrow = x.narrow();
        if (go.length == 0) {
            accesses.put(node, x.reshaped(sizes(node)).orElseThrow(() -> new AssertionError(node)));
        } else if (stay.length == 0) {
            join(candidate(node, isSum ? Role.TOTAL_SUM : Role.TOTAL_MAX, -1, narrow));
        } else if (areFirst(stay) && canSplit(narrow, stay.length)) {
            join(candidate(node, isSum ? Role.ROW_SUM : Role.ROW_MAX, stay.length, narrow));
        } else if (areFirst(go) && canSplit(narrow, go.length)) {
            join(candidate(node, isSum ? Role.COLUMN_SUM : Role.COLUMN_MAX, go.length, narrow));
        } else {
            Access ordered = narrow.permuted(Ints.concat(stay, go));
            int rows = Views.size(sizes(node));
            stage(node, new Stage.Reduce(node, ordered, rows, stay.length, isSum));
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
