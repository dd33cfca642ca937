package chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The grammar of LaTeX, as far as our formulas use it: braces and `\left`…`\right` match and do
/// not overlap, commands have their arguments, nothing has two indices or two exponents, `&` and
/// `\\` stand in `aligned` and `bmatrix` only, and `\text` holds no mathematics.
public final class LatexSyntax {
    private static final Pattern TOKEN =
            Pattern.compile("\\\\(?:begin|end)\\{(?:aligned|bmatrix)}|\\\\[A-Za-z]+|(?s)\\\\.|.");
    private static final Set<String> WITH_ARGUMENT =
            Set.of(
                    "\\frac",
                    "\\sqrt",
                    "\\text",
                    "\\mathrm",
                    "\\operatorname",
                    "\\hat",
                    "\\bar",
                    "\\tilde",
                    "\\dot",
                    "\\ddot",
                    "\\vec",
                    "\\acute",
                    "\\grave",
                    "\\check",
                    "\\breve",
                    "\\mathring");

    private final String latex;
    private final Deque<Level> levels = new ArrayDeque<>();
    private String before = "";

    /// A group, and what the last symbol in it has already.
    private static final class Level {
        final String closedBy;
        boolean index;
        boolean exponent;

        Level(String closedBy) {
            this.closedBy = closedBy;
        }
    }

    private LatexSyntax(String latex) {
        this.latex = latex;
    }

    /// Fails unless this is LaTeX.
    public static void check(String latex) {
        new LatexSyntax(latex).check();
    }

    private void check() {
        levels.push(new Level("the end"));
        Matcher token = TOKEN.matcher(latex);
        while (token.find()) {
            next(token.group());
            before = token.group();
        }
        assertThat(levels).as("what is open at the end of %s", latex).hasSize(1);
        assertThat(before).as("the end of %s", latex).isNotIn("_", "^").isNotIn(WITH_ARGUMENT);
    }

    private void next(String token) {
        Level here = levels.element();
        if (List.of("_", "^").contains(before) || WITH_ARGUMENT.contains(before)) {
            assertThat(token).as("behind %s in %s", before, latex).matches("\\{|[0-9]");
        }
        if (List.of("\\left", "\\right").contains(before)) {
            assertThat(token).as("behind %s in %s", before, latex).matches("[()\\[\\]|]");
            return;
        }
        switch (token) {
            case "{" -> open(here, "}");
            case "\\left" -> open(here, "\\right");
            case "\\begin{aligned}" -> open(here, "\\end{aligned}");
            case "\\begin{bmatrix}" -> open(here, "\\end{bmatrix}");
            case "}", "\\right", "\\end{aligned}", "\\end{bmatrix}" ->
                    assertThat(levels.pop().closedBy)
                            .as("for %s in %s", token, latex)
                            .isEqualTo(token);
            case "&", "\\\\" -> {
                assertThat(here.closedBy).as(latex).startsWith("\\end{");
                symbol(here);
            }
            case "_" -> {
                assertThat(here.index).as("a second index in %s", latex).isFalse();
                here.index = true;
            }
            case "^" -> {
                assertThat(here.exponent).as("a second exponent in %s", latex).isFalse();
                here.exponent = true;
            }
            case "'" -> {
                assertThat(here.exponent && !before.equals("'"))
                        .as("a prime behind an exponent in %s", latex)
                        .isFalse();
                here.exponent = true;
            }
            default -> {
                assertThat(token).as(latex).doesNotMatch("[#%$]|\\p{Cc}&&[^\n]|\\p{Cs}");
                if (!List.of("_", "^").contains(before)) {
                    symbol(here);
                }
            }
        }
    }

    private void open(Level here, String closedBy) {
        if (!List.of("_", "^").contains(before)) {
            symbol(here);
        }
        levels.push(new Level(closedBy));
    }

    private static void symbol(Level here) {
        here.index = false;
        here.exponent = false;
    }
}
