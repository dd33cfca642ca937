package chainrule.viz;

import chainrule.graph.Names;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import chainrule.graph.Walk;
import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The nodes of a formula by the part they have in a story. The stations are told one by one: the
/// error, and what has a name; where only the error has one, every operation is a station, and
/// those without a name are called t₁, t₂, … All other operations are told along with the first
/// station that is made of them.
///
/// The formula is built again with the names that stations got, so that texts show them.
final class Cast {
    private final Node root;
    private final List<Node> order;
    private final Set<Node> stations = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Node, Node> named;

    Cast(Node root, boolean everyStep) {
        this.root = root;
        this.order = Walk.order(root);
        boolean every =
                everyStep
                        || order.stream()
                                .noneMatch(
                                        node -> node != root && isOperation(node) && hasName(node));
        Names names = new Names(order);
        if (!hasName(root)) {
            names.call(root, "E");
        }
        for (Node node : order) {
            boolean fed = node.op() instanceof Op.Fed;
            if (node == root || fed || (isOperation(node) && (every || hasName(node)))) {
                stations.add(node);
                names.make(node);
            }
        }
        this.named =
                Walk.rebuild(
                        List.of(root),
                        (node, inputs) -> {
                            Node same = node.withInputs(inputs);
                            Optional<String> name =
                                    names.of(node)
                                            .filter(_ -> isOperation(node) && isStation(node));
                            return name.isEmpty() || name.equals(node.name())
                                    ? same
                                    : same.named(name.get());
                        });
    }

    private static boolean isOperation(Node node) {
        return node.op() instanceof Operation;
    }

    private static boolean hasName(Node node) {
        return node.name().isPresent();
    }

    Node root() {
        return root;
    }

    /// All nodes, operands first.
    List<Node> order() {
        return order;
    }

    /// Inputs, then parameters.
    ImmutableList<Node> fed() {
        return Stream.concat(
                        order.stream().filter(node -> node.op() instanceof Op.Input),
                        order.stream().filter(node -> node.op() instanceof Op.Parameter))
                .collect(ImmutableList.toImmutableList());
    }

    /// The operations that are told, in the order of the way forward.
    ImmutableList<Node> computed() {
        return order.stream()
                .filter(node -> isOperation(node) && isStation(node))
                .collect(ImmutableList.toImmutableList());
    }

    boolean isStation(Node node) {
        return stations.contains(node);
    }

    /// The node as it is written.
    Node written(Node node) {
        return Optional.ofNullable(named.get(node)).orElse(node);
    }

    /// What a station is called.
    String name(Node node) {
        return Labels.line(written(node).name().orElse("·"), 36);
    }
}
