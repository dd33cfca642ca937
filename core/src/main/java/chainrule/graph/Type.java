package chainrule.graph;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;

/// What is known of a node before any value is: the kind of its entries, and its shape.
public record Type(Kind kind, Shape shape) {
    private static final Type NUMBER = new Type(Kind.REAL, Shape.SCALAR);

    /// Real numbers in a shape.
    public static Type real(Shape shape) {
        return shape.isScalar() ? NUMBER : new Type(Kind.REAL, shape);
    }

    /// `[2×3]`, and with the kind unless that is REAL: `INDEX [2×3]`.
    @Override
    public String toString() {
        return kind == Kind.REAL ? shape.toString() : kind + " " + shape;
    }
}
