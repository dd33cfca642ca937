package chainrule.tensor;

/// Shapes, axes or kinds that do not fit an operation. Thrown where the formula is written.
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// A message that names the rule, the shapes and what to do.
    public ShapeException(String message) {
        super(message);
    }

    /// The same, with the refusal behind it.
    public ShapeException(String message, Throwable cause) {
        super(message, cause);
    }
}
