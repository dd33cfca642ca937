package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.graph.Composite;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.graph.Scope;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Shape;
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
        List<String> plain = dots("plain");
        List<String> dots = dots(name);
        for (int i = 0; i < dots.size(); i++) {
            assertThat(statements(dots.get(i))).isEqualTo(statements(plain.get(i)));
            assertThat(dots.get(i)).hasSizeLessThan(20_000);
        }
    }

    static Stream<String> names() {
        return NAMES.stream();
    }

    @ParameterizedTest
    @EnumSource
    void thePictureIsXmlWithTheSameParts(Engine engine) throws Exception {
        for (int i = 0; i < 2; i++) {
            List<String> parts = parts(Svg.of(engine.render().svg(dots("plain").get(i))));
            for (String name : NAMES) {
                Svg svg = Svg.of(engine.render().svg(dots(name).get(i)));
                assertThat(parts(svg)).as(name).isEqualTo(parts);
                assertThat(svg.all("a")).as(name).noneMatch(a -> a.hasAttribute("xlink:href"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCanBeShownIsShownAsItIs(Engine engine) throws Exception {
        for (String name : NAMES.subList(0, 9)) {
            for (String dot : dots(name).subList(0, 2)) {
                Svg svg = Svg.of(engine.render().svg(dot));
                assertThat(svg.lines("n0").getFirst()).isEqualTo(name);
                assertThat(svg.tooltip("n0")).isEqualTo(name.replace('\\', '∖'));
                assertThat(svg.lines("cluster_0").getFirst()).isEqualTo(name.replace("/", ""));
            }
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
        return dots(name).getFirst();
    }

    /// First those that are drawn: labels of text, and such with heat-maps.
    private static List<String> dots(String name) {
        Gradients few = gradients(name, 2);
        Gradients many = gradients(name, 6);
        return List.of(
                Dot.of(few),
                Picture.of(many).downwards().dot(),
                Picture.of(many).depth(0).dot(),
                Picture.of(many).gradientGraph().dot());
    }

    private static Gradients gradients(String name, int size) {
        Node x = Functions.input(name, size);
        Composite op = Composite.of(name.replace("%", ""), z -> z.mul(z));
        String scope = name.replace("/", "").replace("\u0000", "");
        Node y = Scope.within(scope, () -> op.apply(op.apply(x)).named(name));
        Node e = Functions.sum(y).named(name);
        return Tape.record(e, Feed.of(x, Tensor.full(Shape.of(size), 0.5))).backward();
    }

    /// Each line without what is between quotes.
    private static List<String> statements(String dot) {
        return dot.lines()
                .map(l -> l.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "\"\""))
                .map(line -> line.replaceAll("<TD>[^<]*</TD>", "<TD></TD>"))
                .toList();
    }

    private static List<String> parts(Svg svg) {
        return svg.all("*").stream()
                .map(Element::getTagName)
                .filter(tag -> !tag.equals("text"))
                .toList();
    }
}
