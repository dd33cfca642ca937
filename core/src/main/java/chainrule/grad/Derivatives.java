package chainrule.grad;

import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Text;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/// Derivatives of any order and in either direction, as formulas, which can be differentiated
/// again. With J the matrix of all ∂yᵢ/∂xⱼ and H that of all ∂²e/∂xᵢ∂xⱼ, the products `Jᵀȳ`, `J·ẋ`
/// and `H·v` cost a few times what `y` and `e` cost; the matrices cost one such product for each
/// row or column. A node that the formula is not made of is refused, as in [Gradient]. The nodes
/// that are asked about together must not be made of one another.
public final class Derivatives {
    private Derivatives() {}

    /// The vector-Jacobian products `Jᵀȳ` for several x at once: the derivatives of Σ ȳ⊙y, each in
    /// the shape of its x. This is reverse mode; see [Backward].
    ///
    /// @param seed ȳ, in y's shape
    /// @throws GraphException if the seed does not fit, or an x is not part of `y`
    public static ImmutableList<Node> vjp(Node y, List<Node> xs, Node seed) {
        Differentiable.requireReal(y);
        Backward backward = Backward.of(y, seed);
        return xs.stream().map(backward::adjoint).collect(ImmutableList.toImmutableList());
    }

    /// The Jacobian-vector product `J·ẋ`, summed over several x: how y changes, in its shape, while
    /// each x changes by ẋ. This is forward mode; see [Forward].
    ///
    /// @param tangents ẋ for each x, in its shape
    /// @throws GraphException if a tangent does not fit, or an x is not part of `y`
    public static Node jvp(Node y, Map<Node, Node> tangents) {
        Differentiable.requireReal(y);
        Forward forward = Forward.of(y, tangents);
        Differentiable.requireParts(y, tangents.keySet());
        return forward.tangent(y);
    }

    /// The derivative of a scalar along a direction, `∇e·v`: a scalar.
    ///
    /// @param v the direction for each x, in its shape
    /// @throws GraphException if `e` is not a scalar, or as [#jvp(Node, Map)]
    public static Node directional(Node e, Map<Node, Node> v) {
        Differentiable.requireOneNumber("a directional derivative", e, ", or its jvp(…)");
        return jvp(e, v);
    }

    /// The Jacobian, all ∂yᵢ/∂xⱼ, in y's shape followed by x's: a matrix where both are vectors.
    ///
    /// @throws GraphException if `x` is not part of `y`, or if both have open sizes: the Jacobian
    ///   is made row by row, or column by column, so one of the two must be known
    public static Node jacobian(Node y, Node x) {
        Differentiable.requireReal(y);
        Differentiable.requireParts(y, List.of(x));
        return Jacobian.of(y, x);
    }

    /// The Hessian of a scalar, all ∂²e/∂xᵢ∂xⱼ, in x's shape twice.
    ///
    /// @throws GraphException if `e` is not a scalar, if `x` is not part of it, or has open sizes
    public static Node hessian(Node e, Node x) {
        Differentiable.requireOneNumber("a Hessian", e, "");
        if (!x.shape().isKnown()) {
            throw new GraphException(
                    "the Hessian of %s with respect to '%s' %s would have an open size twice; take hessianVector(…), or its numbers where values are known: Tape.record(e, …).hessian(x)"
                            .formatted(Text.of(e), Text.of(x), x.shape()));
        }
        return Jacobian.of(Gradient.of(e, x), x);
    }

    /// The products `H·v` of a scalar's Hessian over several x jointly, without the Hessian: for
    /// each x, in its shape, how ∂e/∂x changes while every x changes by its v.
    ///
    /// @param v the direction for each x, in its shape
    /// @throws GraphException if `e` is not a scalar, a direction does not fit, or an x is not part
    ///   of `e`
    public static ImmutableMap<Node, Node> hessianVector(Node e, Map<Node, Node> v) {
        Differentiable.requireOneNumber("a Hessian", e, "");
        List<Node> xs = List.copyOf(v.keySet());
        List<Node> gradients = Gradient.of(e, xs);
        Forward forward = Forward.of(gradients, v);
        ImmutableMap.Builder<Node, Node> products = ImmutableMap.builder();
        for (int i = 0; i < xs.size(); i++) {
            products.put(xs.get(i), forward.tangent(gradients.get(i)));
        }
        return products.buildOrThrow();
    }
}
