package chainrule.errors;

import static chainrule.graph.Functions.*;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.graph.Axes;
import chainrule.graph.Composite;
import chainrule.graph.Edge;
import chainrule.graph.GraphException;
import chainrule.graph.MatMul;
import chainrule.graph.Max;
import chainrule.graph.Mean;
import chainrule.graph.Node;
import chainrule.graph.SourceLines;
import chainrule.graph.Sum;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What is said, in full, where operands do not fit.
class ShapeErrorsTest {
    private final Node a = input("a", 2, 3);
    private final Node b = input("b", 4, 5);
    private final Node x = input("x", BATCH, 3);
    private final Node y = input("y", BATCH, 1);

    private static void refused(ThrowingCallable formula, String message) {
        assertThatThrownBy(formula).isExactlyInstanceOf(ShapeException.class).hasMessage(message);
    }

    @Test
    void aProductOfMatricesThatDoNotFit() {
        refused(
                () -> a.matmul(b),
                """
                matmul: columns of the left must equal rows of the right
                  [2×3]  a
                  [4×5]  b\
                """);
    }

    @Test
    void aProductThatFitsWithTheLeftTransposed() {
        refused(
                () -> tanh(a).matmul(input("c", 2, 5)),
                """
                matmul: columns of the left must equal rows of the right
                  [2×3]  tanh(a)
                  [2×5]  c
                it would fit with the left one transposed: a.t().matmul(b)\
                """);
    }

    @Test
    void aProductThatFitsWithTheRightTransposed() {
        refused(
                () -> x.matmul(input("W", 10, 3)),
                """
                matmul: columns of the left must equal rows of the right
                  [batch×3]  x
                  [10×3]     W
                it would fit with the right one transposed: a.matmul(b.t())\
                """);
    }

    @Test
    void aProductThatFitsTheOtherWayRound() {
        refused(
                () -> a.matmul(input("c", 4, 2)),
                """
                matmul: columns of the left must equal rows of the right
                  [2×3]  a
                  [4×2]  c
                it would fit the other way round: b.matmul(a)\
                """);
    }

    @Test
    void aProductOfBatchesThatDoNotBroadcast() {
        refused(
                () -> input("p", 2, 3, 4).matmul(input("q", 5, 4, 3)),
                """
                matmul: the leading axes must broadcast
                  [2×3×4]  p
                  [5×4×3]  q\
                """);
    }

    @Test
    void aMatrixProductWithAScalar() {
        refused(
                () -> a.matmul(constant(2)),
                """
                matmul: operands must have one axis or more
                  [2×3]  a
                  []     2
                to multiply by a number, use mul\
                """);
    }

    @Test
    void aMatrixTimesAVectorThatIsTooShort() {
        refused(
                () -> a.matmul(input("v", 2)),
                """
                matmul: columns of the left must equal rows of the right
                  [2×3]  a
                  [2]    v
                it would fit with the left one transposed: a.t().matmul(b)\
                """);
    }

    @Test
    void aVectorTimesAMatrixThatIsTooShort() {
        refused(
                () -> input("v", 3).matmul(a),
                """
                matmul: columns of the left must equal rows of the right
                  [3]    v
                  [2×3]  a
                it would fit with the right one transposed: a.matmul(b.t())\
                """);
    }

    @Test
    void aProductOfVectorsOfDifferentLengths() {
        refused(
                () -> input("v", 3).matmul(input("w", 2)),
                """
                matmul: columns of the left must equal rows of the right
                  [3]  v
                  [2]  w\
                """);
    }

    @Test
    void aProductOfABatchWithItself() {
        refused(
                () -> x.matmul(x.t()),
                """
                matmul: dimension 'batch' occurs twice in [batch×batch]; an open dimension may occur once in a shape
                  [batch×3]  x
                  [3×batch]  xᵀ\
                """);
    }

    @Test
    void shapesThatDoNotBroadcast() {
        refused(
                () -> a.add(b),
                """
                add: shapes must broadcast: from the right, each pair of sizes equal or one of them 1
                  [2×3]  a
                  [4×5]  b\
                """);
    }

