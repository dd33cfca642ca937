package chainrule.derivation;

import chainrule.grad.Backward;
import chainrule.graph.BroadcastTo;
import chainrule.graph.Node;
import chainrule.graph.Walk;
import chainrule.simplify.Simplify;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The derivatives of a station with respect to those just below it, all other nodes with a name
/// held. The station is built again on stand-ins for whatever below it has a name; that is
/// differentiated and simplified, and the nodes take the places of their stand-ins again. So a
/// factor sums all ways through nodes without a name, and does not look inside those that have one.
final class Factors {
    private final Set<Node> stations = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Node, Node> standIns = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Node> originals = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Backward> sweeps = new IdentityHashMap<>();

    Factors(Chain chain) {
        stations.addAll(chain.stations());
    }

    /// ∂u/∂v of two scalars that are linked, over stand-ins.
    Node partial(Node u, Node v) {
        return Simplify.of(part(u, v, Optional.empty()));
    }

    /// ∂e/∂v as the sum of what comes back from each station that is made of v, over stand-ins.
    ///
    /// @param e what is differentiated, a scalar
    /// @param users the stations that are made of v; e may be among them
    /// @param arriving what stands for ∂e/∂u, for each of the others
    Node collected(Node e, Node v, List<Node> users, UnaryOperator<Node> arriving) {
        return Simplify.of(
                users.stream()
                        .map(u -> part(u, v, Optional.of(u).filter(x -> x != e).map(arriving)))
                        .reduce(Node::add)
                        .orElseGet(() -> Node.constant(0)));
    }

    /// What comes back from u to v, over stand-ins.
    private Node part(Node u, Node v, Optional<Node> arriving) {
        Backward sweep =
                sweeps.computeIfAbsent(
                        u,
                        _ -> {
                            Node cut = Walk.cut(u, this::isHeld, this::standIn);
                            return arriving.map(g -> Backward.of(cut, g))
                                    .orElseGet(() -> Backward.of(cut));
                        });
        Node result = sweep.adjoint(standIn(v));
        return Walk.replace(List.of(result), Map.of(sweep.root(), standIn(u))).get(0);
    }

    /// The nodes in place of their stand-ins. None of them is looked into, so this comes last.
    ///
    /// @param arrived what takes the places of other nodes
    Node back(Node overStandIns, Map<Node, Node> arrived) {
        IdentityHashMap<Node, Node> places = new IdentityHashMap<>();
        for (Node node : Walk.order(overStandIns)) {
            Optional.ofNullable(arrived.get(node))
                    .or(() -> Optional.ofNullable(originals.get(node)))
                    .ifPresent(original -> places.put(node, original));
        }
        return Walk.replace(List.of(overStandIns), places).get(0);
    }

    /// Whether a node is not looked into.
    private boolean isHeld(Node node) {
        return node.name().isPresent() || stations.contains(node);
    }

    private Node standIn(Node node) {
        return standIns.computeIfAbsent(
                node,
                _ -> {
                    Node standIn = Node.input(node.name().orElse("□"), node.type());
                    originals.put(standIn, node);
                    return standIn;
                });
    }

    /// Whether a derivative is zero by its form, behind a step, say.
    static boolean isZero(Node derivative) {
        return unstretched(derivative).isNumber(0);
    }

    /// What a formula stretches to its shape, if it does: as one writes it by hand.
    static Node unstretched(Node node) {
        Node bare = node;
        while (bare.op() instanceof BroadcastTo && bare.name().isEmpty()) {
            bare = bare.inputs().get(0);
        }
        return bare;
    }
}
