package chainrule.simplify;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.graph.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// docs/simplify.md is made of the rules and of the examples that they are tested on. Written anew
/// with `mvn -pl core test -Dtest=RulesTableTest -Dchainrule.write=true`.
class RulesTableTest {
    private static final Path PAGE = Path.of("../docs/simplify.md");

    private static final String TOP =
            """
            # Rules of simplification

            `Simplify.of(e)` applies these rules, operands first, each from the top of this list, until none fits; `Simplify.explain(e)`
            shows every step. This page is made of the rules and their examples by `RulesTableTest`, which fails when it is not up to
            date, and says how to write it anew.

            - **Stabilising** rules are equal over the real numbers on the whole domain, and finite where the left side overflows or has
              lost its digits: at a saturated neuron, say.
            - **Exact** rules give the same number for all that is fed, infinities and NaN included, up to the sign of a zero.
            - **Algebraic** rules are equal over the real numbers. Rounding may differ in the last digits, and where an infinity is fed,
              so may the result. They divide only by what is proved bounded and never 0, as σ(x) is, and what cancels against itself must
              be seen elsewhere in the result: a NaN that is fed is seen there, too, unless the factor that held it was divided out. So
              `0 · x`, `x − x` and `x / x` stay as they are. A size of a dimension counts as a number other than 0: over no points, a
              gradient of a mean is 0/0, or what it would be over one, and `ln Σ exp(x)` over them is refused, for it needs a largest. In the laws `k` and `j` are numbers other than 0, or sizes; these go outwards, so that they
              meet.

            Nodes with a name are not taken apart by algebra, and a formula without a name that is equal to one with a name is that one.

            It ends. Every rule makes the tree of the formula shorter, where a logarithm counts four times what is inside it, a
            composite as much as its definition, and a named node as one thing; or it leaves the length and brings a sign nearer to
            the result; or it moves a number, a size, a reshaping or a bracket one operation further in its one direction. A form
            that cancels is taken only if it is shorter and has no part more often. It takes a time in proportion to the number of
            nodes: sums are looked at 16 terms, products 16 factors at a time.

            | law | kind | where | example | becomes |
            |---|---|---|---|---|
            """;

    private static String page() {
        return TOP
                + RewritesTest.EXAMPLES.stream().map(RulesTableTest::row).collect(joining("\n"))
                + "\n";
    }

    private static String row(RewritesTest.Example example) {
        Rewrite rule =
                Rewrites.ALL.stream()
                        .filter(rewrite -> rewrite.law().equals(example.law()))
                        .findFirst()
                        .orElseThrow();
        return "| %s | %s | %s | %s | %s |"
                .formatted(
                        rule.law(),
                        rule.kind(),
                        rule.where(),
                        shown(Text.formula(example.formula(), 60)),
                        shown(example.rewritten()));
    }

    private static String shown(String formula) {
        return (formula.length() > 60 ? formula.substring(0, 59) + "…" : formula)
                .replace("|", "\\|");
    }

    @Test
    void thePageOfRulesIsUpToDate() throws IOException {
        if (Boolean.getBoolean("chainrule.write")) {
            Files.writeString(PAGE, page());
        }
        assertThat(PAGE).hasContent(page());
    }
}