    @Test
    void shapesThatDoNotBroadcastWithTheLinesThatMadeThem() {
        int line = Lines.here();
        ThrowingCallable formula =
                recorded(() -> {
                    Node c = tanh(a);
                    return c.mul(b.neg());
                });
        refused(
                formula,
                """
                mul: shapes must broadcast: from the right, each pair of sizes equal or one of them 1
                  [2×3]  tanh(a)  (ShapeErrorsTest.java:%d)
                  [4×5]  −b  (ShapeErrorsTest.java:%d)\
                """
                        .formatted(line + 3, line + 4));
    }

    private static ThrowingCallable recorded(Supplier<Node> formula) {
        return () -> SourceLines.record(formula);
    }

    @Test
    void aColumnAndARowOfOneBatch() {
        refused(
                () -> y.sub(input("labels", Shape.of(BATCH))),
                """
                sub: dimension 'batch' occurs twice in [batch×batch]; an open dimension may occur once in a shape
                  [batch×1]  y
                  [batch]    labels\
                """);
    }

    @Test
    void anOpenDimensionTwiceInAShape() {
        refused(
                () -> Shape.of(List.of(BATCH, BATCH)),
                "dimension 'batch' occurs twice in [batch×batch]; an open dimension may occur once in a shape");
    }

    @Test
    void truthValuesAreNotAdded() {
        Node truth = less(a, constant(0));
        refused(
                () -> a.add(truth),
                """
                add: operand 1 must be of kind REAL
                  [2×3]       a
                  BOOL [2×3]  a < 0\
                """);
        refused(
                () -> where(a, a, a),
                """
                where: operands must be of the kinds [BOOL, REAL, REAL] or [BOOL, INDEX, INDEX] or [BOOL, BOOL, BOOL]
                  [2×3]  a
                  [2×3]  a
                  [2×3]  a\
                """);
        refused(
                () -> exp(input("class", Kind.INDEX, Shape.of(3))),
                """
                exp: operand 0 must be of kind REAL
                  INDEX [3]  class\
                """);
        refused(
                () -> sigmoid(truth),
                """
                in the definition of sigmoid, abs: operand 0 must be of kind REAL
                  BOOL [2×3]  a < 0\
                """);
    }

    @Test
    void anOperationOfTwoWithOneOperand() {
        refused(
                () -> new MatMul().apply(a),
                """
                matmul: takes 2 operands, and 1 were given
                  [2×3]  a\
                """);
    }

    @Test
    void anAxisThatThereIsNot() {
        refused(
                () -> sum(a, 2),
                """
                sum: axis 2 of [2×3]: its axes are 0 to 1, or −2 to −1
                  [2×3]  a\
                """);
        refused(
                () -> softmax(a, -3),
                """
                softmax: axis −3 of [2×3]: its axes are 0 to 1, or −2 to −1
                  [2×3]  a\
                """);
    }

    @Test
    void axesThatWereNotYetMadeNumbersOfTheShape() {
        refused(
                () -> new Sum(Axes.over(-1)).apply(a),
                """
                sum: axes [-1] of [2×3] must be given from 0, rising; Axes.in(shape) makes them so
                  [2×3]  a\
                """);
        refused(
                () -> new Mean(Axes.over()).apply(a),
                """
                in the definition of mean, sum: axes [] of [2×3] must be given from 0, rising; Axes.in(shape) makes them so
                  [2×3]  a\
                """);
        refused(
                () -> new Max(Axes.keep(-1)).apply(a),
                """
                max: axes [-1] of [2×3] must be given from 0, rising; Axes.in(shape) makes them so
                  [2×3]  a\
                """);
    }

    @Test
    void anAxisNamedTwice() {
        refused(
                () -> mean(a, 1, -1),
                """
                mean: axis −1 of [2×3] is named twice
                  [2×3]  a\
                """);
    }

    @Test
    void anAxisOfAScalar() {
        refused(
                () -> max(sum(a), 0),
                """
                max: axis 0 of a scalar: a scalar has no axes
                  []  Σ(a)\
                """);
    }

