package chainrule.derivation;

import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sin;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.graph.GraphException;
import chainrule.graph.LatexSyntax;
import chainrule.graph.Node;
import chainrule.tape.Tape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Derivations of graphs with more paths than can be written, and deeper than the stack.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LargeDerivationTest {
    private final Node s = parameter("s");

    /// Diamonds on top of each other: each doubles the number of paths.
    private Node ladder(int levels) {
        Node node = s;
        for (int i = 1; i <= levels; i++) {
            Node a = sin(node).named("a" + i);
            Node b = tanh(node).named("b" + i);
            node = a.mul(b).named("c" + i);
        }
        return node;
    }

    @Test
    void aHundredDiamondsHaveTwoToTheHundredPaths() {
        Derivation d = Derivation.of(ladder(100), s);
        assertThat(d.count()).isEqualTo(BigInteger.TWO.pow(100));
        assertThat(d.paths()).hasSize(20).doesNotHaveDuplicates();
        assertThat(d.paths()).isEqualTo(d.paths());
        List<String> lines = d.text().lines().toList();
        assertThat(lines.get(0))
                .isEqualTo(
                        "∂c100/∂s = ∂c100/∂a100 · ∂a100/∂c99 · ∂c99/∂a99 · ∂a99/∂c98 · ∂c98/∂a98 · ∂a98/∂c97 · … 188 more … · ∂c3/∂a3 · ∂a3/∂c2 · ∂c2/∂a2 · ∂a2/∂c1 · ∂c1/∂a1 · ∂a1/∂s");
        assertThat(lines.get(19)).startsWith("         + ∂c100/∂a100 · ");
        assertThat(lines.get(20))
                .isEqualTo("         + … and 1,267,650,600,228,229,401,496,703,205,356 more paths");
        assertThat(lines.get(21)).isEqualTo("∂c100/∂a100 = b100");
        assertThat(lines.get(121)).isEqualTo("… and 300 more steps");
        assertThat(lines.get(122)).startsWith("∂c100/∂s = ");
        assertThat(lines).hasSize(123);
        assertThat(d.steps()).hasSize(400);
        LatexSyntax.check(d.latex());
        assertThat(d.latex())
                .contains(
                        "&+ \\dots\\text{ and 1,267,650,600,228,229,401,496,703,205,356 more paths}");
        assertThat(d.markdown().lines()).hasSize(123);
    }

    /// With more paths than are written, only what comes out has a number.
    @Test
    void aProductIsWrittenInNumbersIfAllPathsAre() {
        for (int levels : new int[] {4, 5}) {
            Node e = ladder(levels);
            Derivation d = Derivation.of(e, s).at(Tape.record(e, Feed.of(s, 0.5)));
            assertThat(d.count()).isEqualTo(1 << levels);
            assertThat(d.text().lines().filter(line -> line.matches(" +\\+ [0-9.e−]+ · .*")))
                    .hasSize(levels == 4 ? 15 : 0);
            assertThat(d.text().lines().toList().getLast()).matches(".* {2}= [0-9.e−]+");
        }
    }

    /// A path of 17 factors is not written whole, so its product is not, either.
    @Test
    void aProductIsWrittenInNumbersIfAllFactorsAre() {
        for (int factors : new int[] {16, 17}) {
            Node e = s;
            for (int i = 0; i < factors; i++) {
                e = sin(e).named("h" + i);
            }
            Derivation d = Derivation.of(e, s).at(Tape.record(e, Feed.of(s, 0)));
            assertThat(d.text().contains(" · … 5 more … · ")).isEqualTo(factors == 17);
            assertThat(d.text().contains(" = 1" + " · 1".repeat(15) + "  = 1\n"))
                    .isEqualTo(factors == 16);
        }
    }

    @Test
    void aSinglePathThatIsLeftOutIsCounted() {
        Node e = s.mul(0).named("zero");
        for (int i = 0; i < 21; i++) {
            e = e.add(sin(s).named("a" + i));
        }
        assertThat(Derivation.of(e, s).text())
                .contains("\n      + … and 2 more paths\n")
                .contains("∂E/∂a0 = 1\n");
        assertThat(Derivation.of(e.inputs().get(0), s).text())
                .contains("\n      + … and 1 more path\n");
    }

    @Test
    void aHundredThousandNodesAreDerived() {
        Node e = ladder(33_333);
        Derivation d = Derivation.of(e, s).at(Tape.record(e, Feed.of(s, 0.5)));
        assertThat(d.count()).isEqualTo(BigInteger.TWO.pow(33_333));
        assertThat(d.text())
                .contains("\n           + … and about 10^10034 more paths\n")
                .contains("\n… and 133,232 more steps\n");
        assertThat(d.everyStep().count()).isEqualTo(d.count());
    }

    @Test
    void aChainDeeperThanTheStackIsDerived() {
        Node e = s;
        for (int i = 0; i < 200_000; i++) {
            e = e.add(s);
        }
        Derivation d = Derivation.of(e, s);
        assertThat(d).hasToString("∂E/∂s = 200001");
        assertThat(d.count()).isEqualTo(1);
        assertThat(d.everyStep().count()).isEqualTo(200_000);
        assertThat(d.everyStep().text().lines())
                .contains("… and 199,899 more formulas", "… and 399,899 more steps");
    }

    @Test
    void manyTensorsAreDerivedAndTheLastOneIsAlwaysWritten() {
        Node v = parameter("v", 2);
        Node h = v;
        for (int i = 1; i <= 10_000; i++) {
            h = exp(tanh(h)).named("h" + i);
        }
        Node e = sum(h).named("E");
        Tape tape = Tape.record(e, Feed.of(v, Tensor.of(0, 1)));
        Derivation d = Derivation.of(e, v).at(tape);
        assertThat(d.text().lines().toList())
                .hasSize(104)
                .contains("… and 9,901 more steps")
                .satisfies(lines -> assertThat(lines.get(102)).startsWith("∂E/∂v = ∂E/∂h1 ⊙ "));
        Step last = d.steps().getLast();
        assertThat(last.value().orElseThrow().toDoubles())
                .containsExactly(tape.backward().of(v).toDoubles(), within(1e-12));
    }

    /// 3,000 nodes without a name lie below 3,000 that have one.
    @Test
    void tooManyWaysBetweenNamesAreRefused() {
        Node shared = s;
        for (int i = 0; i < 3_000; i++) {
            shared = sin(shared);
        }
        Node e = shared;
        for (int i = 0; i < 3_000; i++) {
            e = e.mul(tanh(shared).named("k" + i));
        }
        Derivation d = Derivation.of(e.named("E"), s);
        assertThatThrownBy(d::text)
                .isExactlyInstanceOf(GraphException.class)
                .hasMessage(
                        "finding what lies between the named nodes from E down to s takes too long: nodes without a name are used below many that have one; give the most used of them names, or take everyStep()");
        assertThat(d.everyStep().count()).isEqualTo(3_001);
    }

    @Test
    void thePathsOfADiamondAreInTheOrderOfOperands() {
        Node e = ladder(1);
        Node a = e.inputs().get(0);
        Node b = e.inputs().get(1);
        assertThat(Derivation.of(e, s).paths())
                .containsExactly(ImmutableList.of(e, a, s), ImmutableList.of(e, b, s));
    }
}
