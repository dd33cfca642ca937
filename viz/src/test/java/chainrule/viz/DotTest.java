package chainrule.viz;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sign;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.where;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import chainrule.eval.Feed;
import chainrule.graph.Node;
import chainrule.graph.Opaque;
import chainrule.graph.Rule;
import chainrule.graph.Scope;
import chainrule.graph.SourceLines;
import chainrule.tape.Tape;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DotTest {
    static Stream<Arguments> samples() {
        return Stream.of(
                        arguments("perceptron", Sample.perceptron()),
                        arguments("square", Sample.square()),
                        arguments("diamond", Sample.diamond()))
                .flatMap(row -> {
                    String name = (String) row.get()[0];
                    Sample sample = (Sample) row.get()[1];
                    return Stream.of(
                            arguments(name, Dot.of(sample.root())),
                            arguments(name + "-values", Dot.of(sample.tape())),
                            arguments(name + "-gradients", Dot.of(sample.gradients())));
                });
    }

    static Stream<Arguments> pictures() {
        Picture network = Picture.of(Sample.network().gradients());
        Picture layers = Picture.of(Sample.layers(5).gradients());
        return Stream.of(
                arguments("network-all", network),
                arguments("network-details", network.detail(Detail.GRADIENTS).downwards()),
                arguments("network-collapsed", network.collapse("hidden", "output")),
                arguments("network-gradient-graph", network.gradientGraph()),
                arguments("layers-collapsed", layers.depth(0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void theTextOfAPictureIsTheStoredOne(String name, Picture picture) throws IOException {
        theTextIsTheStoredOne(name, picture.dot());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void theTextIsTheStoredOne(String name, String dot) throws IOException {
        Path found = Path.of("target", "golden", name + ".dot");
        Files.createDirectories(found.getParent());
        Files.writeString(found, dot);
        assertThat(dot).as("if it is right, store %s", found).isEqualTo(stored(name));
    }

    private static String stored(String name) throws IOException {
        try (InputStream text = DotTest.class.getResourceAsStream("/golden/" + name + ".dot")) {
            return text == null ? "nothing is stored" : new String(text.readAllBytes(), UTF_8);
        }
    }

    @Test
    void theTextIsTheSameFromAnyThreadAndInAnyLanguage() throws Exception {
        Callable<String> draw =
                () ->
                        Dot.of(Sample.perceptron().gradients())
                                + Dot.of(Sample.diamond().gradients());
        String expected = draw.call();
        var found = new HashSet<String>();
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<String> text :
                    threads.invokeAll(IntStream.range(0, 12).mapToObj(_ -> draw).toList())) {
                found.add(text.get());
            }
        } finally {
            Locale.setDefault(before);
        }
        assertThat(found).containsExactly(expected);
    }

    @Test
    void whatIsNotComputedIsNotShown() {
        Sample sample = Sample.diamond();
        assertThat(labels(Dot.of(sample.root())))
                .containsExactly("x", "u = exp(x)", "1", "v = 1 − x", "E = u · v");
        assertThat(labels(Dot.of(sample.tape())))
                .containsExactly(
                        "x\\n= 2",
                        "u = exp(x)\\n= 7.39",
                        "1",
                        "v = 1 − x\\n= −1",
                        "E = u · v\\n= −7.39");
    }

    @Test
    void aConstantWithANameShowsItAndItsValue() {
        Node x = input("x", 10);
        Node c = Node.constant(3).named("c");
        Node ramp = Node.constant(Tensor.generate(Shape.of(10), Kind.REAL, i -> i)).named("r");
        Node few = Node.constant(Tensor.of(1, 2)).named("f");
        Node e = sum(x.mul(c).mul(ramp)).add(sum(few)).named("E");
        assertThat(labels(Dot.of(e))).contains("c = 3", "r\\n[10]", "f = [1, 2]");
        String dot = Dot.of(Tape.record(e, Feed.of(x, Tensor.full(Shape.of(10), 1))).backward());
        assertThat(labels(dot)).contains("c = 3", "f = [1, 2]");
        assertThat(dot)
                .contains("<TR><TD>r</TD></TR><TR><TD>[10]</TD></TR><TR><TD>= 0 … 9</TD></TR>");
        assertThat(dot).contains("tooltip=\"c = 3\"", "label=\"∂ c\\n= all 3\\n← 0 … 27\\n \"");
    }

    @Test
    void aConstantHasNoAdjointAndItsEdgesNoDerivative() {
        Node x = input("x", 2);
        Node few = Node.constant(Tensor.of(3, 4));
        Node many = Node.constant(Tensor.full(Shape.of(3, 2), 0.5));
        Node e = sum(x.mul(few).mul(many)).named("E");
        String dot = Dot.of(Tape.record(e, Feed.of(x, Tensor.of(1, 2))).backward());
        assertThat(labels(dot).get(1)).isEqualTo("[3, 4]");
        assertThat(dot).contains("<TR><TD>const[3×2]</TD></TR><TR><TD>=</TD></TR><TR><TD><TABLE");
        assertThat(edge(dot, "e_0_2_0")).contains("label=\"∂ [3, 4]\\n← [4.5, 6]\\n \"");
        assertThat(edge(dot, "e_1_2_1"))
                .contains("label=\"\"", "color=\"#666666\" style=solid penwidth=1.00");
    }

    /// The hinge compares real numbers: no derivative comes back through the comparison, so what is
    /// only compared has 0.
    @Test
    void realNumbersThatAreOnlyComparedHaveTheDerivativeZero() {
        Node x = input("x");
        Node margin = x.mul(2).named("margin");
        Node e = where(less(margin, Node.constant(1)), x.rsub(1), Node.constant(0)).named("E");
        String dot = Dot.of(Tape.record(e, Feed.of(x, 0.25)).backward());
        assertThat(labels(dot))
                .contains(
                        "margin = x · 2\\n= 0.5\\n∂E/∂margin = 0",
                        "margin < 1\\n= true",
                        "1 − x\\n= 0.75\\n∂E/∂· = 1",
                        "x\\n= 0.25\\n∂E/∂x = −1");
        assertThat(edge(dot, "e_0_2_0")).contains("label=\"∂ 2\\n← 0\\n \"", "color=\"#666666\"");
    }

    @Test
    void anOperationWithoutADerivativeIsDrawnWhereNothingArrives() {
        Opaque floor = new Opaque.Scalar("floor", Math::floor, new Rule.Refused("it has steps"));
        Node x = input("x");
        Node e = sign(floor.apply(x)).add(x).named("E");
        String dot = Dot.of(Tape.record(e, Feed.of(x, 2.5)).backward());
        assertThat(edge(dot, "e_0_1_0")).contains("label=\"∂ none\\n← 0\\n \"");
    }

    @Test
    void upToSixtyNodesAreShownInFullAndMoreSayWhatIsLeftOut() {
        String sixty = Dot.of(chain(60).gradients());
        assertThat(labels(sixty)).hasSize(60).allMatch(label -> label.contains("∂E/∂"));
        String more = Dot.of(chain(61).gradients());
        assertThat(labels(more)).hasSize(61).noneMatch(label -> label.contains("\\n"));
        assertThat(more)
                .contains(
                        "label=\"61 nodes: values and derivatives are shown for up to 60.\\l\"]\n");
        assertThat(Dot.of(chain(61).tape())).contains("label=\"61 nodes");
        assertThat(Dot.of(chain(61).root())).contains(" label=\"\"]\n");
    }

    private static Sample chain(int nodes) {
        Node x = input("x");
        Node e = x;
        for (int i = 1; i < nodes; i++) {
            e = e.neg();
        }
        return new Sample(e, Feed.of(x, 1));
    }

    @Test
    void scopesAreBoxesInBoxes() {
        Node x = input("x");
        Node e =
                Scope.within(
                        "b",
                        () -> {
                            Node inner = Scope.within("b", x::neg);
                            Node other = Scope.within("a", inner::neg);
                            return other.neg();
                        });
        Node again = Scope.within("a", e::neg);
        String boxes =
                Dot.of(Scope.within("b", again::neg))
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.matches("(subgraph|id=|n\\d|\\}).*"))
                        .map(line -> line.replaceAll(" (\\[|class=|labelloc=).*", ""))
                        .filter(line -> !line.contains("->"))
                        .reduce("", (a, line) -> a + line + "\n");
        assertThat(boxes)
                .isEqualTo(
                        """
                        n0
                        subgraph cluster_0 {
                        id=cluster_0
                        n3
                        n5
                        subgraph cluster_1 {
                        id=cluster_1
                        n1
                        }
                        subgraph cluster_2 {
                        id=cluster_2
                        n2
                        }
                        }
                        subgraph cluster_3 {
                        id=cluster_3
                        n4
                        }
                        }
                        """);
    }

    @Test
    void theTooltipIsTheWholeFormulaAndItsLine() {
        Node x = input("x");
        Node e = SourceLines.record(() -> x.add(1).mul(x).named("E"));
        assertThat(Dot.of(e))
                .containsPattern(
                        "label=\"E = □ · x\" tooltip=\"E = \\(x \\+ 1\\) · x\\\\nDotTest.java:\\d+\"")
                .contains("label=\"x\" tooltip=\"x\"");
    }

    @Test
    void aMatrixProductHasTheOtherFactorAsLocalDerivative() {
        Node a = parameter("A", 2, 2);
        Node e = sum(a.matmul(a).named("P")).named("E");
        String dot = Dot.of(Tape.record(e, Feed.of(a, Tensor.full(a.shape(), 1))).backward());
        assertThat(edge(dot, "e_0_1_0"))
                .contains("tooltip=\"∂ · Aᵀ\\n= [1, 1, 1, 1]\\n← [2, 2, 2, 2]\"");
        assertThat(edge(dot, "e_0_1_1"))
                .contains("tooltip=\"∂ Aᵀ ·\\n= [1, 1, 1, 1]\\n← [2, 2, 2, 2]\"");
        assertThat(edge(dot, "e_1_2_0"))
                .contains("∂ ȳ ↦ broadcast[2×2](ȳ)\\n[] → [2×2]\\n← [1, 1, 1, 1]");
    }

    private static List<String> labels(String dot) {
        return Pattern.compile("(?m)^ +n\\d+ \\[.* label=\"(.*)\" tooltip=")
                .matcher(dot)
                .results()
                .map((MatchResult node) -> node.group(1))
                .toList();
    }

    private static String edge(String dot, String id) {
        return dot.lines()
                .filter(line -> line.contains("[id=" + id + " "))
                .findFirst()
                .orElseThrow();
    }
}
