package chainrule.viz;

import java.time.Duration;

/// Something that lays out DOT text.
interface Layout {

    /// Its name and version, for people.
    String name();

    /// The SVG as the engine writes it.
    ///
    /// @throws RenderException if the text is no DOT, or the engine fails or takes longer than
    ///   `limit`
    String svg(String dot, Duration limit);

    /// What is said wherever a picture takes too long.
    static String tooSlow(String engine, String dot, Duration limit) {
        return "%s did not finish within %s s; the DOT text has %,d characters. Draw a part of the graph or collapse its scopes,"
                        .formatted(engine, limit.toMillis() / 1000.0, dot.length())
                + " allow more time by Render.within(...), or use the DOT text itself. Graphviz's own dot is the quickest to draw large"
                + " graphs.";
    }
}
