package chainrule.grad;

import static chainrule.graph.Functions.constant;
import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.max;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.reshape;
import static chainrule.graph.Functions.sqrt;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.step;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static chainrule.graph.Functions.where;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Composite;
import chainrule.graph.Leaf;
import chainrule.graph.Node;
import chainrule.graph.Opaque;
import chainrule.graph.Scope;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import chainrule.simplify.Simplify;
import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Derivatives in both directions and of both orders that were worked out by hand.
final class DerivativesTest {
    private final Node x = input("x", 2);
    private final Node v = input("ẋ", 2);

    private static String written(Node node) {
        return Text.of(Simplify.of(node));
    }

    @Test
    void aProductOfMatricesHasTheTangentOfTheProductRule() {
        Node a = input("A", 2, 3);
        Node b = input("B", 3, 1);
        Node da = input("Ȧ", 2, 3);
        Node db = input("Ḃ", 3, 1);
        assertThat(written(Derivatives.jvp(a.matmul(b), Map.of(a, da, b, db))))
                .isEqualTo("Ȧ·B + A·Ḃ");
        assertThat(written(Derivatives.jvp(a.matmul(b), Map.of(b, db)))).isEqualTo("A·Ḃ");
        assertThat(written(Derivatives.jvp(a.t(), Map.of(a, da)))).isEqualTo("Ȧᵀ");
        assertThat(written(Derivatives.jvp(sum(a), Map.of(a, da)))).isEqualTo("Σ(Ȧ)");
    }

    @Test
    void partialsServeBothDirections() {
        assertThat(Text.of(Derivatives.jvp(exp(x), Map.of(x, v)))).isEqualTo("ẋ ⊙ exp(x)");
        assertThat(Text.of(Derivatives.vjp(exp(x), List.of(x), v).get(0))).isEqualTo("ẋ ⊙ exp(x)");
        assertThat(Text.of(Derivatives.jvp(x.mul(x), Map.of(x, v)))).isEqualTo("ẋ ⊙ x + ẋ ⊙ x");
    }

    /// A tangent is stretched as its node is: y[2] = s·x with s a number has ẏ = ṡ·x.
    @Test
    void theTangentOfAStretchedOperandIsStretched() {
        Node s = input("s");
        Node row = input("row", 1, 2);
        Node ds = input("ṡ");
        assertThat(Derivatives.jvp(s.add(x), Map.of(s, ds)).shape()).isEqualTo(Shape.of(2));
        Node y = row.mul(3).add(constant(Tensor.of(new double[][] {{1, 2}, {3, 4}})));
        Node tangent = Derivatives.jvp(y, Map.of(row, input("v", 1, 2)));
        assertThat(tangent.shape()).isEqualTo(Shape.of(2, 2));
    }

    /// Of y = 3x₀ and x₁ the larger is taken, and its tangent with it; equal ones share.
    @Test
    void aMaximumHasTheTangentOfWhatItSelects() {
        Node tangent = Derivatives.jvp(max(x), Map.of(x, v));
        Feed direction = Feed.of(v, Tensor.of(10, 20));
        assertThat(Interpreter.evaluate(tangent, direction.and(x, Tensor.of(3, 2))).item())
                .isEqualTo(10);
        assertThat(Interpreter.evaluate(tangent, direction.and(x, Tensor.of(3, 5))).item())
                .isEqualTo(20);
        assertThat(Interpreter.evaluate(tangent, direction.and(x, Tensor.of(3, 3))).item())
                .isEqualTo(15);
    }

    @Test
    void aNodeThatIsGivenATangentHasThatOne() {
        Node h = tanh(x);
        Node y = h.mul(3).add(x);
        Node dh = input("ḣ", 2);
        Forward both = Forward.of(y, Map.of(x, v, h, dh));
        assertThat(both.tangent(h)).isSameAs(dh);
        assertThat(Text.of(both.tangent(y))).isEqualTo("ḣ · 3 + ẋ");
        assertThat(Text.of(Derivatives.jvp(y, Map.of(h, dh)))).isEqualTo("ḣ · 3");
        Node still = Forward.of(y, Map.of(x, v, h, constant(Tensor.of(0, 0)))).tangent(y);
        assertThat(Text.of(still)).isEqualTo("[0, 0] · 3 + ẋ");
        assertThat(Forward.of(y, Map.of(y, dh)).tangent(y)).isSameAs(dh);
    }

