package chainrule.errors;

/// Where a test stands, so that it need not count its own lines.
final class Lines {
    private Lines() {}

    /// The number of the caller's line.
    static int here() {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
    }
}
