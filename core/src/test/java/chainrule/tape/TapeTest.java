package chainrule.tape;

import static chainrule.graph.Functions.constant;
import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.max;
import static chainrule.graph.Functions.maximum;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.sqrt;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.where;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.EvaluationException;
import chainrule.eval.Feed;
import chainrule.eval.FeedException;
import chainrule.graph.Axes;
import chainrule.graph.Edge;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.simplify.Simplify;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// Derivatives that were worked out by hand.
final class TapeTest {
    private static Gradients backward(Node e, Feed feed) {
        return Tape.record(e, feed).backward();
    }

    private static void close(Tensor found, double... expected) {
        assertThat(found.toDoubles()).containsExactly(expected, within(1e-15));
    }

    /// Points (1, 1) and (2, 1), weights (ln 3, −ln 3): z is 0 and ln 3, so ŷ is ½ and ¾. With
    /// labels 1 and 0 the error is (ln 2 + ln 4)/2, and ∂E/∂z = (ŷ − y)/2 is −¼ and ⅜.
    @Test
    void aPerceptronAtTwoPointsHasTheGradientOfTheTextbook() {
        Node x = input("x", BATCH, 2);
        Node y = input("y", BATCH, 1);
        Node w = parameter("W", 2, 1);
        Node b = parameter("b", 1);
        Node products = x.matmul(w);
        Node z = products.add(b);
        Node p = sigmoid(z);
        Node e = mean(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1))))).neg();
        double ln3 = Math.log(3);
        Feed feed =
                Feed.of(x, Tensor.of(new double[][] {{1, 1}, {2, 1}}))
                        .and(y, Tensor.of(new double[][] {{1}, {0}}))
                        .and(w, Tensor.of(new double[][] {{ln3}, {-ln3}}))
                        .and(b, Tensor.of(0));
        for (Node error : new Node[] {e, Simplify.of(e)}) {
            Tape tape = Tape.record(error, feed);
            Gradients d = tape.backward();
            assertThat(tape.error()).isCloseTo(1.5 * Math.log(2), within(1e-15));
            close(d.of(w), 0.5, 0.125);
            close(d.of(b), 0.125);
            assertThat(d.of(b).shape()).isEqualTo(Shape.of(1));
            close(d.of(x), -0.25 * ln3, 0.25 * ln3, 0.375 * ln3, -0.375 * ln3);
        }
        Gradients d = backward(e, feed);
        close(d.of(z), -0.25, 0.375);
        close(d.of(p), -1, 2);
        close(d.along(Edge.of(z, b)), 0.125);
        close(d.along(Edge.of(products, w)), 0.5, 0.125);
        // ∂E/∂y = −(ln ŷ − ln(1 − ŷ))/2 = −z/2
        close(d.of(y), 0, -ln3 / 2);
    }

    /// e = a·b with a = 2x, b = x + 3: at x = 5, ∂e/∂x = 2·b + 1·a = 16 + 10.
    @Test
    void whatComesBackOnBothSidesOfADiamondIsSummed() {
        Node x = input("x");
        Node a = x.mul(2);
        Node b = x.add(3);
        Node e = a.mul(b);
        Gradients d = backward(e, Feed.of(x, 5));
        assertThat(d.of(e).item()).isEqualTo(1);
        assertThat(d.of(a).item()).isEqualTo(8);
        assertThat(d.of(b).item()).isEqualTo(10);
        assertThat(d.along(Edge.of(a, x)).item()).isEqualTo(16);
        assertThat(d.along(Edge.of(b, x)).item()).isEqualTo(10);
        assertThat(d.of(x).item()).isEqualTo(26);
    }

    @Test
    void aSquareHasTwoEdgesFromOneNode() {
        Node x = input("x");
        Node y = x.mul(x);
        Gradients d = backward(y.mul(10), Feed.of(x, 3));
        assertThat(y.edges()).containsExactly(Edge.of(y, 0), Edge.of(y, 1));
        assertThat(d.along(Edge.of(y, 0)).item()).isEqualTo(30);
        assertThat(d.along(Edge.of(y, 1)).item()).isEqualTo(30);
        assertThat(d.local(Edge.of(y, 1)).entry(0, 0)).isEqualTo(3);
        assertThat(d.of(x).item()).isEqualTo(60);
        assertThatThrownBy(() -> Edge.of(y, x))
                .isInstanceOf(GraphException.class)
                .hasMessage(
                        "x is operand 0 and 1 of x · x: name the edge by number, Edge.of(consumer, 0)");
    }

    @Test
    void anEdgeThatIsNotThereIsRefused() {
        Node x = input("x");
        Node y = input("y");
        Node e = x.add(1);
        assertThatThrownBy(() -> Edge.of(e, y))
                .isInstanceOf(GraphException.class)
                .hasMessage("y is no operand of x + 1; its operands are x, 1");
        assertThatThrownBy(() -> Edge.of(e, 2))
                .isInstanceOf(GraphException.class)
                .hasMessage("operand 2 of x + 1 []: it has 2, numbered from 0");
        Gradients d = backward(e, Feed.of(x, 1));
        Edge elsewhere = Edge.of(x.mul(2), x);
        assertThatThrownBy(() -> d.along(elsewhere))
                .isInstanceOf(GraphException.class)
                .hasMessage(
                        "no derivative comes back along x → x · 2: 'x · 2' is not part of x + 1, so"
                                + " there is no derivative with respect to it; is it the node that"
                                + " the formula was built with?");
    }

    @Test
    void aConstantHasNoAdjointButItsEdgeHasAContribution() {
        Node x = input("x");
        Node two = constant(2);
        Node y = x.mul(two);
        Gradients d = backward(y, Feed.of(x, 7));
        assertThat(d.along(Edge.of(y, two)).item()).isEqualTo(7);
        assertThatThrownBy(() -> d.of(two))
                .isInstanceOf(GraphException.class)
                .hasMessage(
                        "2 is a constant; make it an input or a parameter to see its derivative");
    }

    @Test
    void aConditionHasNoDerivative() {
        Node x = input("x", 2);
        Node condition = less(x, constant(1));
        Node chosen = where(condition, x, constant(5));
        Gradients d = backward(sum(chosen), Feed.of(x, Tensor.of(0, 2)));
        close(d.of(x), 1, 0);
        assertThatThrownBy(() -> d.of(condition))
                .isInstanceOf(GraphException.class)
                .hasMessage(
                        "'x < 1' holds entries of kind BOOL, and only real numbers have derivatives");
        assertThatThrownBy(() -> d.local(Edge.of(chosen, 0)))
                .isInstanceOf(GraphException.class)
                .hasMessage(
                        "only real numbers have derivatives, and x < 1 → where(x < 1, x, 5) joins"
                                + " others");
        assertThatThrownBy(() -> d.along(Edge.of(condition, x)))
                .isInstanceOf(GraphException.class)
                .hasMessage(
                        "no derivative comes back along x → x < 1: 'x < 1' holds entries of kind"
                                + " BOOL, and only real numbers have derivatives");
    }

    @Test
    void onlyANumberHasAGradient() {
        Node x = input("x", 2);
        Tape tape = Tape.record(x.mul(2), Feed.of(x, Tensor.of(1, 2)));
        assertThat(tape.value(x.mul(3))).isEqualTo(Tensor.of(3, 6));
        assertThatThrownBy(tape::backward)
                .isInstanceOf(GraphException.class)
                .hasMessage(
                        "a gradient is taken of one real number, and this is REAL [2]:\n  x · 2\n"
                                + "take its mean(…) or sum(…), or give a seed in its shape");
    }

    @Test
    void whatIsFedMustBeWhatTheFormulaNeeds() {
        Node x = input("x");
        Node y = input("y");
        assertThatThrownBy(() -> Tape.record(x.mul(2), Feed.of(x, 1).and(y, 2)))
                .isInstanceOf(FeedException.class)
                .hasMessage(
                        "'y' [] is fed, and is not part of the formula, which has the inputs and parameters"
                                + " x");
        assertThatThrownBy(() -> Tape.record(x.mul(y), Feed.of(x, 1)))
                .isInstanceOf(FeedException.class)
                .hasMessage(
                        "no value for 'y' []; fed were: x\n(to see lines, build the formula inside"
                                + " SourceLines.record(() -> …))");
    }

    /// Rows 1 2 3 and 4 5 6. The mean over rows is 2.5 3.5 4.5, over columns 2 and 5.
    @Test
    void aMeanSharesItsGradientAmongWhatItIsOver() {
        Node x = input("x", 2, 3);
        Feed feed = Feed.of(x, Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}}));
        Node overRows = mean(x, 0).mul(constant(Tensor.of(2, 4, 6)));
        assertThat(Tape.record(overRows, feed).value(mean(x, 0)))
                .isEqualTo(Tensor.of(2.5, 3.5, 4.5));
        close(backward(sum(overRows), feed).of(x), 1, 2, 3, 1, 2, 3);
        Node kept = mean(x, Axes.keep(1)).mul(constant(Tensor.of(new double[][] {{3}, {6}})));
        assertThat(kept.shape()).isEqualTo(Shape.of(2, 1));
        close(backward(sum(kept), feed).of(x), 1, 1, 1, 2, 2, 2);
        close(backward(mean(x).mul(6), feed).of(x), 1, 1, 1, 1, 1, 1);
    }

    @Test
    void aMeanOverAnOpenBatchDividesByWhatIsFed() {
        Node x = input("x", BATCH, 2);
        Node e = mean(x).mul(12);
        close(backward(e, Feed.of(x, Tensor.full(Shape.of(3, 2), 1))).of(x), 2, 2, 2, 2, 2, 2);
        close(backward(e, Feed.of(x, Tensor.full(Shape.of(1, 2), 1))).of(x), 6, 6);
    }

    @Test
    void entriesThatTieForAMaximumShareItsGradient() {
        Node x = input("x", 2, 3);
        Feed feed = Feed.of(x, Tensor.of(new double[][] {{7, 1, 7}, {2, 5, 3}}));
        Node e = sum(max(x, 1).mul(constant(Tensor.of(4, 10))));
        close(backward(e, feed).of(x), 2, 0, 2, 0, 10, 0);
        Node all = input("all", 3);
        close(
                backward(max(all), Feed.of(all, Tensor.of(2, 2, 2))).of(all),
                1 / 3.0,
                1 / 3.0,
                1 / 3.0);
        Node a = input("a", 2);
        Node b = input("b", 2);
        Gradients d =
                backward(
                        sum(maximum(a, b).mul(4)),
                        Feed.of(a, Tensor.of(1, 2)).and(b, Tensor.of(1, 3)));
        close(d.of(a), 2, 0);
        close(d.of(b), 2, 4);
    }

    /// A = (1 2; 3 4), B = (5 6; 7 8), Ȳ = (1 10; 100 1000): Ā = Ȳ Bᵀ, B̄ = Aᵀ Ȳ.
    @Test
    void theGradientsOfAMatrixProductAreMatrixProducts() {
        Node a = input("A", 2, 2);
        Node b = input("B", 2, 2);
        Node y = a.matmul(b);
        Node e = sum(y.mul(constant(Tensor.of(new double[][] {{1, 10}, {100, 1000}}))));
        Feed feed =
                Feed.of(a, Tensor.of(new double[][] {{1, 2}, {3, 4}}))
                        .and(b, Tensor.of(new double[][] {{5, 6}, {7, 8}}));
        Tape tape = Tape.record(e, feed);
        assertThat(tape.value(y)).isEqualTo(Tensor.of(new double[][] {{19, 22}, {43, 50}}));
        Gradients d = tape.backward();
        assertThat(d.of(a)).isEqualTo(Tensor.of(new double[][] {{65, 87}, {6500, 8700}}));
        assertThat(d.of(b)).isEqualTo(Tensor.of(new double[][] {{301, 3010}, {402, 4020}}));
    }

    @Test
    void aVectorIsARowOnTheLeftAndAColumnOnTheRight() {
        Node a = input("a", 2);
        Node b = input("b", 2, 3);
        Feed feed =
                Feed.of(a, Tensor.of(2, 3))
                        .and(b, Tensor.of(new double[][] {{1, 0, 2}, {0, 1, 1}}));
        Node row = a.matmul(b);
        assertThat(row.shape()).isEqualTo(Shape.of(3));
        Gradients d = backward(sum(row), feed);
        close(d.of(a), 3, 2);
        close(d.of(b), 2, 2, 2, 3, 3, 3);
        Node dot = a.matmul(a);
        assertThat(dot.shape()).isEqualTo(Shape.SCALAR);
        close(backward(dot, Feed.of(a, Tensor.of(2, 3))).of(a), 4, 6);
    }

    @Test
    void aBiasThatIsAddedToEveryPointGetsTheSum() {
        Node x = input("x", 3, 2);
        Node b = parameter("b", 2);
        Node y = x.add(b);
        Node weights = constant(Tensor.of(new double[][] {{1, 2}, {10, 20}, {100, 200}}));
        Feed feed = Feed.of(x, Tensor.full(Shape.of(3, 2), 5)).and(b, Tensor.of(1, 1));
        Gradients d = backward(sum(y.mul(weights)), feed);
        assertThat(d.of(b)).isEqualTo(Tensor.of(111, 222));
        assertThat(d.along(Edge.of(y, b))).isEqualTo(Tensor.of(111, 222));
        assertThat(d.of(x).shape()).isEqualTo(Shape.of(3, 2));
    }

    @Test
    void aNodeOfTheFormulaThatIsTheErrorItselfHasTheDerivativeOne() {
        Node x = input("x", 1, 1);
        Node e = exp(x);
        Gradients d = backward(e, Feed.of(x, Tensor.full(Shape.of(1, 1), 0)));
        assertThat(d.of(e)).isEqualTo(Tensor.full(Shape.of(1, 1), 1));
        assertThat(d.of(x)).isEqualTo(Tensor.full(Shape.of(1, 1), 1));
    }

    @Test
    void aSaturatedNeuronGivesNumbersOnceSimplified() {
        Node z = input("z", 2);
        Node y = input("y", 2);
        Node p = sigmoid(z);
        Node e = mean(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1))))).neg();
        Feed feed = Feed.of(z, Tensor.of(-800, 800)).and(y, Tensor.of(1, 0));
        assertThat(Tape.record(e, feed).backward().of(z).get(0)).isNaN();
        Tape tape = Tape.record(Simplify.of(e), feed);
        assertThat(tape.error()).isEqualTo(800);
        close(tape.backward().of(z), -0.5, 0.5);
    }

    @Test
    void truthValuesAndIndicesAreFedAsWhatTheyAre() {
        Node mask = input("mask", Kind.BOOL, Shape.of(2));
        Node x = input("x", 2);
        Node e = sum(where(mask, x.mul(3), x));
        Feed feed = Feed.of(mask, Tensor.bools(Shape.of(2), true, false)).and(x, Tensor.of(1, 2));
        Tape tape = Tape.record(e, feed);
        assertThat(tape.error()).isEqualTo(5);
        close(tape.backward().of(x), 3, 1);
    }

    /// y = x⊙w with x a batch of points: ∂yᵢⱼ/∂wₖ = xᵢⱼ where j = k, and ∂yᵢⱼ/∂xₖₗ = wⱼ at the same
    /// place.
    @Test
    void aJacobianOfABatchIsInNumbersWhatItIsByHand() {
        Node x = input("x", BATCH, 2);
        Node w = parameter("w", 2);
        Node y = x.mul(w);
        Tape tape =
                Tape.record(
                        sum(exp(y)),
                        Feed.of(x, Tensor.of(new double[][] {{1, 2}, {3, 4}, {5, 6}}))
                                .and(w, Tensor.of(7, 8)));
        assertThat(tape.jacobian(y, w))
                .isEqualTo(Tensor.of(Shape.of(3, 2, 2), 1, 0, 0, 2, 3, 0, 0, 4, 5, 0, 0, 6));
        Tensor square = tape.jacobian(y, x);
        assertThat(square.shape()).isEqualTo(Shape.of(3, 2, 3, 2));
        assertThat(square.at(1, 1, 1, 1)).isEqualTo(8);
        assertThat(square.at(1, 0, 1, 0)).isEqualTo(7);
        assertThat(square.at(1, 1, 1, 0)).isZero();
        assertThat(tape.jacobian(sum(y, 0), w))
                .isEqualTo(Tensor.of(new double[][] {{9, 0}, {0, 12}}));
        assertThat(tape.jacobian(y, y).at(2, 1, 2, 1)).isEqualTo(1);
    }

    /// e = mean(x³) over two points: H is 3x on the diagonal. A linear formula has none.
    @Test
    void aHessianOfABatchIsInNumbersWhatItIsByHand() {
        Node x = input("x", BATCH);
        Feed feed = Feed.of(x, Tensor.of(1, 10));
        Tape tape = Tape.record(mean(x.pow(3)), feed);
        assertThat(tape.hessian(x)).isEqualTo(Tensor.of(new double[][] {{3, 0}, {0, 30}}));
        assertThat(Tape.record(mean(x), feed).hessian(x)).isEqualTo(Tensor.full(Shape.of(2, 2), 0));
    }

    /// e = (Σ h)·h₀: ∂²e/∂h₀² = 2, ∂²e/∂h₀∂h₁ = 1, and 0 elsewhere.
    @Test
    void aHessianIsTakenAtANodeInTheMiddle() {
        Node x = input("x", 2);
        Node h = x.mul(5);
        Node e = sum(h).mul(sum(h.mul(constant(Tensor.of(1, 0)))));
        assertThat(Tape.record(e, Feed.of(x, Tensor.of(1, 2))).hessian(h))
                .isEqualTo(Tensor.of(new double[][] {{2, 1}, {1, 0}}));
    }

    @Test
    void aJacobianStopsAtTheFirstNumberThatIsNotFiniteIfTheTapeDoes() {
        Node x = input("x", 2);
        Node y = sqrt(x);
        Feed feed = Feed.of(x, Tensor.of(0, 1));
        assertThat(Tape.record(y, feed).jacobian(y, x).at(0, 0))
                .isEqualTo(Double.POSITIVE_INFINITY);
        Tape checked = Tape.recordChecked(y, feed);
        assertThatThrownBy(() -> checked.jacobian(y, x))
                .isInstanceOf(EvaluationException.class)
                .hasMessageStartingWith("div in 0.5 / √(x) gave ∞ at position 0");
    }
}
