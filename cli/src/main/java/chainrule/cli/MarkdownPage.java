package chainrule.cli;

import static java.util.stream.Collectors.joining;

import chainrule.cli.Explanation.Part;
import chainrule.cli.Explanation.Row;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.tape.Gradients;
import chainrule.tensor.Tensor;
import com.google.common.base.Strings;
import java.util.Optional;
import java.util.regex.Pattern;

/// An explanation in Markdown, with formulas in LaTeX between dollar signs.
final class MarkdownPage {
    private static final Pattern FENCES = Pattern.compile("`{3,}");
    private static final int FORMULA = 1_600;

    private final Explanation explanation;
    private final StringBuilder page = new StringBuilder();

    private MarkdownPage(Explanation explanation) {
        this.explanation = explanation;
    }

    /// The text, with a line end at the end.
    ///
    /// @param picture the name of the picture beside it, if it was drawn
    static String of(Explanation explanation, Optional<String> picture) {
        return new MarkdownPage(explanation).text(picture);
    }

    private String text(Optional<String> picture) {
        line("# " + inline(LatexPage.name(explanation.question().error())) + " by the chain rule");
        line("");
        line("$$");
        line(math(explanation.formulas().latex()));
        line("$$");
        picture.ifPresent(name -> {
            line("");
            line("![%s](%s)".formatted(alternative(), name));
        });
        if (explanation.gradients().isPresent()) {
            values();
        }
        line("");
        line("## Derivation");
        for (Part part : explanation.parts()) {
            line("");
            line("By " + inline(LatexPage.name(part.by())) + ":");
            line("");
            line(part.derivation().markdown());
        }
        gradient();
        explanation.trouble().ifPresent(this::trouble);
        String latex = LatexPage.of(explanation);
        String fence = fence(latex);
        line("");
        line("## LaTeX");
        line("");
        line(fence + "latex");
        page.append(latex);
        line(fence);
        return page.toString();
    }

    private String alternative() {
        return explanation.gradients().isPresent()
                ? "The formula as a graph: on every edge the local derivative, and what comes back along it"
                : "The formula as a graph";
    }

    private void values() {
        String error = LatexPage.name(explanation.question().error());
        line("");
        line("## Values");
        line("");
        line(
                "| | shape | value | %s |"
                        .formatted(cell("\\partial " + error + "/\\partial\\,\\cdot")));
        line("| --- | --- | --- | --- |");
        for (Row row : explanation.rows()) {
            String shape = row.node().shape().toString();
            line(
                    "| %s | %s | %s | %s |"
                            .formatted(
                                    cell(LatexPage.name(row.node())),
                                    row.node().shape().isScalar() ? "" : cell(Text.latex(shape)),
                                    row.value().map(this::value).orElse(""),
                                    row.derivative().map(this::value).orElse("")));
        }
        if (explanation.leftOut() > 0) {
            line("");
            line("%d more nodes have a name.".formatted(explanation.leftOut()));
        }
    }

    private String value(Tensor value) {
        return cell(explanation.entries().latex(value));
    }

    private void gradient() {
        boolean steps = explanation.parts().stream().anyMatch(part -> part.step().isPresent());
        line("");
        line("## Gradient");
        line("");
        line("| | value | as written | simplified |" + (steps ? " after a step |" : ""));
        line("| --- | --- | --- | --- |" + (steps ? " --- |" : ""));
        for (Part part : explanation.parts()) {
            line(
                    "| %s | %s | %s | %s |%s"
                            .formatted(
                                    cell(part.symbol().latex()),
                                    part.value().map(this::value).orElse(""),
                                    cell(Text.latex(part.written(), FORMULA)),
                                    cell(LatexPage.simplified(part)),
                                    part.step()
                                            .map(step -> " " + value(step.value()) + " |")
                                            .orElse("")));
        }
    }

    private void trouble(Trouble trouble) {
        line("");
        line("## Not finite");
        line("");
        String fence = fence(trouble.cause());
        line(fence + "text");
        line(trouble.cause());
        line(fence);
        trouble.stable().ifPresent(this::stable);
    }

    private void stable(Gradients d) {
        line("");
        line("An equal formula is finite there:");
        line("");
        line("| | value |");
        line("| --- | --- |");
        Node error = d.tape().root();
        line("| %s | %s |".formatted(cell(LatexPage.name(error)), value(d.tape().value(error))));
        for (Part part : explanation.parts()) {
            line("| %s | %s |".formatted(cell(part.symbol().latex()), value(d.of(part.by()))));
        }
    }

    private void line(String line) {
        page.append(line).append('\n');
    }

    /// A fence around a text, longer than any in it.
    private static String fence(String text) {
        int longest =
                FENCES.matcher(text)
                        .results()
                        .mapToInt(found -> found.end() - found.start())
                        .max()
                        .orElse(2);
        return Strings.repeat("`", longest + 1);
    }

    private static String inline(String latex) {
        return "$" + math(latex) + "$";
    }

    /// In a table a bar would end the cell.
    private static String cell(String latex) {
        return inline(
                latex.lines()
                        .collect(joining(" "))
                        .replace("\\|", "\\Vert ")
                        .replace("|", "\\vert "));
    }

    /// LaTeX without the characters that Markdown reads before it finds formulas.
    private static String math(String latex) {
        return latex.replace("\\$", "\\text{\\textdollar}")
                .replace("`", "\\textquoteleft ")
                .replace("<", "\\lt ")
                .replace(">", "\\gt ");
    }
}
