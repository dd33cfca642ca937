package chainrule.grad;

import static chainrule.graph.Functions.constant;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Edge;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

final class BackwardTest {
    /// A comparison lets nothing back, but what is compared is part of the formula.
    @Test
    void whatIsOnlyComparedHasTheDerivativeZero() {
        Node x = input("x", 2);
        Node y = input("y", 2);
        Node doubled = x.mul(2);
        Node e = sum(where(less(constant(1), doubled), y, constant(0)));
        Feed feed = Feed.of(x, Tensor.of(0, 1)).and(y, Tensor.of(3, 4));
        Backward backward = Backward.of(e);
        Interpreter run = Interpreter.of(feed);
        assertThat(run.value(backward.adjoint(x))).isEqualTo(Tensor.of(0, 0));
        assertThat(run.value(backward.contribution(Edge.of(doubled, 0))))
                .isEqualTo(Tensor.of(0, 0));
        assertThat(run.value(backward.adjoint(y))).isEqualTo(Tensor.of(0, 1));
    }

    @Test
    void whatIsNotPartOfTheFormulaHasNoDerivative() {
        Node x = input("x");
        Node namesake = input("x");
        Node e = x.mul(x);
        assertThatThrownBy(() -> Gradient.of(e, namesake))
                .isInstanceOf(GraphException.class)
                .hasMessage(
                        "'x' is not part of x · x, so there is no derivative with respect to it;"
                                + " is it the node that the formula was built with?");
    }
}
