package chainrule.graph;

import java.util.function.Supplier;

/// Where nodes come from that stand for another node, or were made of it: a derivative, a
/// definition, a simpler form. They are given its scope and its line, so that pictures and messages
/// lead back to what the user wrote.
public final class Origin {
    private Origin() {}

    /// Builds something in the name of a node.
    public static <T> T of(Node node, Supplier<T> body) {
        if (node.line().isEmpty()
                && node.scope().equals(Scope.current())
                && !SourceLines.isAsked()) {
            return body.get();
        }
        return ScopedValue.where(Scope.PATH, node.scope())
                .where(SourceLines.KNOWN, node.line())
                .call(body::get);
    }
}
