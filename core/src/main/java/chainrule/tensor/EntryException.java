package chainrule.tensor;

/// An entry that an operation cannot take: an index outside an axis, a probability outside [0, 1].
/// Thrown by operations when values are computed; whoever evaluates says at which node.
public final class EntryException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// A message that names the entry, its position and what it must be.
    public EntryException(String message) {
        super(message);
    }
}
