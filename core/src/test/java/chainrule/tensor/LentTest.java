package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LentTest {
    private static final Shape PAIR = Shape.of(2);

    @Test
    void aTensorOfALentArrayIsThatArray() {
        double[] doubles = {1, 2};
        float[] floats = {1, 2};
        int[] indices = {1, 2};
        boolean[] bools = {true, false};

        assertThat(Lent.array(Lent.doubles(PAIR, doubles))).isSameAs(doubles);
        assertThat(Lent.array(Lent.floats(PAIR, floats))).isSameAs(floats);
        assertThat(Lent.array(Lent.indices(PAIR, indices))).isSameAs(indices);
        assertThat(Lent.array(Lent.bools(PAIR, bools))).isSameAs(bools);
    }

    @Test
    void whatIsWrittenToALentArrayIsReadInTheTensor() {
        float[] entries = {1, 2};
        Tensor tensor = Lent.floats(PAIR, entries);
        entries[1] = 7;
        assertThat(tensor).isEqualTo(Tensor.floats(PAIR, 1, 7));
    }

    @Test
    void aTensorOfItsOwnGivesTheArrayItReads() {
        Tensor tensor = Tensor.of(3, 4);
        assertThat(Lent.array(tensor)).isEqualTo(new double[] {3, 4});
        assertThat(Lent.array(tensor.reshape(Shape.of(2, 1)))).isSameAs(Lent.array(tensor));
    }

    @Test
    void aLentArrayMustFitItsShape() {
        assertThatThrownBy(() -> Lent.doubles(PAIR, new double[3]))
                .isExactlyInstanceOf(ShapeException.class)
                .hasMessage("[2] holds 2 entries, and 3 were given");
    }
}
