package chainrule.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private static final Dataset ALL =
            new Dataset(
                    Tensor.of(new double[][] {{1, 2}, {3, 4}, {5, 6}}),
                    Tensor.indices(Shape.of(3, 1), 7, 8, 9),
                    ImmutableList.of("a", "b"));

    private static void assertRefused(Tensor features, Tensor targets, String message) {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Dataset.of(features, targets))
                .withMessage(message);
    }

    @Test
    void rowsComeInTheOrderAsked() {
        assertThat(ALL.rows(2, 0, 2))
                .isEqualTo(
                        new Dataset(
                                Tensor.of(new double[][] {{5, 6}, {1, 2}, {5, 6}}),
                                Tensor.indices(Shape.of(3, 1), 9, 7, 9),
                                ImmutableList.of("a", "b")));
        assertThat(ALL.batch(new int[] {2, 0, 1}, 1, 3)).isEqualTo(ALL.rows(0, 1));
        assertThat(ALL.size()).isEqualTo(3);
    }

    @Test
    void floatsStayFloatsAndBoolsBools() {
        Dataset small =
                Dataset.of(
                        Tensor.floats(Shape.of(2, 1), 0.1f, 0.2f),
                        Tensor.bools(Shape.of(2, 1), true, false));
        assertThat(small.rows(1))
                .isEqualTo(
                        Dataset.of(
                                Tensor.floats(Shape.of(1, 1), 0.2f),
                                Tensor.bools(Shape.of(1, 1), false)));
    }

    @Test
    void featuresWithoutNamesAreNumbered() {
        assertThat(Dataset.of(ALL.features(), ALL.targets()).featureNames())
                .containsExactly("x1", "x2");
        assertThat(ALL.withFeatures(Tensor.full(Shape.of(3, 2), 0)).featureNames())
                .containsExactly("a", "b");
    }

    @Test
    void rowsThatAreNotThereAreRefused() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> ALL.rows(0, 3))
                .withMessage("row 3 of [3×2]: its rows are 0 to 2");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> ALL.rows(-1))
                .withMessage("row -1 of [3×2]: its rows are 0 to 2");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> ALL.batch(new int[] {0}, 0, 2))
                .withMessage("Range [0, 2) out of bounds for length 1");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(ALL::rows)
                .withMessage("a dataset has at least one row");
    }

    @Test
    void partsThatDoNotAgreeAreRefused() {
        assertRefused(
                Tensor.of(1, 2),
                ALL.targets(),
                "features are real numbers [m×n], and [2] of kind REAL were given");
        assertRefused(
                ALL.targets(),
                ALL.targets(),
                "features are real numbers [m×n], and [3×1] of kind INDEX were given");
        assertRefused(
                ALL.features(),
                Tensor.of(1, 2, 3),
                "targets are [m×k], and [3] were given; for one number a row, reshape to [m×1]");
        assertRefused(
                ALL.features(),
                Tensor.full(Shape.of(4, 1), 0),
                "features and targets have one row for each example\n  [3×2]  features\n  [4×1]  targets");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> new Dataset(ALL.features(), ALL.targets(), ImmutableList.of("a")))
                .withMessage("features [3×2] have a name for each column, and 1 was given");
    }
}
