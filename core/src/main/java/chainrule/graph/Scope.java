package chainrule.graph;

import java.util.function.Supplier;

/// A named part of a formula: a layer, the user's error function. Nodes made inside carry its path,
/// and pictures draw it as a box.
public final class Scope {
    static final ScopedValue<String> PATH = ScopedValue.newInstance();

    private Scope() {}

    /// Builds something inside a named part; parts nest, as in `network/hidden`.
    public static <T> T within(String name, Supplier<T> body) {
        String path = current().isEmpty() ? name : current() + "/" + name;
        return ScopedValue.where(PATH, path).call(body::get);
    }

    static String current() {
        return PATH.orElse("");
    }
}
