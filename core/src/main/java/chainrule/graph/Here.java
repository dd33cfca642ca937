package chainrule.graph;

import java.util.Optional;
import java.util.function.Supplier;

/// Where a program is that makes nodes.
///
/// @param site the scope, and the line where it is given
/// @param line which line a node gets
record Here(Site site, Line line) {
    /// Which line a node gets.
    enum Line {
        /// None.
        NONE,
        /// That of the code that makes it; see [SourceLines].
        RECORDED,
        /// That of the site: of what it is made of; see [Origin].
        GIVEN
    }

    private static final ScopedValue<Here> VALUE = ScopedValue.newInstance();
    private static final Here NOWHERE = new Here(new Site("", Optional.empty()), Line.NONE);

    static Here now() {
        return VALUE.orElse(NOWHERE);
    }

    /// Builds something there.
    <T> T call(Supplier<T> body) {
        return ScopedValue.where(VALUE, this).call(body::get);
    }

    /// The site of a node that is made now.
    static Site ofNewNode() {
        Here here = now();
        return switch (here.line) {
            case NONE, GIVEN -> here.site;
            case RECORDED -> new Site(here.site.scope(), SourceLines.current());
        };
    }
}
