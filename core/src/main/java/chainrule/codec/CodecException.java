package chainrule.codec;

/// A graph that cannot be written, or cannot be read back from what was given.
public final class CodecException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// A message that names the place, what is wrong and what to do.
    public CodecException(String message) {
        super(message);
    }

    /// The same, with the refusal behind it.
    public CodecException(String message, Throwable cause) {
        super(message, cause);
    }
}
