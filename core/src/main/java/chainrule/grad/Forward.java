package chainrule.grad;

import static java.util.stream.Collectors.joining;

import chainrule.graph.Edge;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Origin;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The forward pass of formulas, as formulas: some nodes x are given a tangent ẋ, the direction in
/// which they move, and every node y gets the tangent ẏ = Σ (∂y/∂x)·ẋ that follows, in its shape. A
/// node that is given a tangent, an input or any other, has that one, whatever its operands do.
public final class Forward {
    private final List<Node> formulas;
    private final Set<Node> parts = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Node, Node> moving = new IdentityHashMap<>();

    private Forward(List<Node> formulas, Map<Node, Node> tangents) {
        this.formulas = List.copyOf(formulas);
        tangents.forEach((x, tangent) -> {
            Differentiable.require(x);
            Differentiable.requireSameType("a tangent", "its node", x, tangent);
        });
        for (Node y : Walk.order(formulas)) {
            parts.add(y);
            Node tangent = Optional.ofNullable(tangents.get(y)).orElseGet(() -> through(y));
            if (!Zero.is(tangent)) {
                moving.put(y, tangent);
            }
        }
    }

    private Node through(Node y) {
        List<Edge> edges =
                y.edges().stream()
                        .filter(edge -> edge.isReal() && moving.containsKey(edge.source()))
                        .toList();
        return edges.isEmpty()
                ? Node.constant(0)
                : Origin.of(y, () -> Push.through(y, edges, edge -> tangentOf(edge.source())));
    }

    /// The tangents of all nodes of a formula.
    ///
    /// @param tangents of nodes, each of its node's kind and shape; nodes that are no part of the
    ///   formula change nothing
    /// @throws GraphException if a tangent does not fit its node, if a node is a constant or holds
    ///   no real numbers, or if an operation on the way has no derivative
    public static Forward of(Node y, Map<Node, Node> tangents) {
        return of(List.of(y), tangents);
    }

    /// The tangents of all nodes of some formulas.
    ///
    /// @throws GraphException as [#of(Node, Map)]
    public static Forward of(List<Node> formulas, Map<Node, Node> tangents) {
        return new Forward(formulas, tangents);
    }

    /// The tangent of a node, in its shape; 0 where nothing that it is made of moves it.
    ///
    /// @throws GraphException if the node is not part of the formulas, or holds no real numbers
    public Node tangent(Node node) {
        Differentiable.requireReal(node);
        if (!parts.contains(node)) {
            throw new GraphException(
                    "'%s'%s is not part of %s, so its tangent is not known; is it the node that the formula was built with?"
                            .formatted(
                                    Text.of(node),
                                    node.line().map(line -> " (" + line + ")").orElse(""),
                                    formulas.stream().map(Text::of).collect(joining(", "))));
        }
        return tangentOf(node);
    }

    private Node tangentOf(Node node) {
        return Optional.ofNullable(moving.get(node)).orElseGet(() -> Zero.like(node));
    }
}
