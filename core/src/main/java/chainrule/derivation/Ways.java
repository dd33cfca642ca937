package chainrule.derivation;

import chainrule.graph.Edge;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// The nodes on the ways from e to w, and a walk that finds the [Chain] of the stations among them.
/// What no derivative comes back through, a comparison, say, is on no way.
final class Ways {
    /// How many nodes are looked at to find all links. Where the same nodes without a name lie
    /// below many stations, they are looked at for each.
    private static final int MOST_VISITS = 4_000_000;

    private final Node e;
    private final Node w;
    private final Set<Node> nodes = identitySet();
    private final Set<Node> stations = identitySet();
    private int visits;

    private Ways(Node e, Node w) {
        this.e = e;
        this.w = w;
    }

    /// The chain whose stations are e, w and, between them, the nodes with a name, or all.
    ///
    /// @throws GraphException if finding the links would take too long
    static Chain chain(Node e, Node w, boolean all) {
        Ways ways = new Ways(e, w);
        List<Node> order = Walk.order(e);
        ways.find(order);
        order.stream()
                .filter(ways.nodes::contains)
                .filter(node -> all || node == e || node == w || node.name().isPresent())
                .forEach(ways.stations::add);
        IdentityHashMap<Node, ImmutableList<Node>> links = new IdentityHashMap<>();
        for (Node node : order) {
            if (ways.stations.contains(node)) {
                links.put(node, ways.links(node));
            }
        }
        return new Chain(ways.downwards(links), links);
    }

    /// All stations, each before those that it is made of, and otherwise in the order of operands.
    private ImmutableList<Node> downwards(IdentityHashMap<Node, ImmutableList<Node>> links) {
        List<Node> upwards = new ArrayList<>();
        Set<Node> entered = identitySet();
        Set<Node> left = identitySet();
        Deque<Node> open = new ArrayDeque<>();
        if (stations.contains(e)) {
            open.push(e);
        }
        while (!open.isEmpty()) {
            Node station = open.element();
            if (entered.add(station)) {
                links.getOrDefault(station, ImmutableList.of()).stream()
                        .filter(x -> !entered.contains(x))
                        .forEach(open::push);
            } else if (left.add(open.pop())) {
                upwards.add(station);
            }
        }
        return ImmutableList.copyOf(upwards.reversed());
    }

    private void find(List<Node> order) {
        Set<Node> above = identitySet();
        for (Node node : order) {
            if (node == w || node.edges().stream().anyMatch(edge -> carries(edge, above))) {
                above.add(node);
            }
        }
        if (above.contains(e)) {
            nodes.add(e);
        }
        for (Node node : order.reversed()) {
            if (nodes.contains(node)) {
                node.edges().stream()
                        .filter(edge -> carries(edge, above))
                        .forEach(edge -> nodes.add(edge.source()));
            }
        }
    }

    private static boolean carries(Edge edge, Set<Node> sources) {
        return edge.isReal() && sources.contains(edge.source());
    }

    /// The stations below one, in the order of operands.
    private ImmutableList<Node> links(Node from) {
        ImmutableList.Builder<Node> found = ImmutableList.builder();
        Set<Node> seen = identitySet();
        Deque<Node> open = new ArrayDeque<>();
        open.push(from);
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (!seen.add(node)) {
                continue;
            }
            visit();
            if (node != from && stations.contains(node)) {
                found.add(node);
            } else {
                node.inputs().reversed().stream().filter(nodes::contains).forEach(open::push);
            }
        }
        return found.build();
    }

    private void visit() {
        if (++visits > MOST_VISITS) {
            throw new GraphException(
                    "finding what lies between the named nodes from %s down to %s takes too long: nodes without a name are used below many that have one; give the most used of them names, or take everyStep()"
                            .formatted(Text.of(e, 40), Text.of(w, 40)));
        }
    }

    private static Set<Node> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
