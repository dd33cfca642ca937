package chainrule.grad;

import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// ∂e/∂w as formulas.
public final class Gradient {
    private Gradient() {}

    /// The derivatives of a scalar with respect to nodes, each in the shape of its node.
    ///
    /// @throws chainrule.graph.GraphException if `e` is not a scalar, or a node is not part of it:
    ///   a parameter that the error does not depend on is most often the wrong node
    public static ImmutableList<Node> of(Node e, List<Node> nodes) {
        Backward backward = Backward.of(e);
        return nodes.stream().map(backward::adjoint).collect(ImmutableList.toImmutableList());
    }

    /// The derivative of a scalar with respect to one node, in its shape.
    ///
    /// @throws chainrule.graph.GraphException as [#of(Node, List)]
    public static Node of(Node e, Node node) {
        return of(e, List.of(node)).get(0);
    }

    /// The derivatives of a scalar, and 0 for nodes that are not part of it: of a gradient that
    /// happens to be linear, say.
    ///
    /// @throws chainrule.graph.GraphException if `e` is not a scalar
    public static ImmutableList<Node> orZero(Node e, List<Node> nodes) {
        Backward backward = Backward.of(e);
        return nodes.stream().map(backward::adjointOrZero).collect(ImmutableList.toImmutableList());
    }
}
