package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.graph.Edge;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.tape.Gradients;
import chainrule.tensor.Tensor;
import chainrule.viz.RenderTest.Engine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

/// What reaches the SVG of a formula's DOT text.
class DotSvgTest {
    @ParameterizedTest
    @EnumSource
    void everyNumberOnAnEdgeIsTheOneThatGradientsGives(Engine engine) throws Exception {
        for (Sample sample : List.of(Sample.perceptron(), Sample.square(), Sample.diamond())) {
            Gradients gradients = sample.gradients();
            Svg svg = Svg.of(engine.render().svg(Dot.of(gradients)));
            List<Node> order = gradients.formulas().order();
            for (Node node : order) {
                for (Edge edge : node.edges()) {
                    check(svg, order, edge, gradients);
                }
                checkNode(svg, "n" + order.indexOf(node), node, gradients);
            }
        }
    }

    private static void check(Svg svg, List<Node> order, Edge edge, Gradients gradients) {
        List<String> lines =
                svg.lines(
                        "e_%d_%d_%d"
                                .formatted(
                                        order.indexOf(edge.source()),
                                        order.indexOf(edge.consumer()),
                                        edge.operand()));
        if (edge.source().op() instanceof Op.Constant) {
            assertThat(lines).isEmpty();
            return;
        }
        sameNumbers(lines, "← ", gradients.along(edge));
        if (!gradients.local(edge).isDiagonal()) {
            assertThat(lines.getFirst()).matches("∂ (ȳ ↦ .*|· .*|.* ·)");
        } else if (lines.stream().anyMatch(line -> line.startsWith("= "))) {
            sameNumbers(lines, "= ", gradients.local(edge).diagonal());
        } else {
            assertThat(lines.getFirst()).matches("∂ −?1.*");
        }
    }

    private static void checkNode(Svg svg, String id, Node node, Gradients gradients) {
        List<String> lines = svg.lines(id);
        if (node.op() instanceof Op.Constant) {
            assertThat(lines).hasSize(1);
            return;
        }
        sameNumbers(lines, "= ", gradients.tape().value(node));
        sameNumbers(
                lines.stream().map(line -> line.replaceFirst("^∂.*/∂.* = ", "bar ")).toList(),
                "bar ",
                gradients.of(node));
    }

    /// To three digits.
    private static void sameNumbers(List<String> lines, String sign, Tensor expected) {
        List<String> found = lines.stream().filter(line -> line.startsWith(sign)).toList();
        assertThat(found).as("%s in %s", sign, lines).hasSize(1);
        String[] numbers =
                found.getFirst()
                        .substring(sign.length())
                        .replaceAll("[\\[\\]]", "")
                        .replace('−', '-')
                        .split(", ", -1);
        assertThat(numbers).hasSize(expected.size());
        for (int i = 0; i < numbers.length; i++) {
            assertThat(Double.parseDouble(numbers[i]))
                    .isCloseTo(expected.get(i), within(0.0051 * Math.abs(expected.get(i))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void idsClassesAndTooltipsAreThere(Engine engine) throws Exception {
        Svg svg = Svg.of(engine.render().svg(Dot.of(Sample.perceptron().gradients())));
        assertThat(Stream.of("n0", "n1", "n2", "n9", "n6").map(svg::cssClass))
                .containsExactly(
                        "node input",
                        "node input",
                        "node parameter",
                        "node constant",
                        "node operation");
        assertThat(svg.lines("n6"))
                .containsExactly("ŷ = σ(□)", "[batch×1]", "= 0.366", "∂E/∂ŷ = −2.73");
        assertThat(svg.tooltip("n6")).isEqualTo("ŷ = σ(x·W + b)");
        assertThat(svg.tooltip("e_5_6_0")).isEqualTo("∂ ŷ ⊙ (1 − ŷ)\n= 0.232\n← −0.634");
        assertThat(svg.cssClass("e_5_6_0")).isEqualTo("edge");
        assertThat(svg.cssClass("cluster_0")).isEqualTo("cluster scope");
        assertThat(svg.lines("cluster_0")).containsExactly("neuron");
        List<String> ids =
                svg.all("g").stream()
                        .map(g -> g.getAttribute("id"))
                        .filter(id -> !id.isEmpty())
                        .toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void bothEdgesOfASquareAreDrawn(Engine engine) throws Exception {
        Svg svg = Svg.of(engine.render().svg(Dot.of(Sample.square().gradients())));
        assertThat(svg.lines("e_0_1_0")).containsExactly("∂ x", "= −3", "← −3");
        assertThat(svg.lines("e_0_1_1")).containsExactly("∂ x", "= −3", "← −3");
        assertThat(svg.lines("n0")).containsExactly("x", "= −3", "∂E/∂x = −6");
    }

    @ParameterizedTest
    @EnumSource
    void theSignOfWhatComesBackIsHueAndDashes(Engine engine) throws Exception {
        Svg svg = Svg.of(engine.render().svg(Dot.of(Sample.diamond().gradients())));
        assertThat(path(svg, "e_0_1_0").getAttribute("stroke")).isEqualTo("#2166ac");
        assertThat(path(svg, "e_0_1_0").getAttribute("stroke-dasharray")).isNotEmpty();
        assertThat(path(svg, "e_3_4_1").getAttribute("stroke")).isEqualTo("#b2182b");
        assertThat(path(svg, "e_3_4_1").getAttribute("stroke-dasharray")).isEmpty();
    }

    private static Element path(Svg svg, String id) {
        return (Element) svg.byId(id).getElementsByTagName("path").item(0);
    }

    @Test
    void theLegendSaysWhatIsDifferentiated() throws Exception {
        String dot = Dot.of(Sample.diamond().gradients());
        assertThat(dot).contains("what comes back along it of ∂E.");
    }
}
