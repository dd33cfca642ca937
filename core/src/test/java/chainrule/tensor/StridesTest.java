package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StridesTest {
    /// The entries lie in a matrix of 2 rows and 3 columns:
    ///
    /// ```
    /// 0 1 2
    /// 3 4 5
    /// ```
    private static final Shape MATRIX = Shape.of(2, 3);

    private static int[] positions(Strides view) {
        return IntStream.range(0, IntStream.of(view.sizes()).reduce(1, (a, b) -> a * b))
                .map(view.positions())
                .toArray();
    }

    @Test
    void rowOrderIsOneEntryAfterAnother() {
        Strides view = Strides.rowOrder(MATRIX);
        assertThat(view.offset()).isZero();
        assertThat(view.sizes()).containsExactly(2, 3);
        assertThat(view.strides()).containsExactly(3, 1);
        assertThat(positions(view)).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void stridesInAnotherOrderTranspose() {
        assertThat(positions(Strides.of(Shape.of(3, 2), 0, 1, 3)))
                .containsExactly(0, 3, 1, 4, 2, 5);
    }

    @Test
    void anOffsetAndALargerStrideChooseEverySecondColumn() {
        assertThat(positions(Strides.of(Shape.of(2, 2), 0, 3, 2))).containsExactly(0, 2, 3, 5);
        assertThat(positions(Strides.of(Shape.of(2, 1), 1, 3, 2))).containsExactly(1, 4);
    }

    @Test
    void aNegativeStrideRunsBackwards() {
        assertThat(positions(Strides.of(MATRIX, 2, 3, -1))).containsExactly(2, 1, 0, 5, 4, 3);
    }

    @Test
    void aBroadcastRepeatsWithStridesOfZero() {
        Strides view = Strides.broadcast(Shape.of(2, 1), Shape.of(2, 2, 3));
        assertThat(view.strides()).containsExactly(0, 1, 0);
        assertThat(positions(view)).containsExactly(0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1);
        assertThat(positions(Strides.broadcast(Shape.SCALAR, MATRIX))).containsOnly(0).hasSize(6);
    }

    @Test
    void aScalarIsOneEntryAndAnEmptyViewNone() {
        assertThat(positions(Strides.rowOrder(Shape.SCALAR))).containsExactly(0);
        assertThat(positions(Strides.rowOrder(Shape.of(2, 0, 3)))).isEmpty();
        assertThat(positions(Strides.of(Shape.of(3, 0), 0, 1, 3))).isEmpty();
    }

    @Test
    void rowsThatFollowEachOtherAreContiguousWhereverTheyBegin() {
        assertThat(Strides.of(Shape.of(1, 3), 3, 3, 1).isContiguous()).isTrue();
        assertThat(Strides.of(Shape.of(1, 3), 3, 7, 1).isContiguous()).isTrue();
        assertThat(Strides.of(MATRIX, 0, 4, 1).isContiguous()).isFalse();
        assertThat(Strides.of(MATRIX, 0, 0, 1).isContiguous()).isFalse();
        assertThat(Strides.of(Shape.of(2, 1), 0, 3, 1).isContiguous()).isFalse();
        assertThat(Strides.of(Shape.of(3), 2, -1).isContiguous()).isFalse();
        assertThat(positions(Strides.of(Shape.of(1, 3), 3, 7, 1))).containsExactly(3, 4, 5);
    }

    @Test
    void eachSizeHasAStride() {
        assertThatThrownBy(() -> Strides.of(MATRIX, 0, 1))
                .isExactlyInstanceOf(ShapeException.class)
                .hasMessage("a view of 2 axes has as many strides, and 1 were given");
    }
}
