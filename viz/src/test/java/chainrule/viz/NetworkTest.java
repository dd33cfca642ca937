package chainrule.viz;

import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.eval.Feed;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.simplify.Unroll;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/// The network view: what it finds in a formula, and what it says of it.
class NetworkTest {
    private static String title(Svg svg, String id) {
        return Svg.all(svg.byId(id), "title").getFirst().getTextContent();
    }

    private static Element line(Svg svg, String id) {
        return Svg.all(svg.byId(id), "line").getFirst();
    }

    private static List<String> ids(Svg svg, String beginning) {
        return svg.all("g").stream()
                .map(g -> g.getAttribute("id"))
                .filter(id -> id.startsWith(beginning))
                .sorted()
                .toList();
    }

    private static List<String> texts(Svg svg) {
        return svg.all("text").stream().map(Element::getTextContent).toList();
    }

    /// By hand: ∂E/∂W₁₁⁽¹⁾ = (ŷ − y)·W₁₁⁽²⁾·σ(h₁)(1 − σ(h₁))·x₁ = −0.4248·0.7·0.2475·0.5.
    @Test
    void biasesInTheLastRowsAreThoseOfBiasUnits() throws Exception {
        Svg svg = Svg.of(Network.of(Networks.twoLayers().gradients()).svg());
        assertThat(ids(svg, "w_"))
                .containsExactly(
                        "w_1_1_1", "w_1_1_2", "w_1_2_1", "w_1_2_2", "w_1_3_1", "w_1_3_2", "w_2_1_1",
                        "w_2_2_1", "w_2_3_1");
        assertThat(ids(svg, "u_"))
                .containsExactly(
                        "u_0_1", "u_0_2", "u_0_bias", "u_1_1", "u_1_2", "u_1_bias", "u_2_1");
        assertThat(title(svg, "w_1_1_1")).isEqualTo("∂E/∂W₁₁⁽¹⁾ = −0.0368");
        assertThat(title(svg, "w_1_3_2")).isEqualTo("∂E/∂W₃₂⁽¹⁾ = 0.0583");
        assertThat(title(svg, "w_2_3_1")).isEqualTo("∂E/∂W₃₁⁽²⁾ = −0.425");
        assertThat(title(svg, "u_1_1")).isEqualTo("σ(h₁) = 0.45");
        assertThat(title(svg, "u_2_1")).isEqualTo("ŷ = 0.575");
        assertThat(svg.lines("u_0_bias")).containsExactly("1");
        assertThat(svg.lines("u_1_2")).containsExactly("Σ, σ", "σ(h₂)", "0.354");
    }

    @Test
    void hueDashesAndWidthShowWhatIsPrinted() throws Exception {
        Svg svg = Svg.of(Network.of(Networks.twoLayers().tape()).svg());
        assertThat(title(svg, "w_2_2_1")).isEqualTo("W₂₁⁽²⁾ = −0.6");
        assertThat(svg.cssClass("w_2_2_1")).isEqualTo("weight negative");
        assertThat(line(svg, "w_2_2_1").getAttribute("stroke")).isEqualTo("#2166ac");
        assertThat(line(svg, "w_2_2_1").getAttribute("stroke-dasharray")).isNotEmpty();
        assertThat(svg.cssClass("w_2_3_1")).isEqualTo("weight positive bias");
        assertThat(line(svg, "w_2_3_1").getAttribute("stroke")).isEqualTo("#b2182b");
        assertThat(line(svg, "w_2_3_1").getAttribute("stroke-dasharray")).isEmpty();
        // 0.8 + log₁₀ 0.2 + 4
        assertThat(line(svg, "w_2_3_1").getAttribute("stroke-width")).isEqualTo("4.10");
        assertThat(texts(svg)).contains("W₂₁⁽²⁾ = −0.6", "0.001", "10");
    }

    @Test
    void withoutValuesThereAreNamesAndNoZeros() throws Exception {
        Svg svg = Svg.of(Network.of(Networks.twoLayers().root()).svg());
        assertThat(title(svg, "w_1_1_1")).isEqualTo("W₁₁⁽¹⁾");
        assertThat(svg.cssClass("w_1_1_1")).isEqualTo("weight unknown");
        assertThat(svg.lines("u_0_1")).containsExactly("x₁");
        assertThat(texts(svg)).doesNotContain("0").noneMatch(text -> text.contains("="));
    }

