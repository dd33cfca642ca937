package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Walk;
import chainrule.simplify.Unroll;
import chainrule.simplify.Unrolled;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Tensor;
import chainrule.viz.RenderTest.Engine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

/// What a reader works out from the text of a picture alone, by multiplying what stands on the
/// edges.
class ReadOffTest {
    private static final Sample NETWORK = Sample.network();

    /// Neuron by neuron: the sum over the paths of the products of the numbers on their edges.
    @ParameterizedTest
    @EnumSource
    void theDerivativeOfAWeightIsTheProductOfTheNumbersOnTheEdges(Engine engine) throws Exception {
        Tape tape = NETWORK.tape();
        Unrolled unrolled = Unroll.of(NETWORK.root());
        Map<Node, Tensor> values = new LinkedHashMap<>();
        for (Node node : Walk.order(NETWORK.root())) {
            if (node.op() instanceof Op.Fed) {
                values.put(node, tape.value(node));
            }
        }
        Gradients gradients =
                Tape.record(unrolled.root(), Feed.of(unrolled.values(values))).backward();
        Svg svg = Svg.of(engine.render().svg(Dot.of(gradients)));
        for (Node weight : unrolled.sources()) {
            if (weight.op() instanceof Op.Parameter) {
                String name = weight.name().orElseThrow();
                assertThat(product(svg, node(svg, name), node(svg, "E = □ / 2")))
                        .as(name)
                        .isCloseTo(
                                gradients.of(weight).item(),
                                within(0.02 * Math.abs(gradients.of(weight).item())));
            }
        }
        // by hand: ∂E/∂W₁₁⁽¹⁾ = (ŷ − y) · ŷ(1 − ŷ) · W₁₁⁽²⁾ · σ(h₁)(1 − σ(h₁)) · x₁
        double h1 = sigmoid(0.4 * 0.5 + 0.2 * -1.5);
        double h2 = sigmoid(-0.3 * 0.5 + 0.5 * -1.5);
        double p = sigmoid(0.7 * h1 - 0.6 * h2);
        double byHand = (p - 1) * p * (1 - p) * 0.7 * h1 * (1 - h1) * 0.5;
        assertThat(product(svg, node(svg, "W₁₁⁽¹⁾"), node(svg, "E = □ / 2")))
                .isCloseTo(byHand, within(0.02 * Math.abs(byHand)));
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    private static String node(Svg svg, String title) {
        return svg.all("g").stream()
                .filter(g -> g.getAttribute("class").startsWith("node"))
                .map(g -> g.getAttribute("id"))
                .filter(id -> svg.lines(id).getFirst().equals(title))
                .findFirst()
                .orElseThrow()
                .substring(1);
    }

    private static double product(Svg svg, String from, String to) {
        if (from.equals(to)) {
            return 1;
        }
        return edges(svg)
                .filter(id -> id.startsWith("e_" + from + "_"))
                .mapToDouble(id -> local(svg.lines(id)) * product(svg, id.split("_", -1)[2], to))
                .sum();
    }

    private static Stream<String> edges(Svg svg) {
        return svg.all("g").stream()
                .map((Element g) -> g.getAttribute("id"))
                .filter(id -> id.matches("e_\\d+_\\d+_\\d+"));
    }

    /// `∂ −1`, or a formula and in the next line `= 0.25`.
    private static double local(List<String> lines) {
        String number = lines.get(1).startsWith("= ") ? lines.get(1) : lines.get(0);
        return number(number.substring(2));
    }

    private static double number(String text) {
        return Double.parseDouble(text.strip().replace('−', '-'));
    }

    /// In matrices: what arrives is multiplied by what stands on the edge, entry by entry, or by
    /// the factor from the side on which it stands.
    @ParameterizedTest
    @EnumSource
    void theDerivativeOfAMatrixIsTheProductOfTheFactorsOnTheEdges(Engine engine) throws Exception {
        Gradients gradients = NETWORK.gradients();
        Svg svg = Svg.of(engine.render().svg(Dot.of(gradients)));
        List<String> way = way(svg, node(svg, "W⁽¹⁾"), node(svg, "E = □ / 2"));
        assertThat(way.stream().map(id -> svg.lines(id).getFirst()))
                .containsExactly(
                        "∂ 1 / 2",
                        "∂ (y − ŷ) · 2",
                        "∂ −1",
                        "∂ ŷ ⊙ (1 − ŷ)",
                        "∂ · W⁽²⁾ᵀ",
                        "∂ σ(h) ⊙ (1 − σ(h))",
                        "∂ xᵀ ·");
        double[][] arrived = {{1}};
        for (String id : way) {
            arrived = times(arrived, svg.lines(id));
        }
        Tensor expected =
                gradients.of(
                        gradients.formulas().order().stream()
                                .filter(node -> node.name().equals(java.util.Optional.of("W⁽¹⁾")))
                                .findFirst()
                                .orElseThrow());
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                double entry = expected.at(i, j);
                assertThat(arrived[i][j]).isCloseTo(entry, within(0.02 * Math.abs(entry)));
            }
        }
    }

    /// The edges from the end back to the start, where there is one way.
    private static List<String> way(Svg svg, String from, String to) {
        if (from.equals(to)) {
            return List.of();
        }
        String id =
                edges(svg)
                        .filter(edge -> edge.startsWith("e_" + from + "_"))
                        .findFirst()
                        .orElseThrow();
        return Stream.concat(way(svg, id.split("_", -1)[2], to).stream(), Stream.of(id)).toList();
    }

    private static double[][] times(double[][] g, List<String> lines) {
        String second = lines.get(1);
        double[] factor =
                second.startsWith("= ")
                        ? Stream.of(second.substring(2).replaceAll("[\\[\\]]", "").split(",", -1))
                                .mapToDouble(ReadOffTest::number)
                                .toArray()
                        : new double[] {number(lines.getFirst().substring(2))};
        boolean isLeft = lines.getFirst().endsWith("·");
        boolean isRight = lines.getFirst().startsWith("∂ ·");
        int columns = isRight ? factor.length : g[0].length;
        double[][] result = new double[isLeft ? factor.length : 1][columns];
        for (int i = 0; i < result.length; i++) {
            for (int j = 0; j < columns; j++) {
                result[i][j] =
                        g[0][isRight ? 0 : j] * factor[isLeft ? i : factor.length == 1 ? 0 : j];
            }
        }
        return result;
    }
}
