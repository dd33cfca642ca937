package chainrule.graph;

import com.google.common.collect.ImmutableList;
import java.util.List;

/// How a derivative comes back through an operation. `x` are the operands, `y` is the result, `g`
/// is the incoming gradient in y's shape. Rules make nodes, never numbers, so what they give can be
/// differentiated again. They need not mind broadcasting: the backward sweep sums each contribution
/// to its operand's shape.
public sealed interface Rule {
    /// Of an element-wise operation: its partial derivatives ∂y/∂xᵢ, one for each operand. Whatever
    /// is given for an operand without derivatives (a condition, an index) is not read.
    @FunctionalInterface
    non-sealed interface Partials extends Rule {
        /// ∂y/∂xᵢ for each i, in shapes that broadcast to y's.
        List<Node> of(ImmutableList<Node> x, Node y);
    }

    /// Of any operation: `g` times ∂y/∂xᵢ, where the edge says which operand is meant.
    @FunctionalInterface
    non-sealed interface Pullback extends Rule {
        /// The gradient at the source of the edge, in its shape or one that it is stretched to.
        Node of(Edge edge, Node g);
    }

    /// Of a composite without a rule of its own: through its definition.
    record Definition() implements Rule {}

    /// None.
    ///
    /// @param why what to tell whoever asks for it
    record Refused(String why) implements Rule {}
}
