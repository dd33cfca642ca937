package chainrule.graph;

import java.util.Optional;
import java.util.function.Supplier;

/// Where nodes come from that stand for another node, or were made of it: a derivative, a
/// definition, a simpler form, what is read back. They are given its scope and its line, so that
/// pictures and messages lead back to what the user wrote.
public final class Origin {
    private Origin() {}

    /// Builds something in the name of a node.
    public static <T> T of(Node node, Supplier<T> body) {
        Here here = Here.now();
        return here.line() == Here.Line.NONE && here.site().equals(node.site())
                ? body.get()
                : at(node.site(), body);
    }

    /// Builds something as if it stood in a scope and at a line, when both are known otherwise.
    ///
    /// @param scope the path, or `""`
    /// @param line as `File.java:12`, or none
    public static <T> T at(String scope, Optional<String> line, Supplier<T> body) {
        return at(new Site(scope, line), body);
    }

    private static <T> T at(Site site, Supplier<T> body) {
        return new Here(site, Here.Line.GIVEN).call(body);
    }
}
