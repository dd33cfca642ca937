package chainrule.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableTable;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConfusionTest {
    private static Tensor column(double... entries) {
        return Tensor.of(Shape.of(entries.length, 1), entries);
    }

    @Test
    void oneColumnIsClassOneFromAHalfUpwards() {
        Confusion confusion =
                Confusion.of(
                        column(0.5, Math.nextDown(0.5), 0.9, 0, 1, 0.7), column(1, 1, 1, 0, 0, 0));
        assertThat(confusion.count(1, 1)).isEqualTo(2);
        assertThat(confusion.count(1, 0)).isEqualTo(1);
        assertThat(confusion.count(0, 0)).isEqualTo(1);
        assertThat(confusion.count(0, 1)).isEqualTo(2);
        assertThat(confusion.total()).isEqualTo(6);
        assertThat(confusion.accuracy()).isEqualTo(0.5);
    }

    @Test
    void severalColumnsAreTheClassOfTheLargestAndOfTiesTheFirst() {
        Confusion confusion =
                Confusion.of(
                        Tensor.of(
                                new double[][] {
                                    {0.2, 0.5, 0.3}, {0.4, 0.2, 0.4}, {0, 0.5, 0.5}, {-3, -2, -1}
                                }),
                        Tensor.of(new double[][] {{0, 1, 0}, {0, 0, 1}, {0, 1, 0}, {0, 0, 1}}));
        assertThat(confusion.counts())
                .isEqualTo(ImmutableTable.builder().put(1, 1, 2).put(2, 0, 1).put(2, 2, 1).build());
        assertThat(confusion.count(2, 0)).isEqualTo(1);
        assertThat(confusion.count(0, 2)).isZero();
        assertThat(confusion.count(9, 9)).isZero();
        assertThat(confusion.accuracy()).isEqualTo(0.75);
    }

    @Test
    void classesComeInOrder() {
        Confusion confusion =
                Confusion.of(
                        Tensor.of(new double[][] {{0, 0, 1}, {1, 0, 0}, {0, 1, 0}}),
                        Tensor.of(new double[][] {{0, 1, 0}, {1, 0, 0}, {1, 0, 0}}));
        assertThat(confusion.counts().rowKeySet()).containsExactly(0, 1);
        assertThat(confusion.counts().toString()).isEqualTo("{0={0=1, 1=1}, 1={2=1}}");
    }

    @Test
    void allWrongIsZeroAndAllRightIsOne() {
        assertThat(Confusion.of(column(1, 0), column(0, 1)).accuracy()).isZero();
        assertThat(Confusion.of(column(0.1, 0.6), column(0, 1)).accuracy()).isEqualTo(1);
        assertThat(Metric.ACCURACY.of(column(0.1, 0.6, 0.3, 0.2), column(0, 1, 1, 0)))
                .isEqualTo(0.75);
        assertThat(Metric.ACCURACY.name()).isEqualTo("accuracy");
    }

    @Property(tries = 50)
    void everyPointIsCountedOnce(
            @ForAll @IntRange(min = 1, max = 50) int m,
            @ForAll @IntRange(min = 1, max = 4) int k,
            @ForAll long seed) {
        Random random = new Random(seed);
        Tensor p = Tensor.generate(Shape.of(m, k), Kind.REAL, i -> random.nextInt(5) / 4.0);
        Tensor y = Tensor.generate(Shape.of(m, k), Kind.REAL, i -> random.nextInt(5) / 4.0);
        Confusion confusion = Confusion.of(p, y);
        assertThat(confusion.total()).isEqualTo(m);
        assertThat(Confusion.of(p, p).accuracy()).isEqualTo(1);
        for (int truth = 0; truth < 4; truth++) {
            for (int guess = 0; guess < 4; guess++) {
                assertThat(Confusion.of(y, p).count(guess, truth))
                        .isEqualTo(confusion.count(truth, guess));
            }
        }
    }

    private static void assertRefused(Tensor predictions, Tensor targets, String shapes) {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Confusion.of(predictions, targets))
                .withMessage(
                        "predictions and targets are matrices of the same shape, and not empty; these are "
                                + shapes);
    }

    @Test
    void whatAreNotTwoMatricesOfOneShapeIsRefused() {
        assertRefused(column(1, 0), column(1), "[2×1] and [1×1]");
        assertRefused(column(1, 0), Tensor.full(Shape.of(2, 2), 0), "[2×1] and [2×2]");
        assertRefused(Tensor.of(1, 0), Tensor.of(1, 0), "[2] and [2]");
        assertRefused(column(), column(), "[0×1] and [0×1]");
    }
}
