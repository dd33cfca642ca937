package chainrule.tape;

import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.sum;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.eval.Feed;
import chainrule.graph.Functions;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Opaque;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

final class GradientCheckTest {
    /// eˣ with the derivative 2eˣ.
    private static final Opaque WRONG = Opaque.of("wrong", Math::exp, (x, y) -> y.mul(2));

    /// eˣ with the derivative eˣ, whose derivative is 2eˣ.
    private static final Opaque WRONG_AGAIN =
            Opaque.of("wrong_again", Math::exp, (x, y) -> WRONG.apply(x));

    @Test
    void aWrongDerivativeIsNamedWithItsEntry() {
        assertThatThrownBy(
                        () -> GradientCheck.of(x -> sum(WRONG.apply(x))).at(Tensor.of(0, 1)).run())
                .isInstanceOf(GraphException.class)
                .hasMessage(
                        "the first derivative of Σ(wrong(x)) with respect to 'x' at position 0 is 2,"
                                + " and differences give 1");
        GradientCheck.of(x -> sum(WRONG_AGAIN.apply(x))).at(Tensor.of(0, 1)).run();
        assertThatThrownBy(() ->
                        GradientCheck.of(x -> sum(WRONG_AGAIN.apply(x)))
                                .at(Tensor.of(0, 1))
                                .order(2)
                                .run())
                .isInstanceOf(GraphException.class)
                .hasMessageStartingWith(
                        "the second derivative of Σ(wrong_again(x)) with respect to 'x' at position"
                                + " 0 is ");
    }

    /// The entries of the gradient of f(x − mean x) sum to 0 whatever f is, so that a sum of them
    /// in equal parts would say nothing.
    @Test
    void theSecondOrderIsCheckedInUnequalPartsAlsoOfOpenBatches() {
        Node x = input("x", BATCH);
        Node e = sum(WRONG_AGAIN.apply(x.sub(mean(x))));
        GradientCheck check = GradientCheck.of(e, Feed.of(x, Tensor.of(0, 1, 3)));
        check.order(1).run();
        assertThatThrownBy(() -> check.order(2).run())
                .isInstanceOf(GraphException.class)
                .hasMessageStartingWith("the second derivative of ");
    }

    @Test
    void anEmptyBatchHasNothingToCheck() {
        Node x = input("x", BATCH, 2);
        Feed empty = Feed.of(x, Tensor.full(Shape.of(0, 2), 0));
        GradientCheck.of(sum(exp(x)), empty).order(2).run();
    }

    @Test
    void thereAreTwoOrders() {
        Node x = input("x");
        GradientCheck check = GradientCheck.of(exp(x), Feed.of(x, 1));
        assertThatThrownBy(() -> check.order(3))
                .isInstanceOf(GraphException.class)
                .hasMessage("derivatives are checked up to order 1 or 2, and 3 was asked for");
    }

    @Test
    void aRightDerivativePassesAlsoWhereTheFunctionIsSteep() {
        GradientCheck.of(x -> sum(Functions.log(x))).at(Tensor.of(1e-3, 1e-6, 0.5)).order(2).run();
        GradientCheck.of(x -> sum(exp(x))).at(Tensor.of(1e-6, 0, 3)).order(2).run();
    }

    @Test
    void aToleranceIsAboveZero() {
        assertThatThrownBy(() -> GradientCheck.of(x -> sum(x)).at(Tensor.of(1)).tolerance(-1))
                .hasMessage("a tolerance is above 0, and is −1");
    }
}
