package chainrule.tensor;

import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TensorTest {
    private static final Tensor MATRIX = Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);

    private static void refused(ThrowingCallable question, String message) {
        assertThatThrownBy(question).isExactlyInstanceOf(ShapeException.class).hasMessage(message);
    }

    @Test
    void entriesAreStoredRowByRow() {
        assertThat(Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}})).isEqualTo(MATRIX);
        assertThat(MATRIX.at(1, 0)).isEqualTo(4);
        assertThat(MATRIX.get(3)).isEqualTo(4);
        assertThat(MATRIX.reshape(Shape.of(3, 2)).at(1, 1)).isEqualTo(4);
        assertThat(Tensor.of(new double[0][]).shape()).isEqualTo(Shape.of(0, 0));
    }

    @Test
    void aTensorDoesNotChange() {
        double[] entries = {1, 2};
        Tensor tensor = Tensor.of(entries);
        entries[0] = 7;
        assertThat(tensor.get(0)).isEqualTo(1);
        tensor.toDoubles()[0] = 7;
        assertThat(tensor.get(0)).isEqualTo(1);
        double[][] rows = {{1, 2}};
        Tensor matrix = Tensor.of(rows);
        rows[0][0] = 7;
        assertThat(matrix.get(0)).isEqualTo(1);
    }

    @Test
    void tensorsAreEqualByShapeKindPrecisionAndEntries() {
        assertThat(Tensor.of(1, 2)).isEqualTo(Tensor.of(1, 2)).hasSameHashCodeAs(Tensor.of(1, 2));
        assertThat(Tensor.of(1, 2)).isNotEqualTo(Tensor.of(1, 3));
        assertThat(Tensor.of(1, 2)).isNotEqualTo(Tensor.of(Shape.of(2, 1), 1, 2));
        assertThat(Tensor.of(1, 2)).isNotEqualTo(Tensor.floats(Shape.of(2), 1, 2));
        assertThat(Tensor.of(1, 2)).isNotEqualTo(Tensor.indices(Shape.of(2), 1, 2));
        assertThat(Tensor.of(1, 0)).isNotEqualTo(Tensor.bools(Shape.of(2), true, false));
        assertThat(Tensor.of(1, 2)).isNotEqualTo("[2] 1 2");
    }

    @Test
    void nanEqualsNanAndZerosOfTwoSignsDiffer() {
        Tensor nan = Tensor.of(Double.NaN);
        Tensor other = Tensor.of(Double.longBitsToDouble(0x7ff8000000000001L));
        assertThat(nan).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(Tensor.of(0.0)).isNotEqualTo(Tensor.of(-0.0));
        assertThat(Tensor.floats(Shape.of(1), Float.NaN))
                .isEqualTo(Tensor.floats(Shape.of(1), Float.NaN));
        assertThat(Tensor.floats(Shape.of(1), 0f)).isNotEqualTo(Tensor.floats(Shape.of(1), -0f));
    }

    @Test
    void aTextHasTheShapeAndTheFirstEntries() {
        assertThat(MATRIX).hasToString("[2×3] 1 2 3 4 5 6");
        assertThat(Tensor.scalar(-0.5)).hasToString("−0.5");
        assertThat(Tensor.of()).hasToString("[0]");
        assertThat(Tensor.full(Shape.of(3, 3), 1)).hasToString("[3×3] 1 1 1 1 1 1 1 1 …");
        assertThat(Tensor.full(Shape.of(8), 2)).hasToString("[8] 2 2 2 2 2 2 2 2");
        assertThat(Tensor.full(Shape.of(1000, 1000), -1.2345678901234568E-300).toString())
                .hasSizeLessThan(250);
        assertThat(Tensor.bools(Shape.of(2), true, false)).hasToString("[2] true false");
        assertThat(Tensor.indices(Shape.of(2), 3, -1)).hasToString("[2] 3 −1");
        assertThat(Tensor.of(Double.NaN, Double.POSITIVE_INFINITY)).hasToString("[2] NaN ∞");
    }

    @Test
    void aFloatIsWrittenAsAFloat() {
        Tensor tenth = Tensor.floats(Shape.of(2), 0.1f, 1e-7f);
        assertThat(tenth).hasToString("[2] 0.1 1e−7");
        assertThat(tenth.get(0)).isEqualTo((double) 0.1f);
        assertThat(tenth.isFloat()).isTrue();
        assertThat(tenth.kind()).isEqualTo(Kind.REAL);
        assertThat(MATRIX.isFloat()).isFalse();
        assertThat(Tensor.floats(Shape.SCALAR, Float.NaN)).hasToString("NaN");
    }

    @Test
    void generatedEntriesAreOfTheirKind() {
        assertThat(Tensor.generate(Shape.of(3), Kind.INDEX, i -> i * 1.7))
                .isEqualTo(Tensor.indices(Shape.of(3), 0, 1, 3));
        assertThat(Tensor.generate(Shape.of(3), Kind.BOOL, i -> i - 1))
                .isEqualTo(Tensor.bools(Shape.of(3), true, false, true));
        assertThat(Tensor.bools(Shape.of(2), true, false).toDoubles()).containsExactly(1, 0);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused(() -> Tensor.of(Shape.of(2, 2), 1, 2), "[2×2] holds 4 entries, and 2 were given");
        refused(() -> MATRIX.reshape(Shape.of(4)), "[4] holds 4 entries, and 6 were given");
        refused(MATRIX::item, "item() is the only entry of a tensor, and [2×3] has 6");
        refused(() -> MATRIX.at(1), "[2×3] has 2 axes, and 1 indices were given");
        refused(
                () -> Tensor.of(new double[][] {{1, 2}, {3}}),
                "row 1 has 1 entries, and row 0 has 2");
        refused(
                () -> Tensor.of(Shape.of(BATCH), 1),
                "the size of dimension batch is known only when values are fed");
        assertThatThrownBy(() -> MATRIX.at(0, 3))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Index 3 out of bounds for length 3");
    }

    @Test
    void aBroadcastFindsTheEntryThatIsStretched() {
        Shape wide = Shape.of(2, 2, 3);
        assertThat(positions(Layout.broadcast(Shape.of(3), wide), wide))
                .containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2);
        assertThat(positions(Layout.broadcast(Shape.of(2, 1, 1), wide), wide))
                .containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
        assertThat(positions(Layout.broadcast(Shape.of(2, 1, 3), wide), wide))
                .containsExactly(0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5);
        assertThat(positions(Layout.broadcast(Shape.SCALAR, wide), wide)).containsOnly(0);
    }

    private static int[] positions(IntUnaryOperator map, Shape of) {
        return IntStream.range(0, of.size()).map(map).toArray();
    }
}
