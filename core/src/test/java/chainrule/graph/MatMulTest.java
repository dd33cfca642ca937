package chainrule.graph;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Backward;
import chainrule.grad.Derivatives;
import chainrule.simplify.Simplify;
import chainrule.tape.GradientCheck;
import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Vectors as factors of a matrix product: a row on the left, a column on the right.
final class MatMulTest {
    private final Dim m = Dim.named("m");
    private final Node x = input("X", Shape.of(m, 3));
    private final Node w = input("w", 3);
    private final Node v = input("v", 2);

    private static String local(Node y, int operand) {
        return Text.formula(Backward.local(Edge.of(y, operand)).formula(), 100);
    }

    @Test
    void aMatrixTimesAVectorIsOneNode() {
        Node y = x.matmul(w);
        assertThat(y).hasToString("X·w [m]");
        assertThat(y.inputs()).containsExactly(x, w);
        assertThat(y.op()).isEqualTo(new MatMul());
        assertThat(local(y, 0)).isEqualTo("reshape[m×1](ȳ) ⊙ w");
        assertThat(local(y, 1)).isEqualTo("Xᵀ·ȳ");
    }

    @Test
    void aVectorTimesAMatrixIsOneNode() {
        Node y = w.matmul(input("A", 3, 2));
        assertThat(y).hasToString("w·A [2]");
        assertThat(local(y, 0)).isEqualTo("ȳ·Aᵀ");
        assertThat(local(y, 1)).isEqualTo("reshape[3×1](w) ⊙ ȳ");
    }

    @Test
    void aProductOfVectorsIsANumber() {
        Node y = w.matmul(input("u", 3));
        assertThat(y).hasToString("w·u []");
        assertThat(local(y, 0)).isEqualTo("ȳ · u");
        assertThat(local(y, 1)).isEqualTo("ȳ · w");
    }

    @Test
    void matricesInBatchesTakeOneVector() {
        Node a = input("A", Shape.of(m, 3, 2));
        assertThat(a.matmul(v)).hasToString("A·v [m×3]");
        assertThat(w.matmul(a)).hasToString("w·A [m×2]");
        assertThat(local(a.matmul(v), 0)).isEqualTo("reshape[m×3×1](ȳ) ⊙ v");
        assertThat(local(a.matmul(v), 1))
                .isEqualTo("Σ₀(reshape[m×2](transpose[0,2,1](A)·reshape[m×3×1](ȳ)))");
        assertThat(local(w.matmul(a), 0))
                .isEqualTo("Σ₀(reshape[m×3](reshape[m×1×2](ȳ)·transpose[0,2,1](A)))");
        assertThat(local(w.matmul(a), 1)).isEqualTo("reshape[3×1](w) ⊙ reshape[m×1×2](ȳ)");
    }

    @Test
    void aTangentGoesForwardThroughAProductWithAVector() {
        Node direction = input("ẇ", 3);
        Node tangent = Derivatives.jvp(x.matmul(w), Map.of(w, direction));
        assertThat(Text.of(Simplify.of(tangent))).isEqualTo("X·ẇ");
    }

    /// [[1, 2], [3, 4]]·[5, 6] = [17, 39], [5, 6]·[[1, 2], [3, 4]] = [23, 34], [5, 6]·[5, 6] = 61.
    @Test
    void productsWithVectorsHaveTheValuesThatAreWorkedByHand() {
        Node a = Node.constant(Tensor.of(new double[][] {{1, 2}, {3, 4}}));
        Node b = Node.constant(Tensor.of(5, 6));
        Interpreter run = Interpreter.of(Feed.empty());
        assertThat(run.value(a.matmul(b))).isEqualTo(Tensor.of(17, 39));
        assertThat(run.value(b.matmul(a))).isEqualTo(Tensor.of(23, 34));
        assertThat(run.value(b.matmul(b))).isEqualTo(Tensor.scalar(61));
    }

    record Pair(Shape left, Shape right) {}

    static List<Pair> pairs() {
        return List.of(
                new Pair(Shape.of(2, 3), Shape.of(3)),
                new Pair(Shape.of(2), Shape.of(2, 3)),
                new Pair(Shape.of(3), Shape.of(3)),
                new Pair(Shape.of(2, 1, 3), Shape.of(3)),
                new Pair(Shape.of(2), Shape.of(2, 2, 1)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void derivativesUpToTheFourthAgreeWithDifferences(Pair pair) {
        Random random = new Random(3);
        Tensor left = Tensor.generate(pair.left, x.kind(), _ -> random.nextDouble(-1, 1));
        Tensor right = Tensor.generate(pair.right, x.kind(), _ -> random.nextDouble(-1, 1));
        GradientCheck.of(a -> sum(tanh(a.matmul(Node.constant(right))))).at(left).order(4).run();
        GradientCheck.of(b -> sum(tanh(Node.constant(left).matmul(b)))).at(right).order(4).run();
    }
}
