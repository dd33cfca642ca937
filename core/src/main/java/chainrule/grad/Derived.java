package chainrule.grad;

import chainrule.graph.Composite;
import chainrule.graph.Edge;
import chainrule.graph.Leaf;
import chainrule.graph.Node;
import chainrule.graph.Operation;
import chainrule.graph.Rule;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The derivative rule of a composite that has none of its own, from its definition. The definition
/// is built on stand-ins, one for each operand, so that each edge is seen by itself also where one
/// node is used twice; in what comes out the operands take their places again.
final class Derived {
    private final Node y;
    private final ImmutableList<Node> standIns;
    private final Node definition;

    private Derived(Node y) {
        this.y = y;
        this.standIns =
                y.inputs().stream()
                        .map(x -> Node.input(Text.of(x, 40), x.type()))
                        .collect(ImmutableList.toImmutableList());
        this.definition = ((Composite) y.op()).definition(standIns);
    }

    static Rule rule(Node y) {
        return isElementwise(y) ? partials(y) : pullback(y);
    }

    /// An element-wise function has partials that hold for each entry: what the chain rule makes of
    /// the partials inside, without the sums over stretched axes, which the whole takes at its end.
    private static Rule.Partials partials(Node y) {
        Derived whole = new Derived(y);
        IdentityHashMap<Node, Node> found = new IdentityHashMap<>();
        found.put(whole.definition, Node.constant(1));
        for (Node inner : Walk.order(whole.definition).reversed()) {
            Node g = found.get(inner);
            if (g != null
                    && inner.op() instanceof Operation
                    && Pull.rule(inner) instanceof Rule.Partials rule) {
                List<Node> partials = Pull.partials(rule, inner);
                for (Edge edge : inner.edges()) {
                    if (edge.isReal()) {
                        Node through = Zero.times(g, partials.get(edge.operand()));
                        found.merge(edge.source(), through, Zero::plus);
                    }
                }
            }
        }
        return (_, _) ->
                whole.back(whole.standIns.stream().map(x -> orZero(found, x)).toList(), Map.of());
    }

    private static Node orZero(Map<Node, Node> found, Node node) {
        return Optional.ofNullable(found.get(node)).orElseGet(() -> Node.constant(0));
    }

    private static Rule.Pullback pullback(Node y) {
        Derived whole = new Derived(y);
        Node incoming = Node.input("g", y.type());
        Backward inside = Backward.of(whole.definition, incoming);
        return (edge, g) ->
                whole.back(
                                List.of(inside.adjointOrZero(whole.standIns.get(edge.operand()))),
                                Map.of(incoming, g))
                        .get(0);
    }

    private ImmutableList<Node> back(List<Node> derivatives, Map<Node, Node> more) {
        IdentityHashMap<Node, Node> operands = new IdentityHashMap<>();
        more.forEach(operands::put);
        for (int i = 0; i < standIns.size(); i++) {
            operands.put(standIns.get(i), y.inputs().get(i));
        }
        return Walk.replace(derivatives, operands);
    }

    /// Whether each entry of the result is made of the same entry of the operands.
    static boolean isElementwise(Node y) {
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.addAll(y.inputs());
        Deque<Node> open = new ArrayDeque<>();
        open.push(((Composite) y.op()).definition(y.inputs()));
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (seen.add(node)) {
                if (node.op() instanceof Operation operation && !isElementwise(node, operation)) {
                    return false;
                }
                node.inputs().forEach(open::push);
            }
        }
        return true;
    }

    private static boolean isElementwise(Node node, Operation operation) {
        return operation instanceof Leaf
                || switch (operation.rule()) {
                    case Rule.Partials _ -> true;
                    case Rule.Definition _ -> isElementwise(node);
                    case Rule.Pullback _, Rule.Refused _ -> false;
                };
    }
}
