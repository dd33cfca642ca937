package chainrule.graph;

import java.util.Optional;

/// Where in a program a node was made. Neighbours share one, so that it costs a node one reference.
///
/// @param scope the path of the [Scope], or `""`
/// @param line as `File.java:12`, if lines were recorded
record Site(String scope, Optional<String> line) {
    /// Outside all scopes, at a line that is not known.
    static final Site NOWHERE = new Site("", Optional.empty());

    static final ScopedValue<Site> HERE = ScopedValue.newInstance();

    /// That of a node which is made now.
    static Site current() {
        Site here = HERE.orElse(NOWHERE);
        Optional<String> line = SourceLines.current();
        return line.equals(here.line) ? here : new Site(here.scope, line);
    }

    /// The same in a part of the scope.
    Site within(String name) {
        return new Site(scope.isEmpty() ? name : scope + "/" + name, line);
    }
}
