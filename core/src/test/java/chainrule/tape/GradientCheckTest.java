package chainrule.tape;

import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.logSumExp;
import static chainrule.graph.Functions.max;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.softmax;
import static chainrule.graph.Functions.sum;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.eval.Feed;
import chainrule.graph.Composite;
import chainrule.graph.Functions;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Opaque;
import chainrule.graph.Rule;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Test;

final class GradientCheckTest {
    /// The sine with a rule that squares what arrives: right where that is 1.
    private record Squaring() implements Composite {
        @Override
        public String label() {
            return "squaring";
        }

        @Override
        public Node definition(ImmutableList<Node> x) {
            return Functions.sin(x.get(0));
        }

        @Override
        public Rule rule() {
            return (Rule.Pullback)
                    (edge, g) -> Functions.square(g).mul(Functions.cos(edge.source()));
        }
    }

    @Test
    void aRuleThatIsNotLinearInWhatArrivesIsFound() {
        assertThatThrownBy(() ->
                        GradientCheck.of(x -> new Squaring().apply(x)).at(Tensor.scalar(0)).run())
                .isInstanceOf(GraphException.class)
                .hasMessage(
                        "a derivative rule of squaring(x) is not linear in the gradient that arrives: where 1 gives 1 with respect to 'x' at position 0, 2 gives 4");
    }

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
    void thereAreFourOrders() {
        Node x = input("x");
        GradientCheck check = GradientCheck.of(exp(x), Feed.of(x, 1));
        for (int order : new int[] {0, 5}) {
            assertThatThrownBy(() -> check.order(order))
                    .isInstanceOf(GraphException.class)
                    .hasMessage(
                            "derivatives are checked up to order 1 to 4, and %d was asked for",
                            order);
        }
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

    /// eˣ with the derivative eˣ, and so on, until after so many derivatives one is 2eˣ.
    private static Opaque wrongAfter(int rightOnes) {
        return rightOnes == 0
                ? WRONG
                : Opaque.of("right", Math::exp, (x, y) -> wrongAfter(rightOnes - 1).apply(x));
    }

    @Test
    void aWrongDerivativeIsFoundInItsOrder() {
        String[] names = {"first", "second", "third", "fourth"};
        for (int order = 1; order <= 4; order++) {
            Opaque wrong = wrongAfter(order - 1);
            GradientCheck check = GradientCheck.of(x -> sum(wrong.apply(x))).at(Tensor.of(0.5, 1));
            if (order > 1) {
                check.order(order - 1).run();
            }
            int asked = order;
            assertThatThrownBy(() -> check.order(asked).run())
                    .isInstanceOf(GraphException.class)
                    .hasMessageStartingWith("the %s derivative of Σ(", names[order - 1]);
        }
    }

    @Test
    void fourOrdersOfSmoothFormulasPass() {
        Tensor place = Tensor.of(new double[][] {{0.5, -1}, {0.25, 2}});
        GradientCheck.of(x -> sum(sigmoid(x.matmul(x)))).at(place).order(4).run();
        GradientCheck.of(x -> sum(softmax(x, 1).mul(x))).at(place).order(4).run();
        GradientCheck.of(x -> logSumExp(x.mul(x))).at(place).tolerance(1e-5).order(4).run();
        GradientCheck.of(x -> max(x.mul(x).mul(x))).at(place).order(4).run();
    }
}
