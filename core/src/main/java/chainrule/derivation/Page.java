package chainrule.derivation;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
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
        List<String> before = before(rows);
        int column = 0;
        for (int i = 0; i < rows.size(); i++) {
            int width = width(before.get(i));
            boolean counts = rows.get(i).value().isPresent() && width <= WIDEST;
            column = counts ? Math.max(column, width) : column;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append(i == 0 ? "" : "\n").append(before.get(i));
            int gap = Math.max(0, column - width(before.get(i))) + 2;
            rows.get(i).value().ifPresent(v -> text.append(" ".repeat(gap)).append(v.text()));
        }
        return text.toString();
    }

    /// What stands before the values; a row that continues another begins below its sign.
    private static List<String> before(List<Row> rows) {
        List<String> before = new ArrayList<>();
        String indent = "";
        for (Row row : rows) {
            if (row.sign().equals("=")) {
                indent = " ".repeat(width(row.left().text()));
                before.add(row.left().text() + " = " + row.right().text());
            } else {
                before.add((row.isContinued() ? indent + " + " : "") + row.right().text());
            }
        }
        return before;
    }

    /// How many places a text takes.
    private static int width(String text) {
        return (int) ACCENTS.matcher(text).replaceAll("").codePoints().count();
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
