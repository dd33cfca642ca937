package chainrule.simplify;

import static chainrule.graph.Functions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Composite;
import chainrule.graph.Formulas;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Formulas without composites: what is left, what is shared, and what it was called.
final class LowerTest {
    private static String lowered(Node node) {
        return Text.formula(Lower.of(List.of(node)).outputs().get(0), 100);
    }

    private static void assertLow(List<Node> nodes) {
        assertThat(Walk.order(nodes))
                .extracting(Node::op)
                .doesNotHaveAnyElementsOfTypes(Composite.class);
    }

    @Test
    void aCompositeIsReplacedByWhatItIsMadeOf() {
        Node x = input("x", 3);
        assertThat(lowered(square(x))).isEqualTo("x ⊙ x");
        Composite twice = Composite.of("twice", a -> square(a).mul(2));
        assertThat(lowered(twice.apply(x))).isEqualTo("2 · (x ⊙ x)");
    }

    /// f₄₀₀ = f₃₉₉(x) + 1, and so on down: definitions in definitions, and none of it recurses.
    @Test
    void compositesAreNestedFourHundredDeep() {
        Composite deep = Composite.of("f0", a -> a.mul(0.5));
        for (int i = 1; i <= 400; i++) {
            Composite inner = deep;
            deep = Composite.of("f" + i, a -> inner.apply(a).add(tanh(a)));
        }
        Node x = input("x");
        Node y = deep.apply(x);
        List<Node> low = Lower.of(List.of(y)).outputs();
        assertLow(low);
        Feed feed = Feed.of(x, 0.25);
        double expected = 0.125 + 400 * Math.tanh(0.25);
        assertThat(Interpreter.evaluate(low.get(0), feed).item())
                .isCloseTo(expected, within(1e-11));
    }

    @Test
    void compositesOfCompositesAreFourHundredInARow() {
        Node x = input("x", 2);
        Node y = x;
        for (int i = 0; i < 400; i++) {
            y = sigmoid(square(y));
        }
        List<Node> low = Lower.of(List.of(y)).outputs();
        assertLow(low);
        Feed feed = Feed.of(x, Tensor.of(0.5, 2));
        assertThat(Interpreter.evaluate(low.get(0), feed).toDoubles())
                .containsExactly(Interpreter.evaluate(y, feed).toDoubles(), within(1e-12));
    }

    /// σ(x) in one output and in another, by another name, is one node.
    @Test
    void whatTwoCompositesHaveInCommonIsComputedOnce() {
        Node x = input("x", 3);
        Node a = sigmoid(x).named("a");
        Node b = silu(x).named("b");
        Node c = sigmoid(x).named("c");
        Lower lower = Lower.of(List.of(a, b, c));
        ImmutableList<Node> low = lower.outputs();
        assertThat(low.get(2)).isSameAs(low.get(0));
        assertThat(Walk.order(low)).contains(low.get(0)).hasSize(countOf(low));
        assertThat(low.get(1).inputs()).contains(low.get(0));
        assertThat(lower.names().get(low.get(0))).isEqualTo("a");
        assertThat(lower.names().get(low.get(1))).isEqualTo("b");
        assertThat(low).allSatisfy(node -> assertThat(node.name()).isEmpty());
    }

    private static int countOf(List<Node> nodes) {
        return (int) Walk.order(nodes).stream().distinct().count();
    }

    @Test
    void namesOfNodesInsideAreKnown() {
        Node x = input("x", 3);
        Node h = tanh(x).named("h");
        Node e = sum(square(h)).named("E");
        Lower lower = Lower.of(List.of(e));
        Map<Node, String> names = lower.names();
        assertThat(Walk.order(lower.outputs()).stream().filter(names::containsKey).map(names::get))
                .containsExactly("x", "h", "E");
    }

    @Test
    void whatIsLoweredStaysAsItIs() {
        Node x = input("x", 4, 3);
        Node y = input("y", 4, 3);
        List<Node> all =
                List.of(
                        softmaxCrossEntropy(x, softmax(y, 1)),
                        logLoss(sigmoid(x), sigmoid(y)),
                        layerNorm(x, 0.1, 1),
                        gelu(x),
                        variance(x, 0),
                        norm(y, 1));
        List<Node> once = Lower.of(all).outputs();
        assertLow(once);
        assertThat(Formulas.of(Lower.of(once).outputs()).withShapes().text())
                .isEqualTo(Formulas.of(once).withShapes().text());
    }

    /// ln(1 + eˣ) and ln(1 + e⁻ˣ) differ by x: definitions have that in common once they are open.
    @Test
    void theExactRulesAreAppliedToDefinitions() {
        Node x = input("x", 3);
        List<Node> low = Lower.of(List.of(softplus(x), softplus(x.neg()))).outputs();
        assertThat(
                        Walk.order(low).stream()
                                .map(Node::op)
                                .filter(chainrule.graph.Leaf.LOG1P::equals))
                .hasSize(1);
    }

    @Test
    void sourcesStayThemselves() {
        Node x = input("x", 3);
        Node constant = constant(Tensor.of(1, 2, 3));
        List<Node> low = Lower.of(List.of(x, constant)).outputs();
        assertThat(low.get(0)).isSameAs(x);
        assertThat(low.get(1).op()).isInstanceOf(Op.Constant.class);
    }
}
