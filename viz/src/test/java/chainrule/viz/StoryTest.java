package chainrule.viz;

import static chainrule.graph.Functions.conv2d;
import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.softmax;
import static chainrule.graph.Functions.softplus;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.step;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.eval.Feed;
import chainrule.graph.Composite;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Opaque;
import chainrule.graph.Walk;
import chainrule.tape.Tape;
import chainrule.tensor.Kind;
import chainrule.tensor.Tensor;
import chainrule.viz.Story.Way;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/// Passes in steps: what is said, and what the frames show.
class StoryTest {
    private static Story story(Sample sample) {
        return Story.of(sample.gradients(), Engines.embedded());
    }

    private static String text(Story story) {
        return story.steps().stream()
                .map(step -> step.sentence() + "\n  " + step.formula())
                .collect(joining("\n"));
    }

    /// By hand: z = 0.15 − 0.4 + 0.1, a = σ(−0.15), C = ½(1 − a)², and back δ = (a − y)·a·(1 − a),
    /// ∂C/∂w = δx.
    @Test
    void aNeuronIsToldForwardAndBackward() {
        assertThat(text(story(Stories.neuron())))
                .isEqualTo(
                        """
                        Given are y, x₁, x₂, w₁, w₂ and b.
                          y = 1, x₁ = 0.5, x₂ = 2, w₁ = 0.3, w₂ = −0.2, b = 0.1
                        Forward: z is computed from w₁, x₁, w₂, x₂ and b.
                          z = w₁ · x₁ + w₂ · x₂ + b = −0.15
                        Forward: a is computed from z.
                          a = σ(z) = 0.463
                        Forward: C comes out.
                          C = (y − a)² · 0.5 = 0.144
                        Backward: the way back begins at C.
                          ∂C/∂C = 1
                        Backward: a acts on C directly.
                          ∂C/∂a = a − y = −0.537
                        Backward: z acts on C through a.
                          ∂C/∂z = ∂C/∂a · a · (1 − a) = −0.134
                        Backward: b acts on C through z. This is its part of the gradient.
                          ∂C/∂b = ∂C/∂z = −0.134
                        Backward: w₂ acts on C through z. This is its part of the gradient.
                          ∂C/∂w₂ = ∂C/∂z · x₂ = −0.267
                        Backward: w₁ acts on C through z. This is its part of the gradient.
                          ∂C/∂w₁ = ∂C/∂z · x₁ = −0.0668\
                        """);
    }

    @Test
    void theHiddenNeuronsOfTwoLayersAreToldAsInTheBook() {
        List<String> formulas =
                story(Stories.twoLayers()).steps().stream().map(Story.Step::formula).toList();
        assertThat(formulas)
                .contains(
                        "h = W₁₁⁽²⁾ · σ(h₁) + W₂₁⁽²⁾ · σ(h₂) + W₃₁⁽²⁾ = 0.303",
                        "∂E/∂h₁ = ∂E/∂h · W₁₁⁽²⁾ · σ(h₁) · (1 − σ(h₁)) = −0.0736",
                        "∂E/∂W₁₁⁽¹⁾ = ∂E/∂h₁ · x₁ = −0.0368");
    }

    @Test
    void whatComesBackOnSeveralWaysIsAdded() {
        assertThat(text(story(Sample.diamond())))
                .endsWith(
                        """
                        Backward: x acts on E through u and v; what comes back is added.
                          ∂E/∂x = ∂E/∂u · u + ∂E/∂v · (−1) = −14.8\
                        """);
        Node x = parameter("x");
        Node v = exp(x).named("v");
        Story direct =
                Story.of(
                        Tape.record(v.mul(x).named("E"), Feed.of(x, 1)).backward(),
                        Engines.embedded());
        assertThat(text(direct))
                .endsWith(
                        """
                        Backward: x acts on E directly and through v; what comes back is added. This is its part of the gradient.
                          ∂E/∂x = v + ∂E/∂v · v = 5.44\
                        """);
    }

