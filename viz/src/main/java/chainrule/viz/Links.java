package chainrule.viz;

import chainrule.graph.Edge;
import chainrule.graph.Node;
import chainrule.tape.Gradients;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How the stations of a story hang together, and what comes back from one to another.
final class Links {
    private final Gradients gradients;
    private final Cast cast;
    private final IdentityHashMap<Node, List<Edge>> uses = new IdentityHashMap<>();
    private final IdentityHashMap<Node, ImmutableList<Link>> into = new IdentityHashMap<>();

    Links(Gradients gradients, Cast cast) {
        this.gradients = gradients;
        this.cast = cast;
        for (Node node : cast.order()) {
            for (Edge edge : node.edges()) {
                uses.computeIfAbsent(edge.source(), _ -> new ArrayList<>()).add(edge);
            }
        }
        cast.computed().forEach(station -> into.put(station, found(station)));
    }

    private ImmutableList<Link> found(Node station) {
        Set<Node> read = new LinkedHashSet<>();
        Set<Node> seen = new LinkedHashSet<>(List.of(station));
        Deque<Node> open = new ArrayDeque<>(List.of(station));
        while (!open.isEmpty()) {
            for (Node x : open.pop().inputs().reversed()) {
                if (cast.isStation(x)) {
                    read.add(x);
                } else if (seen.add(x)) {
                    open.push(x);
                }
            }
        }
        return cast.order().stream()
                .filter(read::contains)
                .map(x -> new Link(x, station))
                .collect(ImmutableList.toImmutableList());
    }

    /// The links into a station, in the order of the formula.
    ImmutableList<Link> into(Node station) {
        return into.getOrDefault(station, ImmutableList.of());
    }

    /// The links along which a derivative comes back to a station.
    ImmutableList<Link> backTo(Node station) {
        Set<Node> users = new LinkedHashSet<>();
        uses(station).forEach(edge -> users.addAll(users(edge)));
        return users.stream()
                .map(user -> new Link(station, user))
                .collect(ImmutableList.toImmutableList());
    }

    /// The part of the derivative that comes back along a link; none if it cannot be told from what
    /// comes along another, since they share a node without a name.
    Optional<Tensor> contribution(Link link) {
        Optional<Tensor> sum = Optional.empty();
        for (Edge edge : uses(link.from())) {
            ImmutableSet<Node> users = users(edge);
            if (users.contains(link.to())) {
                if (users.size() > 1) {
                    return Optional.empty();
                }
                Tensor part = gradients.along(edge);
                sum = Optional.of(sum.map(before -> plus(before, part)).orElse(part));
            }
        }
        return sum;
    }

    private static Tensor plus(Tensor a, Tensor b) {
        Shape shape = a.shape();
        return Tensor.generate(shape, a.kind(), i -> a.get(i) + b.get(i));
    }

    /// The uses of a node that a derivative comes back through.
    private List<Edge> uses(Node node) {
        return uses.getOrDefault(node, List.of()).stream()
                .filter(edge -> edge.isReal() && gradients.formulas().reaches(edge.consumer()))
                .toList();
    }

    /// The next stations upwards from a use.
    private ImmutableSet<Node> users(Edge edge) {
        Set<Node> users = new LinkedHashSet<>();
        Set<Node> seen = new LinkedHashSet<>();
        Deque<Node> open = new ArrayDeque<>(List.of(edge.consumer()));
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (cast.isStation(node)) {
                users.add(node);
            } else if (seen.add(node)) {
                uses(node).forEach(up -> open.push(up.consumer()));
            }
        }
        return ImmutableSet.copyOf(users);
    }
}
