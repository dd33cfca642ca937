package chainrule.viz;

import java.io.Serial;

/// A picture could not be made. The message says what the engine said, or what is missing and what
/// to do.
public final class RenderException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    RenderException(String message) {
        super(message);
    }

    RenderException(String message, Throwable cause) {
        super(message, cause);
    }
}
