package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LabelsTest {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;

    @Test
    void aNumberHasThreeDigits() {
        assertThat(Labels.value(Tensor.scalar(0.12345))).isEqualTo("0.123");
        assertThat(Labels.value(Tensor.scalar(-1.5e-7))).isEqualTo("−1.5e−7");
        assertThat(Labels.value(Tensor.scalar(NAN))).isEqualTo("NaN");
        assertThat(Labels.value(Tensor.scalar(-INF))).isEqualTo("−∞");
        assertThat(Labels.value(Tensor.of(7))).isEqualTo("7");
    }

    @Test
    void upToFourEntriesAreListed() {
        assertThat(Labels.value(Tensor.of(1, -2, NAN, INF))).isEqualTo("[1, −2, NaN, ∞]");
    }

    @Test
    void moreEntriesAreARange() {
        assertThat(Labels.value(Tensor.of(3, -1, 0, 2, 1))).isEqualTo("−1 … 3");
        assertThat(Labels.value(Tensor.of(-3, -1, -1, -2, -1))).isEqualTo("−3 … −1");
        assertThat(Labels.value(Tensor.of(0.5, 0.5, 0.5, 0.5, 0.5))).isEqualTo("all 0.5");
        assertThat(Labels.value(Tensor.of(1, 2, 3, 4, INF))).isEqualTo("1 … ∞");
        assertThat(Labels.value(Tensor.of(1, NAN, 3, NAN, 5))).isEqualTo("NaN in 2 of 5");
    }

    @Test
    void noEntriesSaySo() {
        assertThat(Labels.value(Tensor.of())).isEqualTo("no entries");
        assertThat(Labels.value(Tensor.bools(Shape.of(0)))).isEqualTo("no entries");
    }

    @Test
    void truthIsNotANumber() {
        assertThat(Labels.value(Tensor.bools(Shape.SCALAR, true))).isEqualTo("true");
        assertThat(Labels.value(Tensor.bools(Shape.of(1), false))).isEqualTo("false");
        assertThat(Labels.value(Tensor.bools(Shape.of(3), true, false, true)))
                .isEqualTo("true in 2 of 3");
    }

    @Test
    void indicesAreWholeNumbers() {
        assertThat(Labels.value(Tensor.indices(Shape.of(3), 2, 0, 1))).isEqualTo("[2, 0, 1]");
        assertThat(Labels.value(Tensor.generate(Shape.of(9), Kind.INDEX, i -> i)))
                .isEqualTo("0 … 8");
    }

    @Test
    void aLineEndsWhereItMust() {
        assertThat(Labels.line("one\ntwo\r\n\tthree\u2028four\u202Efive\0", 40))
                .isEqualTo("one two three four five ");
        assertThat(Labels.line("\uD83D\uDE00".repeat(50), 3))
                .isEqualTo("\uD83D\uDE00".repeat(3) + "…");
        assertThat(Labels.line("y\u0302", 3)).isEqualTo("ŷ");
    }

    @Property
    void titlesTooltipsAndAdjointsAreBoundedLines(@ForAll String name) {
        Node x = Functions.input("x" + name.repeat(100), 2);
        Node y = x.neg().named("y" + name.repeat(100));
        for (Node node : new Node[] {x, y, y.add(x)}) {
            assertThat(Labels.title(node)).hasSizeLessThan(260).matches("[^\n]*\n\\[2\\]");
            assertThat(Labels.tooltip(node)).hasSizeLessThan(600).doesNotContain("\n");
            assertThat(Labels.adjoint(y, node)).hasSizeLessThan(160).doesNotContain("\n");
        }
    }
}
