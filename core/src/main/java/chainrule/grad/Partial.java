package chainrule.grad;

import chainrule.graph.Node;

/// ∂u/∂v between any two nodes: the sum over the paths from v to u of the products of local
/// derivatives, found in one sweep rather than path by path.
public final class Partial {
    private Partial() {}

    /// The derivative of a scalar `u` with respect to `v`, in v's shape, as if v could be changed
    /// by itself.
    ///
    /// @throws chainrule.graph.GraphException if `u` is not a scalar, or does not depend on `v`
    public static Node of(Node u, Node v) {
        return Gradient.of(u, v);
    }
}
