package chainrule.cli;

import chainrule.viz.Render;
import chainrule.viz.RenderException;
import com.google.common.base.Strings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Prints an explanation, and writes its files: the picture as DOT, SVG and PNG, and all of it in
/// LaTeX and Markdown. Files of these names are replaced.
final class Explain {
    private final PrintWriter console;
    private final PrintWriter errors;
    private final Path folder;
    private final String name;

    /// @param name what files are called, without an ending
    Explain(PrintWriter console, PrintWriter errors, Path folder, String name) {
        this.console = console;
        this.errors = errors;
        this.folder = folder;
        this.name = name;
    }

    /// Finds out before anything is computed whether files can be written.
    void prepare() throws IOException {
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
    }

    /// Prints and writes. Where no picture can be drawn its DOT text is there still, and a line on
    /// stderr says why.
    void run(Explanation explanation) throws IOException {
        console.print(TextPage.of(explanation));
        console.flush();
        String dot = explanation.dot();
        Files.writeString(file("dot"), dot);
        Files.writeString(file("tex"), LatexPage.of(explanation));
        List<String> drawn = draw(dot);
        Optional<String> picture =
                drawn.stream().findFirst().map(ending -> name + ending); // the SVG
        Files.writeString(file("md"), MarkdownPage.of(explanation, picture));
        console.print("\nwritten to " + folder + "\n");
        file(name + String.join(" ", drawn) + (drawn.isEmpty() ? "" : " ") + ".dot", "the graph");
        file(name + ".tex", "all of it in LaTeX, a piece of a document");
        file(name + ".md", "all of it in Markdown");
        console.flush();
    }

    private void file(String names, String what) {
        console.print("  %s  %s\n".formatted(Strings.padEnd(names, name.length() + 14, ' '), what));
    }

    private Path file(String ending) {
        return folder.resolve(name + "." + ending);
    }

    /// The endings of the pictures that could be drawn. One of an earlier formula does not stay
    /// beside this one.
    private List<String> draw(String dot) throws IOException {
        Files.deleteIfExists(file("svg"));
        Files.deleteIfExists(file("png"));
        List<String> drawn = new ArrayList<>();
        try {
            Render render = Render.standard();
            for (String ending : List.of("svg", "png")) {
                render.write(dot, file(ending));
                drawn.add("." + ending);
            }
        } catch (RenderException refused) {
            errors.println(
                    "chainrule: no %s: %s"
                            .formatted(drawn.isEmpty() ? "picture" : "PNG", refused.getMessage()));
            errors.flush();
        }
        return drawn;
    }
}
