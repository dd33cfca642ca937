package chainrule.graph;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;

/// What is known of a node before any value is: the kind of its entries, and its shape.
public record Type(Kind kind, Shape shape) {
    /// Real numbers in a shape.
    public static Type real(Shape shape) {
        return new Type(Kind.REAL, shape);
    }
}