    /// a = 2eˣ and b = 3eˣ share eˣ, which has no name: numbers are told apart by their factors,
    /// and of vectors nothing is said.
    @Test
    void whatCannotBeToldApartIsLeftOut() throws Exception {
        for (boolean scalar : List.of(true, false)) {
            Node x = scalar ? input("x") : input("x", 2);
            Node shared = exp(x);
            Node a = shared.mul(2).named("a");
            Node b = shared.mul(3).named("b");
            Node e = sum(a.mul(b)).named("E");
            Feed feed = scalar ? Feed.of(x, 0) : Feed.of(x, Tensor.of(0, 0));
            Story story = Story.of(Tape.record(e, feed).backward(), Engines.embedded());
            Svg svg = Svg.of(story.svg(story.steps().size()));
            List<List<String>> lines =
                    ids(svg).stream().filter(id -> id.startsWith("e_0_")).map(svg::lines).toList();
            assertThat(lines)
                    .isEqualTo(
                            scalar
                                    ? List.of(List.of("∂ 2", "← 6"), List.of("∂ 3", "← 6"))
                                    : List.of(List.of(), List.of()));
            assertThat(story.steps().getLast().formula())
                    .endsWith(
                            scalar
                                    ? "∂E/∂x = ∂E/∂a · 2 · exp(x) + ∂E/∂b · 3 · exp(x) = 12"
                                    : " = [12, 12]");
        }
    }

    @Test
    void matricesAreToldByTheirOwnRules() {
        assertThat(story(Sample.perceptron()).steps().getLast().formula())
                .isEqualTo("∂E/∂W = xᵀ(∂E/∂ŷ ⊙ ŷ ⊙ (1 − ŷ)) = [−0.317, 0.634]");
    }

    @Test
    void withoutNamesEveryOperationIsTold() {
        Node w = parameter("w");
        Node e = square(sigmoid(w.mul(input("x"))));
        Node x = e.inputs().get(0).inputs().get(0).inputs().get(1);
        Story story =
                Story.of(Tape.record(e, Feed.of(w, 0).and(x, 3)).backward(), Engines.embedded());
        assertThat(story.steps().stream().map(Story.Step::formula))
                .containsExactly(
                        "x = 3, w = 0",
                        "t₁ = w · x = 0",
                        "t₂ = σ(t₁) = 0.5",
                        "E = t₂² = 0.25",
                        "∂E/∂E = 1",
                        "∂E/∂t₂ = 2 · t₂ = 1",
                        "∂E/∂t₁ = ∂E/∂t₂ · t₂ · (1 − t₂) = 0.25",
                        "∂E/∂w = ∂E/∂t₁ · x = 0.75");
        assertThat(story(Stories.neuron()).everyStep().steps()).hasSize(20);
    }

    @Test
    void whereNoDerivativeComesBackTheStorySaysSo() {
        Node w = parameter("w");
        Node v = parameter("v");
        Node h = step(w).named("h");
        Node e = h.mul(v).named("E");
        assertThat(
                        text(
                                Story.of(
                                        Tape.record(e, Feed.of(w, 2).and(v, 3)).backward(),
                                        Engines.embedded())))
                .contains("∂E/∂h = v = 3")
                .contains("∂E/∂w = ∂E/∂h · 0 = 0");
    }

    @Test
    void whatIsNotComputedSaysSoAndIsNeverZero() throws Exception {
        Story story = story(Stories.neuron());
        List<String> ids = ids(Svg.of(story.svg(1)));
        for (Story.Step step : story.steps()) {
            Svg svg = Svg.of(story.svg(step.number()));
            assertThat(ids(svg)).isEqualTo(ids);
            for (String id : ids) {
                boolean isWaiting = svg.cssClass(id).contains("waiting");
                boolean asks = svg.lines(id).stream().anyMatch(line -> line.endsWith("= ?"));
                assertThat(asks)
                        .as("%s at %s", id, step)
                        .isEqualTo(isWaiting && id.startsWith("n"));
                assertThat(svg.lines(id)).doesNotContain("= 0").noneMatch(x -> x.endsWith(" 0"));
            }
            List<String> now =
                    ids.stream()
                            .filter(id -> id.startsWith("n") && svg.cssClass(id).endsWith("now"))
                            .toList();
            assertThat(now).hasSize(step.way() == Way.GIVEN ? 6 : 1);
        }
        Svg first = Svg.of(story.svg(1));
        assertThat(first.lines(byTitle(first, "a = σ(z)"))).containsExactly("a = σ(z)", "= ?");
        Svg last = Svg.of(story.svg(story.steps().size()));
        assertThat(last.lines(byTitle(last, "a = σ(z)")))
                .containsExactly("a = σ(z)", "= 0.463", "∂C/∂a = −0.537");
    }