    /// What is 0 by its form is left out of products, so 0·∞ makes no NaN of it; and an operation
    /// without a derivative is not asked for one where nothing moves.
    @Test
    void whereNothingFlowsTheTangentIsZeroByItsForm() {
        Node other = input("other", 2);
        Opaque none = Opaque.of("none", a -> a, a -> 1);
        Node refusing =
                sum(Derivatives.jvp(none.apply(other), Map.of(other, constant(Tensor.of(1, 1)))));
        Node y = x.mul(sqrt(other)).add(step(x)).add(refusing);
        Forward forward = Forward.of(y, Map.of(x, v));
        assertThat(Text.of(forward.tangent(other))).isEqualTo("broadcast[2](0)");
        assertThat(Text.of(forward.tangent(refusing))).isEqualTo("0");
        assertThat(Text.of(forward.tangent(y))).isEqualTo("ẋ ⊙ √(other)");
        assertThat(Text.of(Derivatives.jvp(step(x), Map.of(x, v)))).isEqualTo("broadcast[2](0)");
        assertThat(Text.of(Forward.of(y, Map.of(input("z"), constant(1))).tangent(y)))
                .isEqualTo("broadcast[2](0)");
    }

    /// The transpose of a pullback is found with all else held: no second derivative is asked for.
    @Test
    void aLambdaInsideADefinitionNeedsNoSecondDerivative() {
        Opaque cube = Opaque.of("cube", a -> a * a * a, a -> 3 * a * a);
        Composite total = Composite.of("total", a -> sum(cube.apply(a)));
        Node tangent = Derivatives.jvp(total.apply(x), Map.of(x, v));
        Feed feed = Feed.of(x, Tensor.of(1, 2)).and(v, Tensor.of(1, 10));
        assertThat(Interpreter.evaluate(tangent, feed).item()).isEqualTo(123);
    }

    @Test
    void conditionsDoNotMove() {
        Node y = where(less(x, constant(0)), x.mul(2), x.mul(3));
        Feed feed = Feed.of(x, Tensor.of(-1, 1)).and(v, Tensor.of(1, 1));
        assertThat(Interpreter.evaluate(Derivatives.jvp(y, Map.of(x, v)), feed))
                .isEqualTo(Tensor.of(2, 3));
    }

    @Test
    void aTangentHasTheScopeOfItsNode() {
        Node y = Scope.within("layer", () -> exp(x));
        assertThat(Derivatives.jvp(y, Map.of(x, v)).scope()).isEqualTo("layer");
        Node total = Scope.within("layer", () -> sum(x));
        assertThat(Derivatives.jvp(total, Map.of(x, v)).scope()).isEqualTo("layer");
    }

    /// e = x₀²·x₁ at (3, 5): ∇e = (30, 9), and along (1, 2) that is 48.
    @Test
    void aDirectionalDerivativeIsTheGradientTimesTheDirection() {
        Node e = sum(square(first())).mul(sum(second()));
        Node along = Derivatives.directional(e, Map.of(x, constant(Tensor.of(1, 2))));
        assertThat(along.shape()).isEqualTo(Shape.SCALAR);
        assertThat(Interpreter.evaluate(along, Feed.of(x, Tensor.of(3, 5))).item()).isEqualTo(48);
    }

    private Node first() {
        return x.mul(constant(Tensor.of(1, 0)));
    }

    private Node second() {
        return x.mul(constant(Tensor.of(0, 1)));
    }

