package chainrule.graph;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Ways through a graph. None recurses: a graph may be deeper than the stack.
public final class Walk {
    private Walk() {}

    /// All nodes that the roots are made of, each once, operands before their consumers.
    public static Order order(List<Node> roots) {
        return order(roots, _ -> false);
    }

    /// The same without the nodes of a floor, and without what only these are made of: their graphs
    /// are not entered.
    public static Order order(List<Node> roots, Predicate<Node> floor) {
        return Order.of(roots, floor);
    }

    /// All nodes that a root is made of, operands first.
    public static Order order(Node root) {
        return order(List.of(root));
    }

    /// The nodes on all ways from one node up to another, both included, operands first; none if
    /// there is no way.
    ///
    /// @param floor nodes that are known not to be made of `from`: their graphs are not entered
    public static Order between(Node from, Node to, Collection<Node> floor) {
        Set<Node> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Node node : order(List.of(to), Set.copyOf(floor)::contains)) {
            if (node == from || node.inputs().stream().anyMatch(reached::contains)) {
                reached.add(node);
            }
        }
        return order(List.of(to), node -> !reached.contains(node));
    }

    /// Rebuilds a graph bottom-up. `rule` is given each node and its rebuilt operands, and gives
    /// what stands in its place; the result maps every node to that.
    public static IdentityHashMap<Node, Node> rebuild(
            List<Node> roots, BiFunction<Node, ImmutableList<Node>, Node> rule) {
        IdentityHashMap<Node, Node> built = new IdentityHashMap<>();
        for (Node node : order(roots)) {
            ImmutableList<Node> inputs =
                    node.inputs().stream().map(built::get).collect(ImmutableList.toImmutableList());
            built.put(node, rule.apply(node, inputs));
        }
        return built;
    }

    /// A formula down to a floor: the nodes of the floor that it reads are replaced, and what they
    /// are made of is not entered. The root itself is no part of the floor.
    public static Node cut(Node root, Predicate<Node> floor, UnaryOperator<Node> standIn) {
        IdentityHashMap<Node, Node> built = new IdentityHashMap<>();
        Node last = root;
        for (Node node : order(List.of(root), x -> x != root && floor.test(x))) {
            last =
                    node.withInputs(
                            node.inputs().stream()
                                    .map(x -> floor.test(x) ? standIn.apply(x) : built.get(x))
                                    .collect(ImmutableList.toImmutableList()));
            built.put(node, last);
        }
        return last;
    }

    /// The roots with some of their nodes replaced; what does not depend on these stays the same
    /// node. The graphs of the replacements are left as they are.
    ///
    /// @throws chainrule.tensor.ShapeException if a replacement does not fit where it is put
    public static ImmutableList<Node> replace(List<Node> roots, Map<Node, Node> replacements) {
        IdentityHashMap<Node, Node> built =
                rebuild(
                        roots,
                        (node, inputs) -> {
                            Node replacement = replacements.get(node);
                            return replacement == null ? node.withInputs(inputs) : replacement;
                        });
        return roots.stream().map(built::get).collect(ImmutableList.toImmutableList());
    }
}
