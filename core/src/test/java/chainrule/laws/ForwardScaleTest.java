package chainrule.laws;

import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.softmax;
import static chainrule.graph.Functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Derivatives;
import chainrule.grad.Forward;
import chainrule.graph.Composite;
import chainrule.graph.Node;
import chainrule.graph.Walk;
import chainrule.tape.Tape;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Forward mode in graphs deeper than the stack, and with more paths than can be walked.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ForwardScaleTest {
    private final Node x = parameter("x");
    private final Feed feed = Feed.of(x, 0.5);
    private final Map<Node, Node> one = Map.of(x, Node.constant(1));

    private static Node repeated(Node start, int times, UnaryOperator<Node> step) {
        Node node = start;
        for (int i = 0; i < times; i++) {
            node = step.apply(node);
        }
        return node;
    }

    @Test
    void aChainOfAMillionSumsIsTakenForward() {
        Node e = repeated(x, 1_000_000, node -> node.add(x));
        assertThat(Interpreter.evaluate(Derivatives.jvp(e, one), feed).item()).isEqualTo(1_000_001);
    }

    /// Structural operations and composites without a rule go forward by a transposition each: a
    /// local one, or the whole would be quadratic.
    @Test
    void aLongChainOfPullbacksIsTakenForward() {
        Composite centred = Composite.of("centred", a -> a.sub(sum(a).div(4)));
        Node v = parameter("v", 1, 2);
        Node m = Node.constant(Tensor.of(new double[][] {{0, 1}, {1, 0}}));
        Node y = repeated(v, 10_000, node -> centred.apply(softmax(node, 1)).matmul(m));
        Node direction = parameter("d", 1, 2);
        Forward forward = Forward.of(y, Map.of(v, direction));
        Feed values =
                Feed.of(v, Tensor.of(Shape.of(1, 2), 1, 2))
                        .and(direction, Tensor.of(Shape.of(1, 2), 1, 1));
        assertThat(Interpreter.evaluate(forward.tangent(y), values))
                .isEqualTo(Tensor.of(Shape.of(1, 2), 0, 0));
        assertThat(Walk.order(forward.tangent(y)).size()).isLessThan(60 * 10_000);
    }

    @Test
    void sixtyLevelsOfSharingStayLinear() {
        Node e = repeated(x, 60, node -> node.mul(0.5).add(node.mul(node)));
        Node tangent = Derivatives.jvp(e, one);
        assertThat(Walk.order(tangent).size()).isLessThan(60 * 12);
        Node product = Derivatives.hessianVector(e, one).values().asList().get(0);
        assertThat(Walk.order(product).size()).isLessThan(60 * 60);
        Node doubled = repeated(x, 60, node -> node.add(node));
        assertThat(Interpreter.evaluate(Derivatives.jvp(doubled, one), feed).item())
                .isEqualTo(Math.scalb(1.0, 60));
    }

    @Test
    void fourOrdersOfALongChainAreTakenForward() {
        Node y = repeated(x, 1_000, node -> node.mul(x).mul(1.001));
        Node derivative = y;
        for (int order = 0; order < 4; order++) {
            derivative = Derivatives.jvp(derivative, one);
        }
        double expected = Math.pow(1.001, 1_000) * 1001.0 * 1000 * 999 * 998 * Math.pow(0.999, 997);
        assertThat(Interpreter.evaluate(derivative, Feed.of(x, 0.999)).item())
                .isEqualTo(expected, Offset.offset(1e-9 * expected));
    }

    /// 500 × 500 entries, from one formula with one symbol.
    @Test
    void aLargeJacobianIsHadInNumbers() {
        Node v = parameter("v", 500);
        Node y = softmax(v.mul(v), 0);
        Tape tape = Tape.record(y, Feed.of(v, Tensor.full(Shape.of(500), 0.5)));
        Tensor jacobian = tape.jacobian(y, v);
        assertThat(jacobian.shape()).isEqualTo(Shape.of(500, 500));
        double p = 1.0 / 500;
        assertThat(jacobian.at(3, 3)).isEqualTo(p - p * p, Offset.offset(1e-15));
        assertThat(jacobian.at(3, 4)).isEqualTo(-p * p, Offset.offset(1e-15));
        assertThat(List.of(jacobian.at(499, 0), jacobian.at(0, 499)))
                .allSatisfy(entry -> assertThat(entry).isEqualTo(-p * p, Offset.offset(1e-15)));
    }
}
