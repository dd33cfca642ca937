package chainrule.eval;

/// A value that could not be computed, or in checking mode is not finite.
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// A message that names the node, its formula, its operands and, where recorded, its line.
    public EvaluationException(String message) {
        super(message);
    }

    /// The same, with what a user's operation threw.
    public EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
