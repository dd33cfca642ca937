package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.graph.Composite;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.graph.Scope;
import chainrule.tape.Tape;
import chainrule.tensor.Tensor;
import chainrule.viz.RenderTest.Engine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/// Names of nodes, operations and scopes are data, whatever they hold.
class HostileNamesTest {
    static final List<String> NAMES =
            List.of(
                    "\"",
                    "a\" ] n0 -> n1 [ label=\"",
                    "\\",
                    "\\\"",
                    "\\N \\G \\l \\n \\r \\T",
                    "<script>alert(1)</script>",
                    "<b>bold</b>",
                    "]]> <!-- --> <?xml?>",
                    "&amp; &lt; &#65; &nosuch; &",
                    "one\ntwo\r\nthree\u2028four",
                    "} digraph { a -> b",
                    "// /* */ # ; /",
                    "%s %d %n $1",
                    "\u0000\u0001\u001B[31m\u007F",
                    "\uD800 alone",
                    "\uD83D\uDE00\uD83D\uDC68\u200D\uD83D\uDC69",
                    "שלום \u202Eabc\u2066",
                    "javascript:alert(1)",
                    "x".repeat(10_000),
                    "y \n".repeat(3_000));

    @ParameterizedTest
    @MethodSource("names")
    void theTextHasTheSameStatements(String name) {
        assertThat(statements(dot(name))).isEqualTo(statements(dot("plain")));
        assertThat(dot(name)).hasSizeLessThan(8_000);
    }

    static Stream<String> names() {
        return NAMES.stream();
    }

    @ParameterizedTest
    @EnumSource
    void thePictureIsXmlWithTheSameParts(Engine engine) throws Exception {
        List<String> parts = parts(Svg.of(engine.render().svg(dot("plain"))));
        for (String name : NAMES) {
            Svg svg = Svg.of(engine.render().svg(dot(name)));
            assertThat(parts(svg)).as(name).isEqualTo(parts);
            assertThat(svg.all("a")).as(name).noneMatch(a -> a.hasAttribute("xlink:href"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCanBeShownIsShownAsItIs(Engine engine) throws Exception {
        for (String name : NAMES.subList(0, 9)) {
            Svg svg = Svg.of(engine.render().svg(dot(name)));
            assertThat(svg.lines("n0").getFirst()).isEqualTo(name);
            assertThat(svg.tooltip("n0")).isEqualTo(name.replace('\\', '∖'));
            assertThat(svg.lines("cluster_0").getFirst()).isEqualTo(name.replace("/", ""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePngIsDrawn(Engine engine) {
        for (String name : NAMES) {
            assertThat(engine.render().png(dot(name))).isNotEmpty();
        }
    }

    private static String dot(String name) {
        Node x = Functions.input(name, 2);
        Composite op = Composite.of(name.replace("%", ""), z -> z.mul(z));
        String scope = name.replace("/", "").replace("\u0000", "");
        Node y = Scope.within(scope, () -> op.apply(x).named(name));
        Node e = Functions.sum(y).named(name);
        return Dot.of(Tape.record(e, Feed.of(x, Tensor.of(1, 2))).backward());
    }

    /// Each line without what is between quotes.
    private static List<String> statements(String dot) {
        return dot.lines().map(l -> l.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "\"\"")).toList();
    }

    private static List<String> parts(Svg svg) {
        return svg.all("*").stream()
                .map(Element::getTagName)
                .filter(tag -> !tag.equals("text"))
                .toList();
    }
}
