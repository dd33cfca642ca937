package chainrule.derivation;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.regex.Pattern;

/// Rows as they are written for a reader.
final class Page {
    /// Where values stand below each other, unless a row is longer.
    private static final int WIDEST = 72;

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}");

    private Page() {}

    /// As plain text, values below each other.
    static String text(List<Row> rows) {
        int width =
                rows.stream()
                        .filter(row -> row.value().isPresent())
                        .mapToInt(row -> width(before(row, 0)))
                        .filter(length -> length <= WIDEST)
                        .max()
                        .orElse(0);
        StringBuilder text = new StringBuilder();
        int indent = 0;
        for (Row row : rows) {
            indent = row.sign().equals("=") ? width(row.left().text()) : indent;
            String before = before(row, indent);
            text.append(text.isEmpty() ? "" : "\n").append(before);
            row.value()
                    .ifPresent(value ->
                            text.append(" ".repeat(Math.max(0, width - width(before))))
                                    .append("  ")
                                    .append(value.text()));
        }
        return text.toString();
    }

    private static String before(Row row, int indent) {
        return row.sign().equals("=")
                ? row.left().text() + " = " + row.right().text()
                : row.isContinued()
                        ? " ".repeat(indent) + " + " + row.right().text()
                        : row.right().text();
    }

    /// How many places a text takes.
    private static int width(String text) {
        return ACCENTS.matcher(text).replaceAll("").codePoints().map(_ -> 1).sum();
    }

    /// As LaTeX for mathematics mode with amsmath, aligned at their signs.
    static String latex(List<Row> rows) {
        return rows.stream()
                .map(row ->
                        row.left().latex()
                                + " &"
                                + (row.sign().isEmpty() ? "\\quad " : row.sign() + " ")
                                + row.right().latex()
                                + row.value().map(value -> " &&" + value.latex()).orElse(""))
                .collect(joining(" \\\\\n", "\\begin{aligned}\n", "\n\\end{aligned}"));
    }

    /// As a numbered list in Markdown, with the formulas in LaTeX between dollar signs.
    static String markdown(List<Row> rows) {
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (Row row : rows) {
            String formula =
                    row.left().latex()
                            + " "
                            + row.sign()
                            + " "
                            + row.right().latex()
                            + row.value().map(value -> "\\quad " + value.latex()).orElse("");
            if (row.isContinued()) {
                text.append("\\\n   $");
            } else {
                text.append(number == 0 ? "" : "\n").append(++number).append(". $");
            }
            text.append(harmless(formula.strip())).append('$');
        }
        return text.toString();
    }

    /// The same LaTeX without the characters that Markdown reads before it finds formulas.
    private static String harmless(String latex) {
        return latex.replace("\\$", "\\text{\\textdollar}")
                .replace("`", "\\textquoteleft ")
                .replace("<", "\\lt ")
                .replace(">", "\\gt ");
    }
}