    /// y = (x₀x₁, x₀², x₁) at (3, 5) has the rows (5, 3), (6, 0), (0, 1); with three rows and two
    /// columns it is made of columns, its transpose of rows.
    @Test
    void aJacobianHasARowForEachEntry() {
        Node matrix = constant(Tensor.of(new double[][] {{1, 0}, {1, 0}, {0, 1}}));
        Node other = constant(Tensor.of(new double[][] {{0, 1}, {1, 0}, {0, 0}}));
        Node offset = constant(Tensor.of(0, 0, 1));
        Node y = matrix.matmul(x).mul(other.matmul(x).add(offset));
        Node jacobian = Derivatives.jacobian(y, x);
        Feed feed = Feed.of(x, Tensor.of(3, 5));
        assertThat(jacobian.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(Interpreter.evaluate(jacobian, feed))
                .isEqualTo(Tensor.of(new double[][] {{5, 3}, {6, 0}, {0, 1}}));
        assertThat(Partial.of(y, x).shape()).isEqualTo(Shape.of(3, 2));
        Node third = y.mul(constant(Tensor.of(0, 0, 1)));
        Node fewer = reshape(third, 1, 3).matmul(constant(Tensor.full(Shape.of(3, 1), 1)));
        Tensor row = Interpreter.evaluate(Derivatives.jacobian(fewer, x), feed);
        assertThat(row).isEqualTo(Tensor.of(Shape.of(1, 1, 2), 0, 1));
    }

    @Test
    void theJacobianOfANodeWithItselfIsTheIdentity() {
        Node y = tanh(x);
        assertThat(Interpreter.evaluate(Derivatives.jacobian(y, y), Feed.empty()))
                .isEqualTo(Tensor.of(new double[][] {{1, 0}, {0, 1}}));
        Node s = input("s");
        assertThat(Text.of(Derivatives.jacobian(s, s))).isEqualTo("1");
    }

    @Test
    void aJacobianHasTheShapeOfBothEnds() {
        Node a = input("A", 2, 3);
        Node b = input("B", 3, 4);
        Node s = input("s");
        Node y = a.matmul(b).mul(s);
        assertThat(Derivatives.jacobian(y, a).shape()).isEqualTo(Shape.of(2, 4, 2, 3));
        assertThat(Derivatives.jacobian(y, b).shape()).isEqualTo(Shape.of(2, 4, 3, 4));
        assertThat(Derivatives.jacobian(y, s).shape()).isEqualTo(Shape.of(2, 4));
        assertThat(Derivatives.jacobian(sum(y), a).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(written(Derivatives.jacobian(y, s))).isEqualTo("A·B");
        assertThat(written(Derivatives.jacobian(sum(y), s))).isEqualTo("Σ(A·B)");
    }

    /// One side may be open: rows are made of a known y, columns of a known x.
    @Test
    void aJacobianNeedsOneSideOfKnownSize() {
        Node points = input("points", BATCH, 2);
        Node w = parameter("w", 2, 1);
        Node y = points.matmul(w);
        Tensor values = Tensor.of(new double[][] {{1, 2}, {3, 4}, {5, 6}});
        Feed feed = Feed.of(points, values).and(w, Tensor.of(Shape.of(2, 1), 7, 8));
        Node byColumns = Derivatives.jacobian(y, w);
        assertThat(byColumns.shape()).isEqualTo(Shape.of(BATCH, 1, 2, 1));
        assertThat(Interpreter.evaluate(byColumns, feed).reshape(Shape.of(3, 2))).isEqualTo(values);
        Node byRows = Derivatives.jacobian(sum(y, 0), points);
        assertThat(byRows.shape()).isEqualTo(Shape.of(List.of(Dim.of(1), BATCH, Dim.of(2))));
        assertThat(Interpreter.evaluate(byRows, feed))
                .isEqualTo(Tensor.of(Shape.of(1, 3, 2), 7, 8, 7, 8, 7, 8));
    }

    @Test
    void aJacobianOfNothingIsEmptyAndOneWithoutEffectIsZero() {
        Node none = input("none", 0);
        Node y = none.mul(2);
        assertThat(Interpreter.evaluate(Derivatives.jacobian(y, none), Feed.empty()))
                .isEqualTo(Tensor.of(Shape.of(0, 0)));
        assertThat(Text.of(Derivatives.jacobian(step(x), x))).isEqualTo("broadcast[2×2](0)");
    }

    /// The rows share what does not depend on the seed: tanh(x) is in the graph once.
    @Test
    void theRowsOfAJacobianShareWhatTheyCan() {
        Node wide = input("wide", 8);
        Node jacobian = Derivatives.jacobian(tanh(wide), wide);
        assertThat(Walk.order(jacobian).stream().filter(n -> n.op() == Leaf.SUB)).hasSize(1);
    }

    @Test
    void aJacobianIsMadeOfRowsOrColumnsWhicheverAreFewer() {
        Node tall = constant(Tensor.full(Shape.of(50, 2), 1));
        Node wide = input("wide", 50);
        Node columns = Derivatives.jacobian(tanh(tall.matmul(x)), x);
        Node rows = Derivatives.jacobian(tanh(tall.t().matmul(wide)), wide);
        assertThat(columns.shape()).isEqualTo(Shape.of(50, 2));
        assertThat(rows.shape()).isEqualTo(Shape.of(2, 50));
        assertThat(Walk.order(columns).size()).isLessThan(50);
        assertThat(Walk.order(rows).size()).isLessThan(50);
    }

    /// e = x₀²x₁ + x₁³ at (3, 5): H = (2x₁, 2x₀; 2x₀, 6x₁).
    @Test
    void aHessianHasAllSecondDerivatives() {
        Node e = sum(square(first())).mul(sum(second())).add(sum(second().pow(3)));
        Feed feed = Feed.of(x, Tensor.of(3, 5)).and(v, Tensor.of(1, 10));
        Node hessian = Derivatives.hessian(e, x);
        assertThat(hessian.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(Interpreter.evaluate(hessian, feed))
                .isEqualTo(Tensor.of(new double[][] {{10, 6}, {6, 30}}));
        Node product = Derivatives.hessianVector(e, Map.of(x, v)).values().asList().get(0);
        assertThat(Interpreter.evaluate(product, feed)).isEqualTo(Tensor.of(70, 306));
    }

    @Test
    void aHessianOfAMatrixHasFourAxesAndThatOfALinearFormulaIsZero() {
        Node w = parameter("W", 2, 1);
        Node hessian = Derivatives.hessian(sum(w.mul(w)), w);
        assertThat(Interpreter.evaluate(hessian, Feed.of(w, Tensor.of(Shape.of(2, 1), 1, 2))))
                .isEqualTo(Tensor.of(Shape.of(2, 1, 2, 1), 2, 0, 0, 2));
        assertThat(Text.of(Derivatives.hessian(sum(w), w))).isEqualTo("broadcast[2×1×2×1](0)");
        Node s = input("s");
        assertThat(written(Derivatives.hessian(s.pow(3), s))).isEqualTo("6 · s");
        Node product =
                Derivatives.hessianVector(sum(w), Map.of(w, input("v", 2, 1)))
                        .values()
                        .asList()
                        .get(0);
        assertThat(Text.of(product)).isEqualTo("broadcast[2×1](0)");
    }

    /// e = a·b² over two inputs jointly: H·(u, v) = (2b·v, 2b·u + 2a·v).
    @Test
    void aHessianVectorProductIsJointOverSeveralInputs() {
        Node a = input("a");
        Node b = input("b");
        Map<Node, Node> products =
                Derivatives.hessianVector(
                        a.mul(square(b)), Map.of(a, constant(10), b, constant(100)));
        Interpreter run = Interpreter.of(Feed.of(a, 3).and(b, 5));
        assertThat(products.keySet()).containsExactlyInAnyOrder(a, b);
        products.forEach((node, product) ->
                assertThat(run.value(product).item()).isEqualTo(node == a ? 1000 : 700));
    }

    @Test
    void aHessianVectorProductOfAnOpenBatchIsTaken() {
        Node points = input("points", BATCH);
        Node direction = input("v", BATCH);
        Node e = mean(points.pow(3));
        Node product =
                Derivatives.hessianVector(e, Map.of(points, direction)).values().asList().get(0);
        Feed feed = Feed.of(points, Tensor.of(1, 2)).and(direction, Tensor.of(1, 10));
        assertThat(Interpreter.evaluate(product, feed)).isEqualTo(Tensor.of(3, 60));
    }

    /// The third derivatives of Σ x³ are 6 where all three indices agree.
    @Test
    void theJacobianOfAHessianHasTheThirdDerivatives() {
        Node third = Derivatives.jacobian(Derivatives.hessian(sum(x.pow(3)), x), x);
        assertThat(Interpreter.evaluate(third, Feed.of(x, Tensor.of(3, 5))))
                .isEqualTo(Tensor.of(Shape.of(2, 2, 2), 6, 0, 0, 0, 0, 0, 0, 6));
    }

    @Test
    void aPartialOfANumberIsTheGradientAndOfATensorTheJacobian() {
        Node h = x.mul(2);
        Node e = sum(square(h));
        assertThat(Partial.of(e, h).shape()).isEqualTo(Shape.of(2));
        assertThat(Interpreter.evaluate(Partial.of(h, x), Feed.of(x, Tensor.of(1, 1))))
                .isEqualTo(Tensor.of(new double[][] {{2, 0}, {0, 2}}));
    }

    @Test
    void nothingGoesForwardThroughAPullbackThatIsZero() {
        Node y = new Cut().apply(x).add(x);
        assertThat(Text.of(Derivatives.jvp(y, Map.of(x, v)))).isEqualTo("ẋ");
        assertThat(Text.of(Gradient.of(sum(y), x))).isEqualTo("broadcast[2](1)");
    }
}
