package chainrule.laws;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.codec.CodecException;
import chainrule.codec.GraphText;
import chainrule.codec.Listing;
import chainrule.codec.Vocabulary;
import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.graph.Operation;
import chainrule.graph.Origin;
import chainrule.graph.Scope;
import chainrule.graph.SourceLines;
import chainrule.graph.Walk;
import chainrule.simplify.Simplify;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is true of every graph that is written as text and read back.
@Domain(RandomGraphs.class)
@Domain(net.jqwik.api.domains.DomainContext.Global.class)
class CodecLawsTest {
    /// Names that texts of all kinds trip over.
    private static final List<String> HOSTILE =
            List.of(
                    "x",
                    "x",
                    "W₁⁽²⁾",
                    "return",
                    "true",
                    "NaN",
                    "%1",
                    "1",
                    "-Infinity",
                    "a b",
                    " a ",
                    "a\nb",
                    "\r\n",
                    "a\tb",
                    "\"",
                    "\\",
                    "\\u0041",
                    "a = exp(x) : REAL []",
                    "#",
                    "a # b",
                    "in",
                    "at",
                    "float",
                    "input",
                    "שלום",
                    "\u202Eabc",
                    "👩‍👩‍👧",
                    "\ud800",
                    "\udc00\ud800",
                    "\u0000",
                    "\u2028",
                    "x".repeat(200),
                    "a,b)",
                    "[2×3]",
                    "·",
                    "%s%d",
                    "𝒲");

    /// The standard vocabulary, and what else a graph is made of.
    private static Vocabulary vocabulary(List<Node> roots) {
        Vocabulary standard = Vocabulary.standard();
        Map<String, Operation> more = new LinkedHashMap<>();
        for (Node node : Walk.order(roots)) {
            if (node.op() instanceof Operation operation
                    && !standard.labels().contains(operation.label())) {
                more.put(operation.label(), operation);
            }
        }
        return standard.and(more.values().toArray(Operation[]::new));
    }

    private static void assertReadAsWritten(List<Node> roots) {
        String text = GraphText.write(roots);
        List<Node> read = GraphText.read(text, vocabulary(roots));
        Likeness.assertAlike(read, roots);
        assertThat(GraphText.write(read)).isEqualTo(text);
        assertThat(Listing.of(read)).isEqualTo(Listing.of(roots));
    }

    @Property(tries = 300)
    void aGraphIsReadAsItWasWritten(@ForAll RandomGraph graph) {
        assertReadAsWritten(List.of(graph.e(), graph.f(), graph.e()));
    }

    @Property(tries = 100)
    void soAreItsGradientsOfBothOrdersAndItsSimplerForm(@ForAll RandomGraph graph) {
        List<Node> gradients = Gradient.of(graph.e(), graph.used());
        assertReadAsWritten(gradients);
        assertReadAsWritten(List.of(Simplify.of(graph.e())));
        Node norm =
                gradients.stream()
                        .map(g -> Functions.sum(Functions.square(g)))
                        .reduce(Node::add)
                        .orElseThrow();
        assertReadAsWritten(Gradient.orZero(norm, graph.used()));
    }

    @Property(tries = 100)
    void whatIsReadHasTheSameBitsAndTheSameGradients(@ForAll RandomGraph graph) {
        List<Node> roots = new ArrayList<>(List.of(graph.e()));
        roots.addAll(graph.used());
        List<Node> read = GraphText.read(GraphText.write(roots), vocabulary(roots));
        Map<Node, Tensor> values = new HashMap<>();
        for (int i = 1; i < roots.size(); i++) {
            values.put(read.get(i), graph.feed().value(roots.get(i)));
        }
        Feed feed = Feed.of(values);
        assertThat(Interpreter.evaluate(read.get(0), feed))
                .isEqualTo(Interpreter.evaluate(graph.e(), graph.feed()));
        List<Node> gradients = Gradient.of(read.get(0), read.subList(1, read.size()));
        Likeness.assertAlike(gradients, Gradient.of(graph.e(), graph.used()));
        assertThat(Interpreter.evaluate(gradients, feed))
                .isEqualTo(
                        Interpreter.evaluate(Gradient.of(graph.e(), graph.used()), graph.feed()));
    }

