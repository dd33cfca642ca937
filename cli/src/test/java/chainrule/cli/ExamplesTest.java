package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.cli.Explanation.Part;
import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The systems of the course, explained. Their pages stand in `src/test/resources`;
/// `-Dchainrule.write` writes them anew.
class ExamplesTest {
    private static final Path PAGES = Path.of("src/test/resources/chainrule/cli/explain");
    private static final double H = 1e-5;

    private static ImmutableList<Example> examples() {
        return Examples.all();
    }

    private static Explanation explained(Example example) throws IOException {
        Question question =
                Question.of(example.formula(), Given.read(List.of(example.values())), example.by());
        return Explanation.of(question, false, 4, example.rate());
    }

    private static Explanation explained(String name) throws IOException {
        return explained(Examples.find(name).orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void itsPagesAreAsTheyWere(Example example) throws IOException {
        Explanation explanation = explained(example);
        same(example.name() + ".txt", TextPage.of(explanation));
        same(example.name() + ".tex", LatexPage.of(explanation));
        same(
                example.name() + ".md",
                MarkdownPage.of(explanation, Optional.of(example.name() + ".svg")));
    }

    private static void same(String file, String page) throws IOException {
        Path golden = PAGES.resolve(file);
        if (System.getProperty("chainrule.write") != null) {
            Files.createDirectories(PAGES);
            Files.writeString(golden, page);
        }
        assertThat(page)
                .as(
                        "%s; write it anew by mvn -pl cli test -Dtest=ExamplesTest -Dchainrule.write=true",
                        golden)
                .isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void itsGradientIsThatOfDifferencesAndOfTheSimplifiedFormula(Example example)
            throws IOException {
        Explanation explanation = explained(example);
        Node error = explanation.question().error();
        Feed feed = explanation.question().feed().orElseThrow();
        for (Part part : explanation.parts()) {
            double[] gradient = part.value().orElseThrow().toDoubles();
            double[] simplified = Interpreter.evaluate(part.simplified(), feed).toDoubles();
            for (int i = 0; i < gradient.length; i++) {
                assertThat(simplified[i]).isCloseTo(gradient[i], within(1e-12));
                if (feed.nodes().contains(part.by())) {
                    double difference =
                            (moved(error, feed, part.by(), i, H)
                                            - moved(error, feed, part.by(), i, -H))
                                    / (2 * H);
                    assertThat(gradient[i]).isCloseTo(difference, within(1e-7));
                }
            }
        }
    }

    private static double moved(Node error, Feed feed, Node w, int entry, double by) {
        Map<Node, Tensor> values = new HashMap<>();
        feed.nodes().forEach(node -> values.put(node, feed.value(node)));
        double[] entries = feed.value(w).toDoubles();
        entries[entry] += by;
        values.put(w, Tensor.of(feed.value(w).shape(), entries));
        return Interpreter.evaluate(error, Feed.of(values)).item();
    }

    private static List<String> gradients(String name) throws IOException {
        return explained(name).parts().stream()
                .map(part -> part.symbol().text() + " = " + Text.of(part.simplified()))
                .toList();
    }

    /// The formulas of the course.
    @Test
    void theGradientsAreThoseOfTheBook() throws IOException {
        assertThat(gradients("perceptron"))
                .containsExactly("∂E/∂w = Xᵀ(ŷ − y) / m", "∂E/∂b = mean(ŷ − y)");
        assertThat(gradients("layers"))
                .contains("∂E/∂W⁽¹⁾ = xᵀ((ŷ − y)·W⁽²⁾ᵀ ⊙ a ⊙ (1 − a))", "∂E/∂W⁽²⁾ = aᵀ(ŷ − y)");
        assertThat(gradients("two-layers"))
                .containsExactly(
                        "∂E/∂W₁₁⁽¹⁾ = (ŷ − y) · W₁₁⁽²⁾ · σ(h₁) · (1 − σ(h₁)) · x₁",
                        "∂E/∂W₁₁⁽²⁾ = (ŷ − y) · σ(h₁)");
        assertThat(gradients("neuron"))
                .containsExactly(
                        "∂C/∂z = (a − y) · a · (1 − a)",
                        "∂C/∂w₁ = (a − y) · a · (1 − a) · x₁",
                        "∂C/∂w₂ = (a − y) · a · (1 − a) · x₂",
                        "∂C/∂b = (a − y) · a · (1 − a)");
        assertThat(gradients("log-loss"))
                .containsExactly("∂E/∂w₁ = (ŷ − y) · x₁", "∂E/∂w₂ = (ŷ − y) · x₂", "∂E/∂b = ŷ − y");
        assertThat(gradients("perceptron-algorithm"))
                .containsExactly("∂E/∂w = (ŷ − y) · x", "∂E/∂b = ŷ − y");
        assertThat(gradients("softmax"))
                .containsExactly("∂E/∂W = Xᵀ(P − Y) / m", "∂E/∂b = mean₀(P − Y)");
    }

    /// ŷ = σ(−0.6), y = 1: w + 0.1 · (1 − ŷ) · x.
    @Test
    void theStepGoesTowardsTheLabel() throws IOException {
        double miss = 1 - 1 / (1 + Math.exp(0.6));
        List<Part> parts = explained("descent").parts();
        assertThat(parts.get(0).step().orElseThrow().value().toDoubles())
                .containsExactly(
                        new double[] {0.4 + 0.1 * miss * 1.5, 0.5 - 0.1 * miss * 2}, within(1e-12));
        assertThat(parts.get(1).step().orElseThrow().value().item())
                .isCloseTo(-0.2 + 0.1 * miss, within(1e-12));
    }

    /// Only misclassified points move the weights of the perceptron algorithm.
    @Test
    void aPointThatIsRightMovesNothing() throws IOException {
        Example example = Examples.find("perceptron-algorithm").orElseThrow();
        Given right = Given.read(List.of(example.values())).with(Given.read(List.of("y=0")));
        Explanation explanation =
                Explanation.of(
                        Question.of(example.formula(), right, example.by()),
                        false,
                        4,
                        example.rate());
        assertThat(explanation.parts())
                .allSatisfy(part ->
                        assertThat(part.value().orElseThrow().toDoubles())
                                .usingComparatorWithPrecision(1e-300)
                                .containsOnly(0));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void itsLatexIsBalancedAndItsMarkdownHasTheSame(Example example) throws IOException {
        Explanation explanation = explained(example);
        String latex = LatexPage.of(explanation);
        balanced(latex);
        assertThat(MarkdownPage.of(explanation, Optional.empty()))
                .contains("```latex\n" + latex + "```\n");
    }

    /// What LaTeX wants in pairs.
    static void balanced(String latex) {
        assertThat(count(latex, "(?<!\\\\)\\{")).as(latex).isEqualTo(count(latex, "(?<!\\\\)\\}"));
        assertThat(count(latex, "\\\\left(?![a-z])")).isEqualTo(count(latex, "\\\\right(?![a-z])"));
        assertThat(count(latex, "\\\\begin\\{")).isEqualTo(count(latex, "\\\\end\\{")).isPositive();
        assertThat(count(latex, "(?m)^\\\\\\[$")).isEqualTo(count(latex, "(?m)^\\\\\\]$"));
    }

    private static long count(String text, String regex) {
        return Pattern.compile(regex).matcher(text).results().count();
    }

    @Test
    void theListHasALineForEach() {
        assertThat(Examples.list().lines())
                .hasSize(Examples.all().size())
                .contains(
                        "  perceptron            ŷ = σ(Xw + b) and its log-loss over four points",
                        "  softmax               three classes: softmax and cross-entropy over two points, one-hot labels");
    }
}
