package chainrule.grad;

import chainrule.graph.Composite;
import chainrule.graph.GraphException;
import chainrule.graph.Leaf;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import chainrule.graph.Rule;
import chainrule.graph.Text;
import chainrule.graph.Type;
import chainrule.graph.Walk;
import chainrule.tensor.Shape;
import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The derivative rule of a composite that has none of its own, from its definition. The definition
/// is built on stand-ins, one for each operand, so that each edge is seen by itself also where one
/// node is used twice; in what comes out the operands take their places again.
final class Derived {
    private final Node y;
    private final ImmutableList<Node> standIns;
    private final Node definition;

    private Derived(Node y, ImmutableList<Type> types) {
        this.y = y;
        this.standIns =
                IntStream.range(0, types.size())
                        .mapToObj(i -> Node.input(Text.of(y.inputs().get(i), 40), types.get(i)))
                        .collect(ImmutableList.toImmutableList());
        this.definition = ((Composite) y.op()).definition(standIns);
        refuseOtherSources();
    }

    static Rule rule(Node y) {
        return onNumbers(y).<Rule>map(Derived::partials).orElseGet(() -> pullback(y));
    }

    /// An element-wise function has its partials as formulas of numbers; they hold for every entry.
    private static Rule.Partials partials(Derived scalar) {
        Backward inside = Backward.of(scalar.definition);
        return (x, _) ->
                scalar.back(scalar.standIns.stream().map(inside::adjointOrZero).toList(), Map.of());
    }

    /// The definition on one number for each operand, if it says of these what it says of each
    /// entry: not if it looks along an axis, at a size, or holds a tensor.
    private static Optional<Derived> onNumbers(Node y) {
        if (!isElementwise(y)) {
            return Optional.empty();
        }
        ImmutableList<Type> numbers =
                y.inputs().stream()
                        .map(x -> new Type(x.kind(), Shape.SCALAR))
                        .collect(ImmutableList.toImmutableList());
        try {
            Derived scalar = new Derived(y, numbers);
            Derived whole = whole(y);
            return new SameForm(whole.standIns, scalar.standIns)
                            .holds(whole.definition, scalar.definition)
                    ? Optional.of(scalar)
                    : Optional.empty();
        } catch (RuntimeException refused) { // by a definition that asks for axes
            return Optional.empty();
        }
    }

    private static Derived whole(Node y) {
        return new Derived(
                y, y.inputs().stream().map(Node::type).collect(ImmutableList.toImmutableList()));
    }

    private static Rule.Pullback pullback(Node y) {
        Derived whole = whole(y);
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

    /// A derivative could not come back to them.
    private void refuseOtherSources() {
        for (Node node : Walk.order(definition)) {
            if ((node.op() instanceof Op.Input || node.op() instanceof Op.Parameter)
                    && !standIns.contains(node)) {
                throw new GraphException(
                        "%s: its definition uses '%s', which is no operand; make it one, so that derivatives reach it"
                                .formatted(((Operation) y.op()).label(), Text.of(node)));
            }
        }
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
