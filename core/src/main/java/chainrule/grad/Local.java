package chainrule.grad;

import chainrule.graph.Edge;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Rule;

/// The local derivative of an edge: the linear map ∂y/∂x of its consumer y with respect to its
/// source x, the other operands held. It says nothing of what y is used for.
public sealed interface Local {
    /// The edge.
    Edge edge();

    /// Each entry of y depends on one entry of x, so the map is an entry-wise product.
    ///
    /// @param partial ∂y/∂x entry by entry, in a shape that broadcasts to y's; where x is
    ///   stretched, going back sums over the stretched axes
    record Diagonal(Edge edge, Node partial) implements Local {}

    /// Any other map, given by what it does to a gradient that arrives.
    ///
    /// @param symbol the arriving gradient, an input named ȳ in y's shape
    /// @param pullback what goes on to x, in x's shape: `ȳ·Bᵀ`
    record Map(Edge edge, Node symbol, Node pullback) implements Local {}

    /// The formula to write on the edge.
    default Node formula() {
        return switch (this) {
            case Diagonal(_, Node partial) -> partial;
            case Map(_, _, Node pullback) -> pullback;
        };
    }

    /// Whether it is zero by its form, behind a step, say, so that nothing ever comes back along
    /// the edge. Other derivatives are zero for some values only.
    default boolean isZero() {
        return Zero.is(formula());
    }

    /// The local derivative of an edge.
    ///
    /// @throws GraphException if its ends are not real numbers, or the operation has no derivative
    static Local of(Edge edge) {
        if (!edge.isReal()) {
            throw new GraphException(
                    "only real numbers have derivatives, and " + edge + " joins others");
        }
        Node y = edge.consumer();
        return switch (Pull.rule(y)) {
            case Rule.Partials rule ->
                    new Diagonal(edge, Pull.partials(rule, y).get(edge.operand()));
            case Rule.Pullback rule -> {
                Node symbol = Node.input("ȳ", y.type());
                yield new Map(edge, symbol, Pull.along(rule, edge, symbol));
            }
            case Rule.Definition _ -> throw new AssertionError("resolved in rule()");
            case Rule.Refused(String why) -> throw Pull.refused(y, why);
        };
    }
}
