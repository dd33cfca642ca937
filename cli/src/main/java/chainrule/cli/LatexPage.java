package chainrule.cli;

import static java.util.stream.Collectors.joining;

import chainrule.cli.Explanation.Part;
import chainrule.cli.Explanation.Row;
import chainrule.cli.Explanation.Step;
import chainrule.graph.Node;
import chainrule.graph.Text;

/// An explanation as a piece of a LaTeX document that uses amsmath: displayed formulas only.
final class LatexPage {
    private static final String HEAD =
            """
            % By `chainrule explain`. A piece of a document: \\usepackage{amsmath} there, \\input this.
            """;
    private static final int FORMULA = 1_600;
    private static final int NAME = 200;

    private LatexPage() {}

    /// The text, with a line end at the end.
    static String of(Explanation explanation) {
        StringBuilder page = new StringBuilder(HEAD);
        display(page, "the formula", explanation.formulas().latex());
        if (explanation.gradients().isPresent()) {
            display(page, "values, and what comes back", values(explanation));
        }
        for (Part part : explanation.parts()) {
            display(page, "a derivation", part.derivation().latex());
        }
        display(page, "the gradient", gradient(explanation));
        if (explanation.parts().stream().anyMatch(part -> part.step().isPresent())) {
            display(page, "a step of descent", steps(explanation));
        }
        return page.toString();
    }

    private static void display(StringBuilder page, String what, String formulas) {
        page.append("\n% ").append(what).append("\n\\[\n").append(formulas).append("\n\\]\n");
    }

    private static String values(Explanation explanation) {
        String error = name(explanation.question().error());
        return explanation.rows().stream()
                .map(row -> row(row, error, explanation.entries()))
                .collect(joining(" \\\\\n", "\\begin{aligned}\n", "\n\\end{aligned}"));
    }

    private static String row(Row row, String error, Entries entries) {
        String name = name(row.node());
        return name
                + " &= "
                + row.value().map(entries::latex).orElse("")
                + row.derivative()
                        .map(d ->
                                " & \\frac{\\partial %s}{\\partial %s} &= %s"
                                        .formatted(error, name, entries.latex(d)))
                        .orElse("");
    }

    /// ∂E/∂w = … = …, each with its formula and its value.
    static String gradient(Explanation explanation) {
        return explanation.parts().stream()
                .map(part ->
                        part.symbol().latex()
                                + " &= "
                                + Text.latex(part.written(), FORMULA)
                                + " = "
                                + simplified(part)
                                + part.value()
                                        .map(v -> " = " + explanation.entries().latex(v))
                                        .orElse(""))
                .collect(joining(" \\\\\n", "\\begin{aligned}\n", "\n\\end{aligned}"));
    }

    static String simplified(Part part) {
        return formula(part.simplified());
    }

    private static String steps(Explanation explanation) {
        return explanation.parts().stream()
                .flatMap(part ->
                        part.step().stream().map(step -> step(part, step, explanation.entries())))
                .collect(joining(" \\\\\n", "\\begin{aligned}\n", "\n\\end{aligned}"));
    }

    private static String step(Part part, Step step, Entries entries) {
        return "%1$s' &= %1$s - \\alpha %2$s = %3$s%4$s = %5$s"
                .formatted(
                        name(part.by()),
                        part.symbol().latex(),
                        formula(step.formula()),
                        step.towards().map(sum -> " = " + formula(sum)).orElse(""),
                        entries.latex(step.value()));
    }

    /// A node by its name where it has one, and else its formula.
    static String formula(Node node) {
        return Text.latex(node, FORMULA, x -> x.name().map(Text::latex));
    }

    static String name(Node node) {
        return Text.latex(node, NAME, x -> x.name().map(Text::latex));
    }
}
