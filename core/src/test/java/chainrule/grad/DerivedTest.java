package chainrule.grad;

import static chainrule.graph.Functions.constant;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Composite;
import chainrule.graph.Edge;
import chainrule.graph.Node;
import chainrule.tape.GradientCheck;
import chainrule.tensor.Tensor;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Composites without a rule, whose definitions are element-wise, and yet look at their operand's
/// shape or hold a tensor: what holds for numbers does not hold for them.
final class DerivedTest {
    private static final Tensor PLACE = Tensor.of(new double[][] {{1, -2, 3}, {0.5, 4, -1}});

    static Stream<UnaryOperator<Node>> definitions() {
        Node row = constant(Tensor.of(2, 3, 5));
        Composite inside = Composite.of("inside", x -> x.mul(x).div(x.shape().size()));
        return Stream.of(
                x -> x.mul(x).div(x.shape().size()),
                x -> x.mul(x).div(Math.sqrt(x.shape().size(-1))),
                x -> x.mul(x).mul(x.shape().dims().get(1).size()),
                x -> x.mul(x).mul(row),
                x -> x.mul(x).pow(x.shape().rank()),
                x -> inside.apply(x).mul(3),
                DerivedTest::ofMatrices,
                x -> x.mul(x.mul(2)));
    }

    private static Node ofMatrices(Node x) {
        if (x.shape().rank() != 2) {
            throw new IllegalStateException("for matrices only");
        }
        return x.mul(x);
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void theDerivativeIsThatOfTheDefinitionOnTheOperandItself(UnaryOperator<Node> definition) {
        Composite composite = Composite.of("composite", definition);
        GradientCheck.of(x -> sum(composite.apply(x))).at(PLACE).order(2).run();
    }

    @Test
    void aDefinitionThatIsTheSameForEveryEntryHasADiagonal() {
        Composite cube = Composite.of("cube", x -> x.mul(x).mul(x));
        Node x = input("x", 3);
        Node y = cube.apply(x);
        assertThat(Backward.local(Edge.of(y, x))).isInstanceOf(Local.Diagonal.class);
    }

    /// Each operand of a composite is an edge by itself, also where both are one node.
    @Test
    void aNodeThatIsBothOperandsGetsBothParts() {
        Composite weighted = Composite.of("weighted", (a, b) -> a.mul(2).add(b.mul(b)));
        Node x = input("x");
        Node y = weighted.apply(x, x);
        Backward backward = Backward.of(y);
        var run = Interpreter.of(Feed.of(x, 3));
        assertThat(run.value(backward.contribution(Edge.of(y, 0))).item()).isEqualTo(2);
        assertThat(run.value(backward.contribution(Edge.of(y, 1))).item()).isEqualTo(6);
        assertThat(run.value(backward.adjoint(x)).item()).isEqualTo(8);
    }
}