    @Test
    void everyWeightOfASoftmaxClassifierIsThatOfTheGradients() throws Exception {
        Sample sample = Networks.softmaxClassifier(1);
        Gradients gradients = sample.gradients();
        Svg svg = Svg.of(Network.of(gradients).svg());
        Node w =
                gradients.formulas().order().stream()
                        .filter(node -> node.name().equals(Optional.of("W⁽¹⁾")))
                        .findFirst()
                        .orElseThrow();
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(title(svg, "w_1_%d_%d".formatted(i + 1, j + 1)))
                        .endsWith(" = " + Labels.value(Tensor.scalar(gradients.of(w).at(i, j))));
            }
        }
        assertThat(texts(svg)).contains("hidden", "relu", "output", "softmax", "ŷ₃", "a₂⁽¹⁾");
    }

    @Test
    void moreThan24WeightsHaveTheirNamesOnHoverOnly() throws Exception {
        Svg svg = Svg.of(Network.of(Networks.layers(1, 2, 16, 16, 1).tape()).svg());
        assertThat(ids(svg, "w_")).hasSize(2 * 16 + 16 + 16 * 16 + 16 + 16 + 1);
        assertThat(title(svg, "w_2_16_3")).startsWith("W₁₆,₃⁽²⁾ = ");
        assertThat(texts(svg))
                .noneMatch(text -> text.startsWith("W"))
                .contains(
                        "304 weights: more than 24 show their names and values on hover, in the SVG.");
    }

    @Test
    void aWideLayerSaysHowManyAreLeftOut() throws Exception {
        Svg svg = Svg.of(Network.of(Networks.layers(1, 128, 2, 1).root()).svg());
        assertThat(texts(svg))
                .contains("… 112 more", "x₁₆", "Of each layer the first 16 neurons are drawn.")
                .doesNotContain("x₁₇");
        assertThat(ids(svg, "w_1")).hasSize(16 * 2 + 2);
    }

    @Test
    void ofSeveralPointsOneIsChosen() throws Exception {
        Network network = Network.of(Networks.layers(3, 2, 2, 1).tape());
        assertThat(texts(Svg.of(network.svg())))
                .contains("Neurons have other values at each point; point(i) shows those of one.");
        Svg first = Svg.of(network.point(0).svg());
        Svg last = Svg.of(network.point(2).svg());
        assertThat(first.lines("u_0_1")).hasSize(2).isNotEqualTo(last.lines("u_0_1"));
        assertThatThrownBy(() -> network.point(3))
                .isInstanceOf(GraphException.class)
                .hasMessage("point(3): the tape has 3 points, counted from 0");
        assertThatThrownBy(() -> Network.of(Networks.twoLayers().root()).point(0))
                .hasMessage("point(0) asks for values, and there is no tape: Network.of(tape)");
    }

    @Test
    void weightsMayStandOnTheLeftAndBeTransposed() throws Exception {
        Node x = input("x", 2);
        Node first = parameter("W", 3, 2);
        Node second = parameter("V", 1, 3);
        Node b = parameter("b", 3);
        Node p = sigmoid(tanh(first.matmul(x).add(b)).matmul(second.t())).named("ŷ");
        Tensor w = Tensor.of(new double[][] {{1, 2}, {3, 4}, {5, 6}});
        Feed feed =
                Feed.of(x, Tensor.of(0.5, -0.5))
                        .and(first, w)
                        .and(b, Tensor.of(7, 8, 9))
                        .and(second, Tensor.of(new double[][] {{10, 11, 12}}));
        Svg svg = Svg.of(Network.of(Tape.record(p, feed)).svg());
        assertThat(title(svg, "w_1_2_3")).isEqualTo("W₃₂ = 6");
        assertThat(title(svg, "w_1_3_1")).isEqualTo("b₁ = 7");
        assertThat(title(svg, "w_2_3_1")).isEqualTo("V₁₃ = 12");
        assertThat(title(svg, "u_1_3")).isEqualTo("a₃⁽¹⁾ = 1");
        assertThat(ids(svg, "w_2")).hasSize(3);
    }

    @Test
    void aVectorOfWeightsLeadsToOneNeuron() throws Exception {
        Node x = input("X", BATCH, 2);
        Node w = parameter("w", 2);
        Node b = parameter("b");
        Node e = mean(square(sigmoid(x.matmul(w).add(b)).sub(input("y", BATCH)))).named("E");
        Svg svg = Svg.of(Network.of(e).svg());
        assertThat(ids(svg, "w_")).containsExactly("w_1_1_1", "w_1_2_1", "w_1_3_1");
        assertThat(title(svg, "w_1_2_1")).isEqualTo("w₂");
        assertThat(title(svg, "w_1_3_1")).isEqualTo("b");
        assertThat(title(svg, "u_1_1")).isEqualTo("ŷ");
    }

    @Test
    void neuronsOfSingleNumbersAreTheSameNetwork() throws Exception {
        Svg numbers = Svg.of(Network.of(Stories.twoLayers().gradients()).svg());
        Svg matrices = Svg.of(Network.of(Networks.twoLayers().gradients()).svg());
        assertThat(ids(numbers, "w_")).isEqualTo(ids(matrices, "w_"));
        assertThat(ids(numbers, "u_")).isEqualTo(ids(matrices, "u_"));
        for (String id : ids(numbers, "w_")) {
            assertThat(title(numbers, id)).isEqualTo(title(matrices, id));
        }
        for (String id : ids(numbers, "u_")) {
            assertThat(numbers.lines(id)).isEqualTo(matrices.lines(id));
        }
    }

    @Test
    void anUnrolledNetworkIsOne() throws Exception {
        Sample whole = Networks.layers(1, 2, 3, 1);
        Node e = Unroll.of(whole.root(), Map.of("batch", 1)).root();
        Svg svg = Svg.of(Network.of(e).svg());
        assertThat(ids(svg, "w_")).hasSize(2 * 3 + 3 + 3 + 1);
        assertThat(title(svg, "w_1_2_3")).isEqualTo("W₂₃⁽¹⁾");
        assertThat(title(svg, "w_2_4_1")).isEqualTo("b⁽²⁾");
    }

    @Test
    void neuronsThatSkipALayerAreRefused() {
        Node x = input("x");
        Node h = sigmoid(parameter("w").mul(x)).named("h");
        Node e = parameter("u").mul(h).add(parameter("v").mul(x)).named("E");
        assertThatThrownBy(() -> Network.of(e))
                .hasMessage(
                        "a network view shows neurons w₁·x₁ + … + b one layer after another: E takes h and x, which are of different layers; draw the graph instead, by Dot.of(…)");
        assertThatThrownBy(() -> Network.of(parameter("u").mul(exp(x))))
                .hasMessageContaining(
                        "exp(x) is multiplied with a weight, and is neither an input nor what a neuron gives;");
    }

    @Test
    void aFormulaWithoutDenseLayersIsRefused() {
        Node x = input("x", 3);
        Node a = parameter("a", 3);
        Node e = sum(a.mul(x)).named("E");
        assertThatThrownBy(() -> Network.of(e))
                .isInstanceOf(GraphException.class)
                .hasMessage(
                        "a network view shows dense layers f(x·W + b) one after another, W a parameter, or neurons w₁·x₁ + … + b of numbers: looked at the 4 nodes of E for products of a parameter with an input or with what the layer before gives, and found no such product among the parameters a [3]; draw the graph instead, by Dot.of(…)");
        assertThatThrownBy(() -> Network.of(log(input("x"))))
                .hasMessageContaining("found no such product and no parameters;");
    }

    @Test
    void layersBesideEachOtherAreRefused() {
        Node x = input("x", BATCH, 2);
        Node left = tanh(x.matmul(parameter("U", 2, 2)));
        Node right = tanh(x.matmul(parameter("V", 2, 2)));
        Node e = mean(left.mul(right).matmul(parameter("W", 2, 1))).named("E");
        assertThatThrownBy(() -> Network.of(e))
                .hasMessageContaining("and found 3 layers, and x·V does not take what x·U gives;");
        Node residual = left.add(left.matmul(parameter("W", 2, 2))).matmul(parameter("Z", 2, 1));
        assertThatThrownBy(() -> Network.of(mean(residual)))
                .hasMessageContaining(
                        "which takes tanh(x·U) + tanh(x·U)·W, and that is made of several parts with weights;");
    }

    @Test
    void theSameNetworkGivesTheSameBytesAndAPicture(@TempDir Path folder) throws Exception {
        Network network = Network.of(Networks.softmaxClassifier(1).gradients());
        byte[] png = network.png();
        assertThat(Network.of(Networks.softmaxClassifier(1).gradients()).png()).isEqualTo(png);
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isGreaterThan(1000);
        network.write(folder.resolve("n.svg"));
        network.write(folder.resolve("n.png"));
        assertThat(folder.resolve("n.svg")).content().isEqualTo(network.svg());
        assertThat(Files.readAllBytes(folder.resolve("n.png"))).isEqualTo(png);
        assertThatThrownBy(() -> network.write(folder.resolve("n.jpg")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A picture is written to a file named .svg or .png: "
                                + folder.resolve("n.jpg"));
    }

    @Test
    void hostileNamesDoNoHarm() throws Exception {
        String hostile = "<script>\"&]]>\n\\N\u202E\u0001😀";
        for (String name : List.of(hostile, "n".repeat(10_000))) {
            Node w = parameter(name, 2, 1);
            Node p = sigmoid(input(name, BATCH, 2).matmul(w).named(name)).named(name);
            Tensor values = Tensor.generate(Shape.of(2, 1), Kind.REAL, i -> i + 1);
            Node x = p.inputs().get(0).inputs().get(0);
            Feed feed = Feed.of(w, values).and(x, Tensor.of(new double[][] {{1, 2}}));
            Network network = Network.of(Tape.record(p, feed));
            assertThat(network.svg()).doesNotContain("<script").hasSizeLessThan(20_000);
            assertThat(title(Svg.of(network.svg()), "w_1_1_1")).hasSizeLessThan(60);
            assertThat(network.png()).isNotEmpty();
        }
    }
}
