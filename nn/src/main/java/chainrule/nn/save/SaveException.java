package chainrule.nn.save;

import chainrule.nn.data.Wording;
import java.io.IOException;
import java.nio.file.Path;

/// A file that cannot be written, or cannot be read back as what it should be.
public final class SaveException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String file;

    /// What is wrong with a file; the message starts with its name.
    public SaveException(Path file, String message) {
        super(file + ": " + message);
        this.file = file.toString();
    }

    SaveException(Path file, String doing, IOException cause) {
        super("%s: %s: %s".formatted(file, doing, Wording.reason(cause)), cause);
        this.file = file.toString();
    }

    /// The file.
    public Path file() {
        return Path.of(file);
    }
}
