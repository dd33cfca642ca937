package chainrule.nn.data;

import java.util.Optional;
import java.util.OptionalLong;

/// Data that cannot be used as they are. The message says where, what was found and what to do;
/// nothing partial is returned.
public final class DataException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String source;
    private final long line;
    private final String column;

    /// Trouble that has no one place.
    public DataException(String message) {
        this(message, "", 0, "");
    }

    private DataException(String message, String source, long line, String column) {
        super(message);
        this.source = source;
        this.line = line;
        this.column = column;
    }

    static DataException in(String source, String message) {
        return new DataException(source + ": " + message, source, 0, "");
    }

    static DataException at(String source, long line, String message) {
        return new DataException(
                "%s, line %d: %s".formatted(source, line, message), source, line, "");
    }

    static DataException at(String source, long line, String column, String message) {
        return new DataException(
                "%s, line %d, column %s: %s"
                        .formatted(source, line, Wording.quote(column), message),
                source,
                line,
                column);
    }

    /// The file, or the name given for it.
    public Optional<String> source() {
        return Optional.of(source).filter(s -> !s.isEmpty());
    }

    /// The line, counted from 1, on which the row starts.
    public OptionalLong line() {
        return line == 0 ? OptionalLong.empty() : OptionalLong.of(line);
    }

    /// The column's name.
    public Optional<String> column() {
        return Optional.of(column).filter(c -> !c.isEmpty());
    }
}