    private static List<String> ids(Svg svg) {
        return svg.all("g").stream()
                .map(g -> g.getAttribute("id"))
                .filter(id -> id.matches("(n|e_).*"))
                .toList();
    }

    private static String byTitle(Svg svg, String title) {
        return ids(svg).stream()
                .filter(id -> !svg.lines(id).isEmpty() && svg.lines(id).getFirst().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theLayoutIsFrozen() throws Exception {
        Story story = story(Stories.twoLayers());
        List<String> places = places(Svg.of(story.svg(1)));
        assertThat(places).hasSizeGreaterThan(40);
        for (Story.Step step : story.steps()) {
            assertThat(places(Svg.of(story.svg(step.number())))).isEqualTo(places);
        }
    }

    private static List<String> places(Svg svg) {
        List<String> places = new ArrayList<>();
        places.add(svg.document().getDocumentElement().getAttribute("viewBox"));
        for (String id : ids(svg)) {
            for (String tag : List.of("path", "polygon")) {
                for (Element shape : Svg.all(svg.byId(id), tag)) {
                    places.add(shape.getAttribute("d") + shape.getAttribute("points"));
                }
            }
        }
        return places;
    }

    /// The product along the edges of the last frame is the derivative.
    @Test
    void onTheEdgesStandTheFactorsOfTheChainRule() throws Exception {
        Story story = story(Stories.twoLayers());
        Svg svg = Svg.of(story.svg(story.steps().size()));
        String[] nodes = {"W₁₁⁽¹⁾", "h₁", "h", "ŷ = σ(h)", "E"};
        double product = 1;
        for (int i = 1; i < nodes.length; i++) {
            String edge =
                    "e_"
                            + byTitle(svg, nodes[i - 1]).substring(1)
                            + "_"
                            + byTitle(svg, nodes[i]).substring(1);
            assertThat(svg.lines(edge).getFirst()).startsWith("∂ ");
            product *=
                    Double.parseDouble(svg.lines(edge).getFirst().substring(2).replace('−', '-'));
        }
        assertThat(product).isBetween(-0.0370, -0.0366);
        assertThat(svg.lines(byTitle(svg, "W₁₁⁽¹⁾"))).contains("∂E/∂W₁₁⁽¹⁾ = −0.0368");
    }

    @Test
    void theAnimationHasAFrameForEachStepAndRunsAgain() throws Exception {
        Story story = story(Sample.square());
        byte[] gif = story.gif(Duration.ofMillis(700));
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
        int frames = reader.getNumImages(true);
        assertThat(frames).isEqualTo(story.steps().size()).isEqualTo(4);
        List<String> delays = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            var tree =
                    (IIOMetadataNode)
                            reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
            var control = (Element) tree.getElementsByTagName("GraphicControlExtension").item(0);
            delays.add(control.getAttribute("delayTime"));
            if (i == 0) {
                var loop =
                        (IIOMetadataNode) tree.getElementsByTagName("ApplicationExtension").item(0);
                assertThat(loop.getAttribute("applicationID")).isEqualTo("NETSCAPE");
                assertThat((byte[]) loop.getUserObject()).containsExactly(1, 0, 0);
            }
        }
        assertThat(delays).containsExactly("70", "70", "70", "140");
        assertThat(reader.read(0).getRGB(0, 0) & 0xffffff).isEqualTo(0xffffff);
        assertThat(story.gif(Duration.ofMillis(700))).isEqualTo(gif);
        assertThatThrownBy(() -> story.gif(Duration.ZERO))
                .hasMessage("A step of an animation stands for 0.02 s to 300 s, not PT0S");
    }

    @Test
    void framesAndStripAreWritten(@TempDir Path folder) throws Exception {
        Story story = story(Sample.square());
        story.writeFrames(folder.resolve("frames"));
        try (var files = Files.list(folder.resolve("frames"))) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactly(
                            "01.png", "01.svg", "02.png", "02.svg", "03.png", "03.svg", "04.png",
                            "04.svg");
        }
        story.write(folder.resolve("strip.svg"));
        story.write(folder.resolve("strip.png"));
        story.write(folder.resolve("steps.gif"));
        Svg strip = Svg.of(Files.readString(folder.resolve("strip.svg")));
        List<String> ids =
                strip.all("g").stream()
                        .map(g -> g.getAttribute("id"))
                        .filter(id -> !id.isEmpty())
                        .toList();
        assertThat(ids).doesNotHaveDuplicates().contains("s1_n0", "s4_e_0_1");
        assertThat(strip.all("g").stream().filter(g -> g.getAttribute("class").equals("step")))
                .hasSize(4);
        assertThatThrownBy(() -> story.svg(5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> story.write(folder.resolve("story.mp4")))
                .hasMessageStartingWith("A picture is written to a file named .svg or .png: ");
    }

    @Test
    void theSameStoryGivesTheSameBytesFromAnyThread() {
        List<CompletableFuture<String>> strips =
                IntStream.range(0, 4)
                        .mapToObj(_ ->
                                CompletableFuture.supplyAsync(
                                        () -> story(Stories.neuron()).stripSvg()))
                        .toList();
        assertThat(strips.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(story(Stories.neuron()).png(3)).isEqualTo(story(Stories.neuron()).png(3));
    }

    /// A convolution, a softmax over classes, a cell with gates, and operations of one's own.
    @Test
    void whateverHasAGradientIsTold() throws Exception {
        Node x = input("x", 1, 4);
        Node w = parameter("W", 4, 3);
        Node p = softmax(x.matmul(w), -1).named("p");
        Node crossEntropy = sum(input("y", 1, 3).mul(log(p))).neg().named("E");
        Node kernel = parameter("K", 1, 1, 2, 2);
        Node map = conv2d(input("I", 1, 1, 3, 3), kernel).named("map");
        Node filtered = sum(square(map)).named("E");
        Node v = parameter("v", 2);
        Node mish = Composite.of("mish", z -> z.mul(tanh(softplus(z)))).apply(v).named("m");
        Node sine = Opaque.of("sine", Math::sin, Math::cos).apply(mish).named("s");
        Node own = sum(sine).named("E");
        Node c = input("c", 2);
        Node f = sigmoid(v.mul(input("h", 2))).named("f");
        Node next = f.mul(c).add(f.rsub(1).mul(tanh(v.mul(2)))).named("c′");
        Node cell = sum(next.mul(next)).named("E");
        for (Node e : List.of(crossEntropy, filtered, own, cell)) {
            Feed feed = Feed.empty();
            for (Node node : Walk.order(e)) {
                if (node.op() instanceof Op.Fed) {
                    feed = feed.and(node, Tensor.generate(node.shape(), Kind.REAL, i -> 0.1 + i));
                }
            }
            Story story = Story.of(Tape.record(e, feed).backward(), Engines.embedded());
            Svg svg = Svg.of(story.svg(story.steps().size()));
            assertThat(ids(svg)).noneMatch(id -> svg.lines(id).toString().contains("= ?"));
        }
    }

    @Test
    void whatNobodyCanFollowIsRefused() {
        Node x = parameter("x");
        Node y = x;
        for (int i = 0; i < 100; i++) {
            y = exp(y.mul(-1)).named("y" + i);
        }
        Node e = y;
        assertThatThrownBy(() -> Story.of(Tape.record(e, Feed.of(x, 1)).backward()))
                .isInstanceOf(GraphException.class)
                .hasMessage(
                        "a story tells up to 60 inputs, parameters and named nodes among up to 1,000 nodes, and y99 has 101 among 301: give names to fewer, tell a part of it, Tape.record(part, …), write what repeats as one operation, Composite.of(…), or draw the whole graph, Dot.of(gradients)");
    }

    @Test
    void hostileNamesDoNoHarm() throws Exception {
        String hostile = "<script>\"&]]>\n\\N\u202E\u0001😀";
        for (String name : List.of(hostile, "n".repeat(10_000))) {
            Node x = parameter(name);
            Node e = exp(x.mul(2).named(name)).named(name);
            Story story = Story.of(Tape.record(e, Feed.of(x, 1)).backward(), Engines.embedded());
            String svg = story.svg(5);
            assertThat(svg).doesNotContain("<script").hasSizeLessThan(20_000);
            assertThat(ids(Svg.of(svg))).hasSize(5);
            assertThat(story.png(5)).isNotEmpty();
        }
    }
}
