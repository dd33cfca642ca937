package chainrule.laws;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Composite;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import chainrule.simplify.Simplify;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Graphs deeper than the stack, wider than usual, and with more paths than can be walked. The
/// limits of time are far above what is needed: they are for what would never end.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ScaleTest {
    private final Node x = parameter("x");
    private final Feed feed = Feed.of(x, 0.5);

    private static Node repeated(Node start, int times, UnaryOperator<Node> step) {
        Node node = start;
        for (int i = 0; i < times; i++) {
            node = step.apply(node);
        }
        return node;
    }

    @Test
    void aChainOfAMillionSumsIsBuiltDifferentiatedAndEvaluated() {
        Node e = repeated(x, 1_000_000, node -> node.add(x));
        assertThat(Walk.order(e)).hasSize(1_000_001);
        assertThat(Interpreter.evaluate(e, feed).item()).isEqualTo(500_000.5);
        assertThat(Interpreter.evaluate(Gradient.of(e, x), feed).item()).isEqualTo(1_000_001);
        assertThat(Text.of(e)).hasSizeLessThanOrEqualTo(161);
    }

    @Test
    void aChainOfSeveralOperationsIsRecordedAndDifferentiated() {
        Composite halfway = Composite.of("halfway", (a, b) -> a.add(b).div(2));
        Node e =
                repeated(
                        x,
                        20_000,
                        node -> halfway.apply(sigmoid(node.mul(0.5)).sub(0.25).neg(), node));
        Gradients gradients = Tape.record(e, feed).backward();
        double y = 0.5;
        double slope = 1;
        for (int i = 0; i < 20_000; i++) {
            double p = 1 / (1 + Math.exp(-0.5 * y));
            slope *= (1 - 0.5 * p * (1 - p)) / 2;
            y = (0.25 - p + y) / 2;
        }
        assertThat(gradients.tape().error()).isEqualTo(y, Offset.offset(1e-12));
        assertThat(gradients.of(x).item()).isEqualTo(slope, Offset.offset(1e-12));
        assertThat(gradients.along(e.edges().get(1)).item()).isEqualTo(0.5);
    }

    @Test
    void aLongChainIsReplacedAndSimplified() {
        Node e = repeated(x, 25_000, node -> tanh(node.mul(1).add(0)).neg().add(x));
        Node simple = Simplify.of(e);
        assertThat(Walk.order(simple)).hasSize(50_001);
        assertThat(Interpreter.evaluate(simple, feed)).isEqualTo(Interpreter.evaluate(e, feed));
        Node y = parameter("y");
        Node other = Walk.replace(List.of(e), Map.of(x, y)).get(0);
        assertThat(Interpreter.evaluate(other, Feed.of(y, 0.5)))
                .isEqualTo(Interpreter.evaluate(e, feed));
    }

    @Test
    void aLongChainOfMinusSignsIsSimplified() {
        Node e = repeated(x, 100_000, node -> node.neg().mul(x));
        assertThat(Walk.order(Simplify.of(e))).hasSize(100_001);
        assertThat(Text.of(Simplify.of(repeated(x, 100_000, Node::neg)))).isEqualTo("x");
    }

    @Test
    void aLongChainOfLogarithmsOfSigmoidsIsSimplified() {
        Node e = repeated(x, 20_000, node -> log(sigmoid(node)));
        Node simple = Simplify.of(e);
        assertThat(Interpreter.evaluate(simple, feed).item())
                .isEqualTo(Interpreter.evaluate(e, feed).item(), Offset.offset(1e-12));
        assertThat(Walk.order(simple)).hasSize(20_003);
    }

    @Test
    void aWideGraphIsSimplifiedAndDifferentiated() {
        Node e = x;
        for (int i = 0; i < 30_000; i++) {
            e = e.add(tanh(x.mul(i % 1000)));
        }
        Node simple = Simplify.of(e);
        assertThat(Walk.order(simple).size()).isLessThan(40_000);
        double plain = Interpreter.evaluate(Gradient.of(e, x), feed).item();
        assertThat(Interpreter.evaluate(Gradient.of(simple, x), feed).item())
                .isEqualTo(plain, Offset.offset(1e-9));
    }

    @Test
    void manyParametersHaveTheirGradientsInOneSweep() {
        Node[] w = new Node[20_000];
        Feed all = feed;
        Node e = x;
        Map<Node, Tensor> values = new HashMap<>();
        for (int i = 0; i < w.length; i++) {
            w[i] = parameter("w" + i);
            values.put(w[i], Tensor.scalar(i));
            e = e.add(w[i].mul(x));
        }
        Gradients gradients = Tape.record(e, all.and(values)).backward();
        for (Node each : w) {
            assertThat(gradients.of(each).item()).isEqualTo(0.5);
        }
    }

    @Test
    void sixtyLevelsOfSharingAreDifferentiatedWrittenAndSimplified() {
        Node e = repeated(x, 60, node -> node.mul(0.5).add(node.mul(0.5)));
        assertThat(Interpreter.evaluate(e, feed).item()).isEqualTo(0.5);
        assertThat(Interpreter.evaluate(Gradient.of(e, x), feed).item()).isEqualTo(1);
        assertThat(Text.of(e)).hasSizeLessThanOrEqualTo(161);
        assertThat(e.toString()).hasSizeLessThanOrEqualTo(165);
        assertThat(Text.latex(e, 200)).hasSizeLessThan(2000);
        assertThat(Walk.order(Simplify.of(e)).size()).isLessThan(125);
        assertThat(Text.of(Gradient.of(e, x))).hasSizeLessThanOrEqualTo(161);
    }

    @Test
    void sixtyLevelsOfOneNodeUsedTwiceGrowAsTheyShould() {
        Node e = repeated(x, 60, node -> node.add(node));
        Gradients gradients = Tape.record(e, feed).backward();
        assertThat(gradients.of(x).item()).isEqualTo(Math.scalb(1.0, 60));
        assertThat(gradients.along(e.edges().get(0)).item()).isEqualTo(1);
        Node root = repeated(x, 26, node -> node.mul(node));
        assertThat(Interpreter.evaluate(Gradient.of(root, x), Feed.of(x, 1)).item())
                .isEqualTo(Math.scalb(1.0, 26));
    }

    @Test
    void sharingInsideACompositeIsNoHarder() {
        Composite deep =
                Composite.of("deep", a -> repeated(a, 60, n -> n.mul(0.5).add(n.mul(0.5))));
        Node e = deep.apply(deep.apply(x));
        assertThat(Interpreter.evaluate(Gradient.of(e, x), feed).item()).isEqualTo(1);
        assertThat(Interpreter.evaluate(Simplify.of(e), feed).item()).isEqualTo(0.5);
    }

    @Test
    void aTextOfManyOperandsIsShort() {
        Node wide = input("a name that is rather long to be the name of an input", 2);
        Node e = repeated(wide, 1_000, node -> node.add(wide));
        assertThat(Text.of(e)).hasSizeLessThanOrEqualTo(161);
        assertThat(Text.of(mean(sum(e)), 10)).hasSizeLessThanOrEqualTo(11);
        assertThat(Text.of(e, 0)).isEqualTo("…");
    }
}
