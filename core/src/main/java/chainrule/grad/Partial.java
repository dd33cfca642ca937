package chainrule.grad;

import chainrule.graph.Node;

/// ∂u/∂v between any two nodes: the sum over the paths from v to u of the products of local
/// derivatives, found in one sweep rather than path by path.
public final class Partial {
    private Partial() {}

    /// The derivative of `u` with respect to `v`, as if v could be changed by itself: in v's shape
    /// if u is one number, else the Jacobian, in u's shape followed by v's.
    ///
    /// @throws chainrule.graph.GraphException if `u` does not depend on `v`, or as
    ///   [Derivatives#jacobian(Node, Node)]
    public static Node of(Node u, Node v) {
        return u.shape().isOneEntry() ? Gradient.of(u, v) : Derivatives.jacobian(u, v);
    }
}
