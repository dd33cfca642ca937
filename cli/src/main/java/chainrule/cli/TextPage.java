package chainrule.cli;

import static java.util.stream.Collectors.joining;

import chainrule.cli.Explanation.Part;
import chainrule.cli.Explanation.Row;
import chainrule.cli.Explanation.Step;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.tensor.Numbers;
import chainrule.tensor.Tensor;
import com.google.common.base.Strings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// An explanation as plain text, for a terminal.
final class TextPage {
    private static final int NAME = 36;
    private static final int IN_FULL = 64;
    private static final int LONGEST = 160;

    private final Explanation explanation;
    private final Entries entries;

    private TextPage(Explanation explanation) {
        this.explanation = explanation;
        this.entries = explanation.entries();
    }

    /// The text, with a line end at the end.
    static String of(Explanation explanation) {
        return new TextPage(explanation).text();
    }

    private String text() {
        List<String> blocks = new ArrayList<>();
        blocks.add(block("formula", explanation.formulas().text()));
        if (explanation.gradients().isPresent()) {
            blocks.add(block("values", values()));
        }
        blocks.add(
                block(
                        "derivation",
                        explanation.parts().stream()
                                .map(part -> part.derivation().text())
                                .collect(joining("\n\n"))));
        blocks.add(
                block(
                        "gradient",
                        explanation.parts().stream().map(this::part).collect(joining("\n"))));
        String steps = steps();
        if (!steps.isEmpty()) {
            blocks.add(
                    block(
                            "step of descent, α = "
                                    + Numbers.text(explanation.rate().orElseThrow()),
                            steps));
        }
        explanation.trouble().ifPresent(trouble -> blocks.add(trouble(trouble)));
        return String.join("\n", blocks);
    }

    private static String block(String title, String lines) {
        return title + "\n" + indented(lines) + "\n";
    }

    private static String indented(String lines) {
        return lines.lines().map(line -> line.isEmpty() ? "" : "  " + line).collect(joining("\n"));
    }

    private String values() {
        String error = name(explanation.question().error());
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of("", "value", "∂" + error + "/∂·"));
        for (Row row : explanation.rows()) {
            cells.add(
                    List.of(
                            name(row.node()),
                            row.value().map(entries::text).orElse(""),
                            row.derivative().map(entries::text).orElse("")));
        }
        if (explanation.leftOut() > 0) {
            cells.add(
                    cells.size() - 1,
                    List.of("… %d more".formatted(explanation.leftOut()), "", ""));
        }
        int[] widths =
                IntStream.range(0, 3)
                        .map(c -> cells.stream().mapToInt(r -> width(r.get(c))).max().orElse(0))
                        .toArray();
        return cells.stream()
                .map(row ->
                        IntStream.range(0, 3)
                                .mapToObj(c -> padded(row.get(c), widths[c]))
                                .collect(joining("  "))
                                .stripTrailing())
                .collect(joining("\n"));
    }

    /// Accents take no place of their own: ŷ may be two characters.
    private static int width(String text) {
        return (int) text.codePoints().filter(c -> !isAccent(c)).count();
    }

    private static boolean isAccent(int c) {
        return Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static String padded(String text, int width) {
        return Strings.padEnd(text, width + text.length() - width(text), ' ');
    }

    private static String name(Node node) {
        return Text.of(node, NAME);
    }

    private String part(Part part) {
        String value = part.value().map(v -> " = " + all(v)).orElse("");
        String written = Text.formula(part.written(), LONGEST);
        String simplified = Text.of(part.simplified(), LONGEST);
        return part.symbol().text()
                + value
                + (written.equals(simplified)
                        ? "\n  as a formula  " + simplified
                        : "\n  as written    " + written + "\n  simplified    " + simplified);
    }

    private String steps() {
        return explanation.parts().stream()
                .flatMap(part -> part.step().stream().map(step -> step(part, step)))
                .collect(joining("\n"));
    }

    private String step(Part part, Step step) {
        String name = name(part.by());
        String next = "\n" + " ".repeat(width(name)) + "  = ";
        return "%1$s′ = %1$s − α · %2$s".formatted(name, part.symbol().text())
                + next
                + Text.of(step.formula(), LONGEST)
                + step.towards().map(sum -> next + Text.of(sum, LONGEST)).orElse("")
                + next
                + all(step.value());
    }

    private String all(Tensor value) {
        return entries.atMost(IN_FULL).text(value);
    }

    private String trouble(Trouble trouble) {
        return block("not finite", trouble.cause())
                + trouble.stable()
                        .map(d -> {
                            List<String> lines = new ArrayList<>();
                            Node error = d.tape().root();
                            lines.add(Text.formula(error, LONGEST));
                            lines.add(name(error) + " = " + all(d.tape().value(error)));
                            for (Part part : explanation.parts()) {
                                lines.add(part.symbol().text() + " = " + all(d.of(part.by())));
                            }
                            return "\n"
                                    + block(
                                            "finite: an equal formula (--simplify)",
                                            String.join("\n", lines));
                        })
                        .orElse("");
    }
}
