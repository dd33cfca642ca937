package chainrule.graph;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/// Ways through a graph. None recurses: a graph may be deeper than the stack.
public final class Walk {
    private Walk() {}

    /// All nodes that the roots are made of, each once, operands before their consumers.
    public static List<Node> order(List<Node> roots) {
        return order(roots, _ -> false);
    }

    /// The same without the nodes of a floor, and without what only these are made of: their graphs
    /// are not entered.
    public static List<Node> order(List<Node> roots, Predicate<Node> floor) {
        List<Node> order = new ArrayList<>();
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Visit> open = new ArrayDeque<>();
        for (Node root : roots) {
            if (seen.add(root) && !floor.test(root)) {
                open.push(new Visit(root));
            }
            while (!open.isEmpty()) {
                Visit visit = open.peek();
                if (visit.next == visit.node.inputs().size()) {
                    order.add(open.pop().node);
                } else {
                    Node input = visit.node.inputs().get(visit.next++);
                    if (seen.add(input) && !floor.test(input)) {
                        open.push(new Visit(input));
                    }
                }
            }
        }
        return order;
    }

    /// A node whose operands before `next` were seen.
    private static final class Visit {
        final Node node;
        int next;

        Visit(Node node) {
            this.node = node;
        }
    }

    /// All nodes that a root is made of, operands first.
    public static List<Node> order(Node root) {
        return order(List.of(root));
    }

    /// The nodes on all ways from one node up to another, both included, operands first; none if
    /// there is no way.
    ///
    /// @param floor nodes that are known not to be made of `from`: their graphs are not entered
    public static List<Node> between(Node from, Node to, Collection<Node> floor) {
        List<Node> order = new ArrayList<>();
        Set<Node> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Node node : order(List.of(to), Set.copyOf(floor)::contains)) {
            if (node == from || node.inputs().stream().anyMatch(reached::contains)) {
                reached.add(node);
                order.add(node);
            }
        }
        return order;
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
