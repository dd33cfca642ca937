package chainrule.codec;

/// What is wrong with a statement, and in which part of it; whoever knows where that part was
/// written makes a [CodecException] of it.
final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Part part;
    private final String setting;
    private final String message;

    /// A part of a statement.
    enum Part {
        TERM,
        SETTING,
        TYPE,
        NAME
    }

    private Misfit(Part part, String setting, String message) {
        super(message);
        this.part = part;
        this.setting = setting;
        this.message = message;
    }

    static Misfit in(Part part, String message) {
        return new Misfit(part, "", message);
    }

    static Misfit inSetting(String setting, String message) {
        return new Misfit(Part.SETTING, setting, message);
    }

    /// The same, with the refusal behind it.
    Misfit because(Throwable refusal) {
        initCause(refusal);
        return this;
    }

    Part part() {
        return part;
    }

    /// The name of the setting, where the part is one.
    String setting() {
        return setting;
    }

    String message() {
        return message;
    }
}