    @Property(tries = 200)
    void namesScopesAndLinesMayBeAnything(@ForAll RandomGraph graph, @ForAll Random random) {
        IdentityHashMap<Node, Node> marked =
                Walk.rebuild(
                        List.of(graph.e()),
                        (node, x) ->
                                Origin.at(
                                        random.nextBoolean() ? "" : hostile(random),
                                        Optional.of(hostile(random))
                                                .filter(_ -> random.nextBoolean()),
                                        () -> marked(node, x, random)));
        assertReadAsWritten(List.of(marked.get(graph.e())));
    }

    private static Node marked(Node node, ImmutableList<Node> x, Random random) {
        Node made = node.op() instanceof Operation operation ? Node.apply(operation, x) : node;
        String name = hostile(random);
        return random.nextBoolean() || name.isBlank() ? made : made.named(name);
    }

    private static String hostile(Random random) {
        return HOSTILE.get(random.nextInt(HOSTILE.size()));
    }

    @Property(tries = 50)
    void linesThatWereRecordedAreKept(@ForAll long seed) {
        Node e = Scope.within("all", () -> SourceLines.record(() -> new RandomGraph(seed, 5).e()));
        assertThat(e.line().orElse("")).startsWith("RandomGraph.java:");
        assertReadAsWritten(List.of(e));
        String text = GraphText.write(List.of(e));
        List<Node> read = SourceLines.record(() -> GraphText.read(text, vocabulary(List.of(e))));
        Likeness.assertAlike(read, List.of(e));
    }

    @Property(tries = 10_000)
    void garbageIsRefusedOrRead(@ForAll("garbage") String text) {
        readOrRefused(text, Vocabulary.standard());
    }

    private static void readOrRefused(String text, Vocabulary vocabulary) {
        try {
            GraphText.write(GraphText.read(text, vocabulary));
        } catch (CodecException refusal) {
            assertThat(refusal).message().matches("(?s)line \\d+, column \\d+:\n  .*\n  .*\\^\n.+");
        }
    }

    @Provide
    Arbitrary<String> garbage() {
        Arbitrary<String> pieces =
                Arbitraries.of(
                        "x",
                        "y",
                        "%1",
                        "%",
                        " ",
                        "=",
                        "exp",
                        "sum",
                        "input",
                        "parameter",
                        "float",
                        "(",
                        ")",
                        "[",
                        "]",
                        "{",
                        "}",
                        "|",
                        ",",
                        ":",
                        "REAL",
                        "INDEX",
                        "BOOL",
                        "×",
                        "·",
                        "2",
                        "-1",
                        "0.5",
                        "NaN",
                        "true",
                        "\"",
                        "\"a\"",
                        "\\",
                        "\n",
                        "return",
                        "in",
                        "at",
                        "axes",
                        "keepDims",
                        "#",
                        "batch",
                        "99999999999999999999",
                        "1e999");
        Arbitrary<String> joined = pieces.list().ofMaxSize(60).map(list -> String.join("", list));
        return Arbitraries.oneOf(joined, Arbitraries.strings().ofMaxLength(80));
    }

    @Property(tries = 1_000)
    void aDamagedTextIsRefusedOrRead(@ForAll RandomGraph graph, @ForAll Random random) {
        List<Node> roots = Gradient.of(graph.e(), graph.used());
        StringBuilder text = new StringBuilder(GraphText.write(roots));
        for (int times = 1 + random.nextInt(4); times > 0 && !text.isEmpty(); times--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(4));
            int other = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(other, text.substring(from, to));
                case 2 -> text.setCharAt(from, text.charAt(other));
                default -> text.setLength(from);
            }
        }
        readOrRefused(text.toString(), vocabulary(roots));
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aGraphOfAHundredThousandNodesIsWrittenAndRead() {
        Node x = Functions.parameter("x");
        Node e = x;
        for (int i = 0; i < 50_000; i++) {
            e = e.mul(x).named("h" + i).add(i);
        }
        assertReadAsWritten(List.of(e));
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aConstantOfAMillionEntriesIsWrittenInFull() {
        Node c =
                Functions.constant(
                        Tensor.generate(Shape.of(1000, 1000), Kind.REAL, i -> Math.sin(i)));
        assertReadAsWritten(List.of(c.neg()));
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void settingsThatNestWithoutEndAreRefused() {
        for (String open : List.of("[", "{a=", "(", "|", "\"")) {
            readOrRefused(
                    "x = input : REAL []\ny = sum(x, a=" + open.repeat(100_000),
                    Vocabulary.standard());
        }
    }
}
