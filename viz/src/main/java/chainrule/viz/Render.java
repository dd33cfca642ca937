package chainrule.viz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// DOT text → SVG and PNG.
///
/// ```java
/// Render.standard().write(dot, Path.of("loss.svg"));
/// ```
///
/// The same text gives the same bytes, from any thread, in any process, as long as the engine is
/// the same. The embedded engine draws 20 nodes in some hundredths of a second, 200 in half a
/// second and a chain of 2,000 in some seconds; 2,000 nodes with thousands of labelled edges take
/// it half a minute, and `dot` two seconds. What takes longer than the limit is stopped and
/// refused.
///
/// The labels of a graph are data: whatever they hold is escaped. The DOT text around them is
/// trusted: a `URL` or `image` attribute that it sets goes into the SVG.
public final class Render {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Layout layout;
    private final Duration limit;

    Render(Layout layout, Duration limit) {
        this.layout = layout;
        this.limit = limit;
    }

    /// By the `dot` on the PATH, else by the embedded engine.
    public static Render standard() {
        return standard(Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }

    static Render standard(String path) {
        return DotProgram.find(path).map(Render::withDot).orElseGet(Render::embedded);
    }

    /// By this `dot` program of Graphviz.
    public static Render withDot(Path executable) {
        return new Render(new DotProgram(executable), LIMIT);
    }

    /// By Graphviz as WebAssembly, which runs wherever a JVM does. It knows the widths of Java's
    /// `SansSerif`, and takes other fonts to be as narrow as Times.
    public static Render embedded() {
        return new Render(new EmbeddedDot(), LIMIT);
    }

    /// The same, but a picture may take as long as this (without it, 60 s).
    public Render within(Duration longest) {
        if (!longest.isPositive()) {
            throw new IllegalArgumentException("The limit must be positive: " + longest);
        }
        return new Render(layout, longest);
    }

    /// Name and version of what draws.
    ///
    /// @throws RenderException if it does not run
    public String engine() {
        return layout.name();
    }

    /// One `<svg>` element, well-formed, with the `id`, `class` and `tooltip` that the DOT text
    /// gives.
    ///
    /// @throws RenderException with the engine's own message if this is no DOT
    public String svg(String dot) {
        return Fonts.forTheWeb(drawn(dot));
    }

    /// A PNG at two pixels per point of the layout (a label in 14 points is 28 pixels high), on
    /// white.
    ///
    /// On Linux the JDK keeps a list of the system's fonts in `~/.java/fonts` once it draws text.
    /// Nothing else writes into the home folder, and an SVG does not need it.
    ///
    /// @throws RenderException with the engine's own message if this is no DOT, or if the picture
    ///   is too large
    public byte[] png(String dot) {
        return Raster.png(Fonts.forJava(drawn(dot)));
    }

    /// Writes what the file's name asks for: `.svg`, `.png`, or the text itself as `.dot` or `.gv`.
    ///
    /// @throws IllegalArgumentException for any other name
    public void write(String dot, Path file) throws IOException {
        String name = file.toString();
        byte[] content =
                switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
                    case "svg" -> svg(dot).getBytes(StandardCharsets.UTF_8);
                    case "png" -> png(dot);
                    case "dot", "gv" -> dot.getBytes(StandardCharsets.UTF_8);
                    default ->
                            throw new IllegalArgumentException(
                                    "A picture is written to a file named .svg, .png, .dot or .gv: "
                                            + file);
                };
        Files.write(file, content);
    }

    private String drawn(String dot) {
        return Xml.svgElement(layout.svg(Xml.legal(dot), limit));
    }
}
