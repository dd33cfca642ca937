package chainrule.tape;

import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.softmax;
import static chainrule.graph.Functions.sum;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.graph.Edge;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// The derivatives along single edges, worked out by hand. They are those of the edge alone: what
/// the consumer is used for does not matter.
final class LocalDerivativeTest {
    private static LocalDerivative local(Node y, int operand, Feed feed) {
        return Tape.record(sum(y.mul(17)), feed).backward().local(Edge.of(y, operand));
    }

    private static Tensor rows(double[]... rows) {
        return Tensor.of(rows);
    }

    @Test
    void anEntrywiseEdgeHasADiagonal() {
        Node x = input("x", 2);
        Node y = input("y", 2);
        Feed feed = Feed.of(x, Tensor.of(2, 3)).and(y, Tensor.of(5, 7));
        LocalDerivative byX = local(x.mul(y), 0, feed);
        assertThat(byX.isDiagonal()).isTrue();
        assertThat(byX.diagonal()).isEqualTo(Tensor.of(5, 7));
        assertThat(byX.entry(1, 1)).isEqualTo(7);
        assertThat(byX.entry(0, 1)).isZero();
        assertThat(byX.jacobian()).isEqualTo(rows(new double[] {5, 0}, new double[] {0, 7}));
        assertThat(Text.of(byX.local().formula())).isEqualTo("y");
    }

    /// y[2×3] = x[2×3]⊙b[3]: the diagonal is in y's shape, and an entry of b takes part in two.
    @Test
    void aStretchedOperandTakesPartInSeveralEntries() {
        Node x = input("x", 2, 3);
        Node b = input("b", 3);
        Feed feed =
                Feed.of(x, rows(new double[] {1, 2, 3}, new double[] {4, 5, 6}))
                        .and(b, Tensor.of(10, 20, 30));
        LocalDerivative byB = local(x.mul(b), 1, feed);
        assertThat(byB.diagonal()).isEqualTo(rows(new double[] {1, 2, 3}, new double[] {4, 5, 6}));
        assertThat(byB.jacobian().shape()).isEqualTo(Shape.of(6, 3));
        assertThat(byB.entry(1, 1)).isEqualTo(2);
        assertThat(byB.entry(4, 1)).isEqualTo(5);
        assertThat(byB.entry(4, 2)).isZero();
        LocalDerivative byX = local(x.mul(b), 0, feed);
        assertThat(byX.diagonal())
                .isEqualTo(rows(new double[] {10, 20, 30}, new double[] {10, 20, 30}));
    }

    @Test
    void aNumberThatIsStretchedHasADiagonalInTheShapeOfTheResult() {
        Node x = input("x", 2);
        Node c = input("c");
        Feed feed = Feed.of(x, Tensor.of(2, 3)).and(c, 7);
        LocalDerivative byC = local(x.add(c), 1, feed);
        assertThat(byC.diagonal()).isEqualTo(Tensor.of(1, 1));
        assertThat(byC.jacobian()).isEqualTo(rows(new double[] {1}, new double[] {1}));
    }

    @Test
    void anOpenBatchIsBoundWhereTheTapeIs() {
        Node x = input("x", BATCH, 1);
        Feed feed = Feed.of(x, rows(new double[] {0}, new double[] {Math.log(2)}));
        Tensor diagonal = local(exp(x), 0, feed).diagonal();
        assertThat(diagonal.shape()).isEqualTo(Shape.of(2, 1));
        assertThat(diagonal.get(0)).isEqualTo(1);
        assertThat(diagonal.get(1)).isCloseTo(2, within(1e-15));
        Tensor sums = local(mean(x), 0, feed).jacobian();
        assertThat(sums).isEqualTo(rows(new double[] {0.5, 0.5}));
    }

    /// Y = A B with A 1×2 and B 2×2: ∂Yⱼ/∂Aₚ = Bₚⱼ, and ∂Yⱼ/∂Bₚₖ = Aₚ where k = j.
    @Test
    void aMatrixProductHasTheJacobianOfItsFactors() {
        Node a = input("A", 1, 2);
        Node b = input("B", 2, 2);
        Feed feed =
                Feed.of(a, rows(new double[] {2, 3}))
                        .and(b, rows(new double[] {5, 6}, new double[] {7, 8}));
        LocalDerivative byA = local(a.matmul(b), 0, feed);
        assertThat(byA.isDiagonal()).isFalse();
        assertThat(byA.jacobian()).isEqualTo(rows(new double[] {5, 7}, new double[] {6, 8}));
        assertThat(byA.entry(1, 0)).isEqualTo(6);
        assertThat(Text.of(byA.local().formula())).isEqualTo("ȳ·Bᵀ");
        LocalDerivative byB = local(a.matmul(b), 1, feed);
        assertThat(byB.jacobian())
                .isEqualTo(rows(new double[] {2, 0, 3, 0}, new double[] {0, 2, 0, 3}));
        assertThatThrownBy(byB::diagonal)
                .isInstanceOf(GraphException.class)
                .hasMessage(
                        "B → A·B is not element-wise, so it has no diagonal; see entry(…) and"
                                + " jacobian()");
    }

    /// ∂pᵢ/∂xⱼ = pᵢ(δᵢⱼ − pⱼ); at x = (0, ln 3), p = (¼, ¾).
    @Test
    void aSoftmaxHasItsKnownJacobian() {
        Node x = input("x", 2);
        LocalDerivative local = local(softmax(x, 0), 0, Feed.of(x, Tensor.of(0, Math.log(3))));
        assertThat(local.jacobian().toDoubles())
                .containsExactly(
                        new double[] {3 / 16.0, -3 / 16.0, -3 / 16.0, 3 / 16.0}, within(1e-15));
        assertThat(local.isDiagonal()).isFalse();
    }

    @Test
    void aMeanWeighsAllAlike() {
        Node x = input("x", 2, 2);
        Feed feed = Feed.of(x, rows(new double[] {1, 2}, new double[] {3, 4}));
        assertThat(local(mean(x), 0, feed).jacobian())
                .isEqualTo(rows(new double[] {0.25, 0.25, 0.25, 0.25}));
        assertThat(local(mean(x, 0), 0, feed).jacobian())
                .isEqualTo(rows(new double[] {0.5, 0, 0.5, 0}, new double[] {0, 0.5, 0, 0.5}));
    }

    @Test
    void aJacobianHasFourThousandAndNinetySixEntriesAtMost() {
        Node x = input("x", 64);
        Feed fits = Feed.of(x, Tensor.full(Shape.of(64), 1));
        assertThat(local(softmax(x, 0), 0, fits).jacobian().shape()).isEqualTo(Shape.of(64, 64));
        Node z = input("z", 65);
        LocalDerivative tooLarge =
                local(softmax(z, 0), 0, Feed.of(z, Tensor.full(Shape.of(65), 1)));
        assertThatThrownBy(tooLarge::jacobian)
                .isInstanceOf(GraphException.class)
                .hasMessage(
                        "the Jacobian of z → softmax(z) would have 65 × 65 entries; up to 4096 are"
                                + " given, and entry(i, j) gives any one");
        assertThat(tooLarge.entry(64, 0)).isCloseTo(-1 / (65.0 * 65), within(1e-15));
        assertThatThrownBy(() -> tooLarge.entry(65, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