    @Test
    void aMaximumOverAnEmptyAxis() {
        refused(
                () -> max(input("none", 0, 3), 0),
                """
                max: there are no entries to choose from
                  [0×3]  none\
                """);
    }

    @Test
    void aReshapingToAnotherSize() {
        refused(
                () -> reshape(a, 4),
                """
                reshape: [4] must hold as many entries as the operand
                  [2×3]  a\
                """);
        refused(
                () -> reshape(x, 6),
                """
                reshape: [6] must hold as many entries as the operand
                  [batch×3]  x\
                """);
    }

    @Test
    void aStretchingThatCannotBe() {
        refused(
                () -> broadcastTo(a, Shape.of(2, 4)),
                """
                broadcast_to: the operand cannot be stretched to [2×4]
                  [2×3]  a\
                """);
        refused(
                () -> broadcastTo(a, Shape.SCALAR),
                """
                broadcast_to: the operand cannot be stretched to []
                  [2×3]  a\
                """);
    }

    @Test
    void aPermutationThatIsNone() {
        refused(
                () -> transpose(a, 0, 0),
                """
                transpose: [0, 0] must name each axis from 0 to 1 once
                  [2×3]  a\
                """);
        refused(
                () -> transpose(a, 1),
                """
                transpose: [1] must name each axis from 0 to 1 once
                  [2×3]  a\
                """);
    }

    @Test
    void aTransposeOfAVector() {
        refused(
                () -> input("v", 3).t(),
                """
                transpose: t() swaps the last two axes, so there must be two or more
                  [3]  v
                reshape it to a row or a column first\
                """);
    }

    @Test
    void aPredictionAndATargetOfDifferentShapes() {
        Node p = sigmoid(x);
        String rest =
                """
                : prediction and target must have the same shape
                  [batch×3]  σ(x)
                  [batch×1]  y
                otherwise they would be stretched over each other; reshape one of them\
                """;
        refused(() -> logLoss(p, y), "log_loss" + rest);
        refused(() -> crossEntropy(p, y), "cross_entropy" + rest);
        refused(() -> softmaxCrossEntropy(p, y), "softmax_cross_entropy" + rest);
        refused(() -> meanSquaredError(p, y), "mean_squared_error" + rest);
    }

    @Test
    void aCompositeOfTwoWithOneOperand() {
        Composite gate = Composite.of("gate", (u, v) -> u.mul(v));
        refused(
                () -> gate.apply(a),
                """
                gate: takes 2 operands, and 1 were given
                  [2×3]  a\
                """);
    }

    @Test
    void aNodeThatNeedsAName() {
        assertThatThrownBy(() -> input(" ", 2))
                .isExactlyInstanceOf(GraphException.class)
                .hasMessage("inputs and parameters need a name");
        assertThatThrownBy(() -> tanh(a).named(""))
                .isExactlyInstanceOf(GraphException.class)
                .hasMessage("a blank name for tanh(a) [2×3]");
    }

    @Test
    void anEdgeThatThereIsNot() {
        Node c = a.mul(a);
        assertThatThrownBy(() -> Edge.of(c, 2))
                .isExactlyInstanceOf(GraphException.class)
                .hasMessage("operand 2 of a ⊙ a [2×3]: it has 2, numbered from 0");
        assertThatThrownBy(() -> Edge.of(c, a))
                .isExactlyInstanceOf(GraphException.class)
                .hasMessage(
                        "a is operand 0 and 1 of a ⊙ a: name the edge by number, Edge.of(consumer, 0)");
        assertThatThrownBy(() -> Edge.of(c, b))
                .isExactlyInstanceOf(GraphException.class)
                .hasMessage("b is no operand of a ⊙ a; its operands are a, a");
    }

    @Test
    void aMessageAboutALongFormulaIsShort() {
        Node e = constant(Tensor.full(Shape.of(40, 3), 1)).named("points");
        for (int i = 0; i < 100; i++) {
            e = e.mul(e);
        }
        Node long100 = e;
        assertThatThrownBy(() -> long100.add(b))
                .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(400));
    }
}
