package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.eval.Feed;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.graph.Scope;
import chainrule.tape.Tape;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PictureTest {
    @Test
    void aLevelOfDetailSaysWhatIsShown() {
        Picture all = Picture.of(Sample.diamond().gradients());
        assertThat(labels(all.detail(Detail.PLAIN).dot())).contains("u = exp(x)");
        assertThat(labels(all.detail(Detail.VALUES).dot())).contains("u = exp(x)\\n= 7.39");
        assertThat(labels(all.detail(Detail.GRADIENTS).dot()))
                .contains("u = exp(x)\\n∂E/∂u = −1", "x\\n∂E/∂x = −14.8");
        assertThat(labels(all.detail(Detail.ALL).dot()))
                .contains("u = exp(x)\\n= 7.39\\n∂E/∂u = −1");
        assertThat(all.dot()).isEqualTo(all.detail(Detail.ALL).dot());
        assertThat(all.detail(Detail.VALUES).dot()).doesNotContain("←", "∂");
        assertThat(all.detail(Detail.PLAIN).dot()).isEqualTo(Dot.of(Sample.diamond().root()));
    }

    @Test
    void whatIsNotKnownIsRefusedWithWhatToDo() {
        Sample sample = Sample.diamond();
        assertThatThrownBy(() -> Picture.of(sample.root()).detail(Detail.VALUES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the values of E are not known: draw its tape, Picture.of(Tape.record(e, feed))");
        assertThatThrownBy(() -> Picture.of(sample.tape()).detail(Detail.GRADIENTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the derivatives of E are not known: draw its gradients, Picture.of(tape.backward())");
        assertThatThrownBy(() -> Picture.of(sample.tape()).gradientGraph())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the derivatives of E are not known: draw its gradients, Picture.of(tape.backward())");
        assertThatThrownBy(() -> Picture.of(sample.root()).depth(-1))
                .hasMessage("the depth of open scopes is 0 or more, and not -1");
        assertThatThrownBy(() -> Picture.of(sample.root()).upTo(0))
                .hasMessage("a picture has 1 node or more, and not 0");
    }

    @Test
    void aCollapsedScopeSaysWhatIsInItAndItsEdgesKeepWhatComesBack() {
        String open = Dot.of(Sample.network().gradients());
        String dot = Picture.of(Sample.network().gradients()).collapse("hidden").dot();
        assertThat(dot)
                .contains(
                        "label=\"hidden\\n3 nodes\\n[1×2] → [1×2]\\nwith W⁽¹⁾ [2×2]\"",
                        "12 nodes, drawn as 10.")
                .doesNotContain("subgraph cluster_2");
        // x is used in the scope alone, so all of ∂E/∂x comes back along its edge
        assertThat(open).contains("x\\n[1×2]\\n= [0.5, −1.5]\\n∂E/∂x = [−0.0122, 0.00306]");
        assertThat(edge(dot, "e_1_g0")).contains("label=\"← [−0.0122, 0.00306]\\n \"");
        // from the scope to one node, the edge is that of the node that leaves it
        assertThat(edge(dot, "e_g0_6_4"))
                .contains("label=\"∂ · W⁽²⁾ᵀ\\n= [0.7, −0.6]\\n← [−0.08, 0.0686]\\n \"");
    }

    @Test
    void severalEdgesIntoAScopeAreOneLineWithTheirSum() {
        Node x = Functions.input("x");
        Node e = Scope.within("s", () -> x.mul(3).add(x.mul(4)).named("inner")).mul(2).named("E");
        String dot = Picture.of(Tape.record(e, Feed.of(x, 1)).backward()).depth(0).dot();
        assertThat(edge(dot, "e_0_g0")).contains("label=\"← Σ 14\\n \"", "color=\"#b2182b\"");
        assertThat(edge(dot, "e_g0_7_5")).contains("label=\"inner\\n∂ 2\\n← 2\\n \"");
    }

    @Test
    void depthSaysHowManyScopesStayOpen() {
        Node x = Functions.input("x");
        Node e =
                Scope.within(
                        "net",
                        () -> {
                            Node inner = Scope.within("first", () -> x.neg().neg());
                            return Scope.within("second", () -> inner.neg().neg());
                        });
        assertThat(labels(Picture.of(e).depth(0).dot()))
                .containsExactly("x", "net\\n4 nodes\\n[] → []");
        assertThat(labels(Picture.of(e).depth(1).dot()))
                .containsExactly("x", "first\\n2 nodes\\n[] → []", "second\\n2 nodes\\n[] → []");
        assertThat(Picture.of(e).depth(1).dot()).contains("subgraph cluster_0").contains("\"net\"");
        assertThat(labels(Picture.of(e).collapse("net/second").dot()))
                .hasSize(4)
                .contains("second\\n2 nodes\\n[] → []");
        assertThat(Picture.of(e).collapse("second").dot())
                .isEqualTo(Picture.of(e).collapse("net/second").dot());
        assertThat(Picture.of(e).depth(2).dot()).isEqualTo(Picture.of(e).dot());
    }

    @Test
    void aScopeOfOneNodeIsDrawnAsTheNode() {
        Node x = Functions.input("x");
        Node e = Scope.within("one", x::neg);
        assertThat(Picture.of(e).depth(0).dot()).isEqualTo(Picture.of(e).dot());
    }

    @Test
    void aScopeThatIsEnteredTwiceIsTwoNodes() {
        Node x = Functions.input("x");
        Node first = Scope.within("s", () -> x.neg().neg());
        Node e = Scope.within("s", first.mul(2)::neg).neg();
        assertThat(labels(Picture.of(e).depth(0).dot())).hasSize(6);
        Node between = first.mul(2);
        Node again = Scope.within("s", () -> between.neg().neg());
        assertThat(labels(Picture.of(again).depth(0).dot()))
                .filteredOn(label -> label.startsWith("s\\n"))
                .hasSize(2);
    }

    @Test
    void whatRepeatsInARowIsDrawnOnce() {
        String dot = Picture.of(Sample.layers(7).gradients()).depth(0).dot();
        assertThat(dot)
                .contains(
                        "label=\"layer 1 … layer 7 ×7\\n4 nodes each time\\n[1×3] → [1×3]\\nwith W_1 [3×3]\"",
                        "label=\"tanh(□)\\n[1×3]\\n×7\"",
                        "class=scope label=\"×7\"",
                        "37 nodes, drawn as 4. ×N: so many times in a row, drawn once.");
        assertThat(labels(Picture.of(Sample.layers(2).root()).depth(0).dot())).hasSize(6);
        assertThat(labels(Picture.of(Sample.layers(3).root()).depth(0).dot())).hasSize(4);
    }

    @Test
    void partsThatAreNotEqualAreNotDrawnAsOne() {
        Node z = Functions.input("x");
        for (int k = 0; k < 6; k++) {
            Node before = z;
            int turn = k;
            z = Scope.within("s" + k, () -> turn == 3 ? before.neg().neg() : before.neg().mul(2));
        }
        assertThat(labels(Picture.of(z).depth(0).dot()))
                .containsExactly(
                        "x",
                        "s0 … s2 ×3\\n3 nodes each time\\n[] → []",
                        "s3\\n2 nodes\\n[] → []",
                        "s4\\n3 nodes\\n[] → []",
                        "s5\\n3 nodes\\n[] → []");
    }

    @Test
    void partsSideBySideAreNotInARow() {
        Node x = Functions.input("x", 1);
        Node[] parts =
                IntStream.range(0, 4)
                        .mapToObj(k -> Scope.within("s" + k, () -> x.neg().mul(2)))
                        .toArray(Node[]::new);
        Node e = Functions.concat(0, parts);
        assertThat(labels(Picture.of(e).depth(0).dot()))
                .filteredOn(label -> label.startsWith("s"))
                .hasSize(4);
    }

    @Test
    void moreThanThreeHundredNodesAreCollapsed() {
        String dot = Picture.of(Sample.layers(100).gradients()).dot();
        assertThat(dot)
                .contains(
                        "502 nodes, drawn as 4: scopes are collapsed where more than 300 would be drawn. ×N: so many times in a row, drawn once.")
                .contains("layer 1 … layer 100 ×100");
        assertThat(labels(Picture.of(Sample.layers(59).gradients()).dot())).hasSize(297);
    }

    @Test
    void onlyAsManyScopesAreCollapsedAsNeeded() {
        Node z = Functions.input("x");
        for (String part : List.of("a", "b", "c", "d", "e", "f", "g")) {
            Node before = z;
            z = Scope.within("outer", () -> Scope.within(part, () -> chain(before, 50)));
        }
        assertThat(labels(Picture.of(z).dot()))
                .hasSize(8)
                .contains("a\\n50 nodes\\n[] → []", "g\\n50 nodes\\n[] → []");
        assertThat(Picture.of(z).dot()).contains("class=scope label=\"outer\"");
    }

    private static Node chain(Node x, int length) {
        Node z = x;
        for (int i = 0; i < length; i++) {
            z = z.neg();
        }
        return z;
    }

    @Test
    void fiftyThousandNodesAreRefusedInOneLine() {
        Node e = chain(Functions.input("x"), 49_999);
        assertThatThrownBy(() -> Dot.of(e))
                .isInstanceOf(RenderException.class)
                .hasMessage(
                        "a picture of 50000 nodes cannot be read: it has no scopes to collapse, and up to 2000 are; give its parts scopes by Scope.within(name, …), draw the node of a part of it, or allow more by Picture.upTo(50000)");
        Node scoped = chain(Scope.within("s", () -> chain(Functions.input("x"), 100)), 2_100);
        assertThatThrownBy(() -> Dot.of(scoped))
                .isInstanceOf(RenderException.class)
                .hasMessage(
                        "a picture of 2201 nodes cannot be read: with all scopes collapsed 2101 would be drawn, and up to 2000 are; put more of it into scopes by Scope.within(name, …), draw the node of a part of it, or allow more by Picture.upTo(2101)");
        assertThat(labels(Picture.of(scoped).upTo(3_000).dot())).hasSize(2_101);
    }

    @Test
    void aScopeWithoutANameIsABoxWithoutOne() {
        Node e = Scope.within("/a", Functions.input("x")::neg);
        for (Picture picture : List.of(Picture.of(e), Picture.of(e).downwards())) {
            assertThat(Render.embedded().svg(picture.dot())).contains(">a<", "cluster_1");
        }
    }

    static List<String> labels(String dot) {
        return Pattern.compile("(?m)^ +[ng]\\d+ \\[.* label=\"(.*)\" tooltip=")
                .matcher(dot)
                .results()
                .map((MatchResult node) -> node.group(1))
                .toList();
    }

    static String edge(String dot, String id) {
        return dot.lines()
                .filter(line -> line.contains("[id=" + id + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + id + " in\n" + dot));
    }
}
