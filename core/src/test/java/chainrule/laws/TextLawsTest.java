package chainrule.laws;

import static chainrule.graph.Functions.abs;
import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.maximum;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sqrt;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Formulas;
import chainrule.graph.LatexSyntax;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is true of the text and the LaTeX of every formula.
@Domain(RandomGraphs.class)
@Domain(net.jqwik.api.domains.DomainContext.Global.class)
class TextLawsTest {
    private static List<Node> roots(RandomGraph graph) {
        List<Node> roots = new ArrayList<>(Gradient.of(graph.e(), graph.used()));
        roots.add(graph.e());
        return roots;
    }

    @Property(tries = 60)
    void bracketsMatchAndBoundsHold(
            @ForAll RandomGraph graph,
            @ForAll @IntRange(min = 1, max = 60) int lines,
            @ForAll @IntRange(min = 1, max = 120) int width) {
        for (Node node : Walk.order(roots(graph))) {
            assertThat(Text.of(node, width)).hasSizeLessThanOrEqualTo(width + 1);
            String latex = Text.latex(node, width);
            LatexSyntax.check(latex);
            assertThat(latex).hasSizeLessThan(width + 1_000);
        }
        Formulas formulas = Formulas.of(roots(graph)).atMost(lines, width);
        for (Formulas each : List.of(formulas, formulas.withShapes())) {
            assertThat(each.text().lines().toList())
                    .hasSizeLessThanOrEqualTo(lines + 1)
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width + 1));
            LatexSyntax.check(each.latex());
            assertThat(each.latex()).hasSizeLessThan(25 * (lines + 1) * (width + 60));
        }
    }

    /// Nothing is left out where there is room for the names and numbers in one operation.
    @Property(tries = 200)
    void linesAreWholeAndUseWhatIsAboveThem(
            @ForAll RandomGraph graph, @ForAll @IntRange(min = 160, max = 300) int width) {
        Formulas formulas = Formulas.of(roots(graph)).atMost(10_000, width);
        Set<String> defined = new HashSet<>();
        for (String line : formulas.text().lines().toList()) {
            assertThat(line).doesNotContain("…").hasSizeLessThanOrEqualTo(width);
            brackets(line);
            if (line.contains(" = ")) {
                assertThat(line.substring(line.indexOf(" = ")).split("[^\\p{L}₀-₉]+"))
                        .filteredOn(word -> word.matches("t[₀-₉]+"))
                        .allMatch(defined::contains);
                assertThat(defined.add(line.substring(0, line.indexOf(" = ")))).as(line).isTrue();
            }
        }
        assertThat(formulas.latex().lines()).hasSize((int) formulas.text().lines().count() + 2);
        assertThat(formulas.latex()).doesNotContain("\\dots");
        assertThat(formulas.text())
                .isEqualTo(Formulas.of(roots(graph)).atMost(10_000, width).text());
    }

    private static void brackets(String text) {
        Deque<Character> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '[') {
                open.push(c == '(' ? ')' : ']');
            } else if (c == ')' || c == ']') {
                assertThat(open.poll()).as(text).isEqualTo(c);
            }
        }
        assertThat(open).as(text).isEmpty();
    }

    /// A random formula of numbers, small and negative constants among them, that shares nodes and
    /// stays finite.
    private static Node formula(Random random, List<Node> sources, Feed feed, int size) {
        Interpreter run = Interpreter.of(feed);
        List<Node> pool = new ArrayList<>(sources);
        for (int i = 0; i < size; i++) {
            Node a = pool.get(pool.size() - 1 - random.nextInt(Math.min(4, pool.size())));
            Node b = pool.get(random.nextInt(pool.size()));
            Node c = Node.constant(constant(random));
            Node next =
                    switch (random.nextInt(16)) {
                        case 0, 1 -> a.add(b);
                        case 2, 3 -> b.sub(a);
                        case 4, 5 -> b.mul(a);
                        case 6, 7 -> b.div(a);
                        case 8 -> a.neg();
                        case 9 -> abs(a).pow(b);
                        case 10 -> a.pow(c);
                        case 11 -> square(a);
                        case 12 -> abs(a.sub(b));
                        case 13 -> sqrt(abs(a)).sub(maximum(a, c));
                        case 14 -> c.mul(tanh(a));
                        default -> random.nextBoolean() ? exp(a.neg()) : log(abs(a)).sub(c);
                    };
            if (Double.isFinite(run.value(next).item())) {
                pool.add(random.nextInt(6) == 0 ? next.named("n" + i) : next);
            }
        }
        return pool.get(pool.size() - 1).mul(pool.get(pool.size() / 2)).named("E");
    }

    private static double constant(Random random) {
        double[] some = {2, -2, 0.5, -0.75, 3e-7, -4e-9, 2e12, -1, 1};
        return some[random.nextInt(some.length)];
    }

    /// The text is read by rules that know nothing of nodes, and has the value of the nodes, bit
    /// for bit: so no bracket is missing, and no line.
    @Property(tries = 1_000)
    void readByTheUsualRulesTheTextHasTheValueOfTheFormula(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 60) int size,
            @ForAll @IntRange(min = 40, max = 200) int width) {
        Node x = parameter("x");
        Node y = parameter("y₁");
        Feed feed = Feed.of(x, 1.25).and(y, -0.375);
        Node e = formula(random, List.of(x, y), feed, size);
        Map<String, Double> given = Map.of("x", 1.25, "y₁", -0.375);
        Double expected = Interpreter.evaluate(e, feed).item();
        String lines = Formulas.of(e).atMost(1_000, width).text();
        assertThat(FormulaText.values(lines, given).get("E")).as(lines).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "1 − 2 − 3: -4",
                "1 − (2 − 3): 2",
                "8 / 4 / 2: 1",
                "8 / 4 · 2: 4",
                "2 + 3 · 4²: 50",
                "−2²: -4",
                "(−2)²: 4",
                "−2 · 3 + 1: -5",
                "2^(−1): 0.5",
                "1.5e−3 · x: 0.003",
                "||x| − |−3 · x||: 4",
                "maximum(x, 3) + √(4): 5"
            })
    void theReaderKnowsTheRules(String formula, double value) {
        assertThat(FormulaText.value(formula, Map.of("x", 2.0))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2^3^4", "1 + −2", "2 · −2", "(1", "1)", "y", "x²²", "…", ""})
    void theReaderRefusesWhatIsUnclear(String formula) {
        assertThatThrownBy(() -> FormulaText.value(formula, Map.of("x", 2.0)))
                .isInstanceOf(AssertionError.class);
    }
}
