package chainrule.eval;

/// Values that do not fit the inputs and parameters of a formula, or are missing.
public final class FeedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// A message that names the node, its shape, what was fed, and what to do.
    public FeedException(String message) {
        super(message);
    }
}
