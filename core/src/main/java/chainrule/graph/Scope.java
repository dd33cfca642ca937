package chainrule.graph;

import java.util.function.Supplier;

/// A named part of a formula: a layer, the user's error function. Nodes made inside carry its path,
/// and pictures draw it as a box.
public final class Scope {
    private Scope() {}

    /// Builds something inside a named part; parts nest, as in `network/hidden`.
    public static <T> T within(String name, Supplier<T> body) {
        Here here = Here.now();
        String path = here.site().scope();
        Site part = new Site(path.isEmpty() ? name : path + "/" + name, here.site().line());
        return new Here(part, here.line()).call(body);
    }
}
