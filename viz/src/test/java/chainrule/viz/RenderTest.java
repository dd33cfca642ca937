package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class RenderTest {
    private static final String SAMPLE =
            """
            digraph "E" {
              rankdir=LR; node [shape=box, fontname="SansSerif"];
              w [label="W₁₁⁽¹⁾", id="node_w", class="parameter", tooltip="the weight «W»"];
              e [label="E = ½ Σ (ŷ − y)²\\n∂E/∂ȳ", id="node_e"];
              w -> e [label="σ′ · ⊙", id="edge_1", class="negative"];
            }
            """;

    enum Engine {
        EMBEDDED,
        DOT;

        Render render() {
            if (this == EMBEDDED) {
                return Render.embedded();
            }
            var dot = DotProgram.find(Optional.ofNullable(System.getenv("PATH")).orElse(""));
            assumeTrue(dot.isPresent(), "skipped: no dot of Graphviz on the PATH");
            return Render.withDot(dot.orElseThrow());
        }
    }

    @ParameterizedTest
    @EnumSource
    void idsClassesTooltipsAndUnicodeAreInTheSvg(Engine engine) throws Exception {
        Document svg = parsed(engine.render().svg(SAMPLE));
        assertThat(byId(svg, "node_w").getAttribute("class")).isEqualTo("node parameter");
        assertThat(byId(svg, "edge_1").getAttribute("class")).isEqualTo("edge negative");
        assertThat(byId(svg, "edge_1").getTextContent()).contains("w->e", "σ′ · ⊙");
        assertThat(byId(svg, "node_e").getTextContent()).contains("E = ½ Σ (ŷ − y)²", "∂E/∂ȳ");
        Element link = (Element) byId(svg, "node_w").getElementsByTagName("a").item(0);
        assertThat(link.getAttribute("xlink:title")).isEqualTo("the weight «W»");
    }

    @ParameterizedTest
    @EnumSource
    void aPngHasTwoPixelsPerPointAndInkOnWhite(Engine engine) throws Exception {
        Render render = engine.render();
        var image = ImageIO.read(new ByteArrayInputStream(render.png(SAMPLE)));
        double width =
                Double.parseDouble(
                        parsed(render.svg(SAMPLE))
                                .getDocumentElement()
                                .getAttribute("width")
                                .replace("pt", ""));
        assertThat(image.getWidth()).isEqualTo((int) (2 * width));
        assertThat(image.getRGB(0, 0)).isEqualTo(0xFFFFFFFF);
        assertThat(
                        IntStream.range(0, image.getWidth())
                                .filter(x -> image.getRGB(x, image.getHeight() / 2) != -1))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aSyntaxErrorSaysSoAndTheEngineGoesOn(Engine engine) {
        Render render = engine.render();
        String before = render.svg(SAMPLE);
        assertThatThrownBy(() -> render.svg("digraph {\n a -> }"))
                .isInstanceOf(RenderException.class)
                .hasMessageContaining("refused the DOT text")
                .hasMessageContaining("syntax error in line 2");
        assertThat(render.svg(SAMPLE)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void pictureAfterPictureFromAnyThreadIsTheSame(Engine engine) throws Exception {
        Render render = engine.render();
        String other = "digraph { a -> b -> c; a -> c [label=\"é\"]; }";
        String expected = render.svg(SAMPLE) + render.svg(other);
        Callable<String> both = () -> render.svg(SAMPLE) + render.svg(other);
        var found = new HashSet<String>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var picture :
                    threads.invokeAll(IntStream.range(0, 12).mapToObj(_ -> both).toList())) {
                found.add(picture.get());
            }
        }
        assertThat(found).containsExactly(expected);
    }

    @ParameterizedTest
    @EnumSource
    void hostileLabelsStayText(Engine engine) throws Exception {
        String hostile =
                "<script>alert('\"1\"')</script> ]]> &nosuch; &#1; \u0001 \\N \uD83D\uDE00 \uE801 <img src='x'> image=";
        String dot =
                "digraph { a [label=\"%s\", tooltip=\"%1$s\", id=\"a\", class=\"%1$s\"]; \"%1$s\" -> a [color=\"red\"]; }"
                        .formatted(hostile.replace("\"", "\\\""));
        Document svg = parsed(engine.render().svg(dot));
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(svg.getElementsByTagName("image").getLength()).isZero();
        assertThat(byId(svg, "a").getTextContent())
                .contains(
                        "<script>alert('\"1\"')</script> ]]>",
                        "\uD83D\uDE00",
                        "<img src='x'> image=");
        assertThat(engine.render().png(dot)).isNotEmpty();
    }

    /// DejaVu Sans, or what a viewer has in its place, at 14 points: some 3.1 and 7.7 times that.
    @ParameterizedTest
    @EnumSource
    void aBoxFitsItsTextBeyondAscii(Engine engine) throws Exception {
        String dot =
                """
                digraph { node [shape=box, margin=0, width=0, fontname="SansSerif"];
                  a [label="W₁₁⁽¹⁾"]; b [label=<<b>W</b>₁₁⁽¹⁾ ∂ŷ<i>σ</i>>]; c [label="\uD83D\uDE00"] }
                """;
        Document svg = parsed(engine.render().svg(dot));
        var boxes = svg.getElementsByTagName("polygon");
        assertThat(width((Element) boxes.item(1))).isBetween(36.0, 48.0);
        assertThat(width((Element) boxes.item(2))).isBetween(60.0, 90.0);
        assertThat(svg.getDocumentElement().getTextContent())
                .contains("W₁₁⁽¹⁾", "\uD83D\uDE00")
                .doesNotContain("\u007F");
        assertThat(engine.render().svg(dot)).contains("font-family=\"DejaVu Sans,Verdana");
    }

    private static double width(Element polygon) {
        double[] x =
                Stream.of(polygon.getAttribute("points").split(" ", -1))
                        .mapToDouble(
                                point -> Double.parseDouble(point.substring(0, point.indexOf(','))))
                        .toArray();
        return Arrays.stream(x).max().orElseThrow() - Arrays.stream(x).min().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void aChainOfTwoThousandNodesIsDrawn(Engine engine) throws Exception {
        String chain =
                IntStream.range(0, 2000)
                        .mapToObj(i -> "n" + i + "->n" + (i + 1) + ";")
                        .collect(Collectors.joining());
        assertThat(
                        parsed(engine.render().svg("digraph{" + chain + "}"))
                                .getElementsByTagName("ellipse")
                                .getLength())
                .isEqualTo(2001);
    }

    @ParameterizedTest
    @EnumSource
    void whatTakesTooLongIsStoppedAndSaysWhatToDo(Engine engine) {
        Render render = engine.render();
        String tangle =
                IntStream.range(0, 20_000)
                        .mapToObj(i -> "n" + i * 7919 % 1000 + "->n" + i * 104729L % 1009 + ";")
                        .collect(Collectors.joining("", "digraph{", "}"));
        String before = render.svg(SAMPLE);
        long start = System.nanoTime();
        assertThatThrownBy(() -> render.within(Duration.ofMillis(200)).svg(tangle))
                .isInstanceOf(RenderException.class)
                .hasMessageEndingWith(
                        " did not finish within 0.2 s; the DOT text has %,d characters. Draw a part of the graph or collapse its"
                                        .formatted(tangle.length())
                                + " scopes, allow more time by Render.within(...), or use the DOT text itself. Graphviz's own dot is"
                                + " the quickest to draw large graphs.");
        assertThat(render.svg(SAMPLE)).isEqualTo(before);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @EnumSource
    void aFilesNameSaysWhatIsWritten(Engine engine, @TempDir Path folder) throws Exception {
        Render render = engine.render();
        render.write(SAMPLE, folder.resolve("e.svg"));
        render.write(SAMPLE, folder.resolve("e.PNG"));
        render.write(SAMPLE, folder.resolve("e.dot"));
        assertThat(folder.resolve("e.svg")).content().isEqualTo(render.svg(SAMPLE));
        assertThat(folder.resolve("e.dot")).content().isEqualTo(SAMPLE);
        assertThat(Files.readAllBytes(folder.resolve("e.PNG"))).startsWith(0x89, 'P', 'N', 'G');
        assertThatIllegalArgumentException()
                .isThrownBy(() -> render.write(SAMPLE, folder.resolve("e.jpg")))
                .withMessageContaining(".svg, .png, .dot or .gv");
    }

    @Test
    void theFirstEngineThatIsThereIsTaken() {
        assertThat(Engine.DOT.render().engine()).startsWith("dot - graphviz version");
        assertThat(Engine.EMBEDDED.render().engine()).isEqualTo("Graphviz 14.1.1, embedded");
        assertThat(Render.standard("/no/such:/folder").engine()).endsWith(", embedded");
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
    }

    private static Element byId(Document svg, String id) {
        var groups = svg.getElementsByTagName("g");
        return IntStream.range(0, groups.getLength())
                .mapToObj(i -> (Element) groups.item(i))
                .filter(g -> g.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow();
    }
}
