package chainrule.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
    private static Dataset numbered(int m) {
        return Dataset.of(
                Tensor.generate(Shape.of(m, 2), Kind.REAL, i -> i),
                Tensor.generate(Shape.of(m, 1), Kind.REAL, i -> i));
    }

    @Property
    void everyRowIsInOnePartAndKeepsItsTarget(
            @ForAll @IntRange(min = 10, max = 200) int m,
            @ForAll @DoubleRange(min = 0.1, max = 0.9) double share,
            @ForAll long seed) {
        Split split = Split.of(numbered(m), share, new Random(seed));
        double[] rows =
                DoubleStream.concat(
                                Arrays.stream(split.train().targets().toDoubles()),
                                Arrays.stream(split.test().targets().toDoubles()))
                        .sorted()
                        .toArray();
        assertThat(rows).isEqualTo(numbered(m).targets().toDoubles());
        assertThat(split.test().size()).isEqualTo((int) Math.floor(m * share + 0.5));
        assertThat(split.train())
                .isEqualTo(
                        numbered(m)
                                .rows(
                                        Arrays.stream(split.train().targets().toDoubles())
                                                .mapToInt(r -> (int) r)
                                                .toArray()));
        assertThat(Split.of(numbered(m), share, new Random(seed))).isEqualTo(split);
    }

    @Test
    void anotherSeedGivesAnotherSplit() {
        assertThat(Split.of(numbered(50), 0.2, new Random(1)))
                .isNotEqualTo(Split.of(numbered(50), 0.2, new Random(2)));
    }

    @Test
    void allOrdersAreEquallyLikely() {
        Random rng = new Random(3);
        int[] seen = new int[6];
        for (int i = 0; i < 60_000; i++) {
            int[] order = Shuffle.order(3, rng);
            seen[2 * order[0] + (order[1] > order[2] ? 1 : 0)]++;
        }
        assertThat(Ints.asList(seen)).allMatch(times -> 9_600 <= times && times <= 10_400);
    }

    @ParameterizedTest
    @CsvSource({"2, 0.25, 1", "5, 0.1, 1", "5, 0.3, 2", "10, 0.2, 2", "10, 0.94, 9"})
    void halvesAreRoundedUp(int m, double share, int held) {
        assertThat(Split.of(numbered(m), share, new Random(1)).test().size()).isEqualTo(held);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 0.04, a share of 0.04 of 10 rows holds back 0 and leaves 10 to learn from; both parts need a row",
        "10, 0.95, a share of 0.95 of 10 rows holds back 10 and leaves 0 to learn from; both parts need a row",
        "1, 0.5, a share of 0.5 of 1 row holds back 1 and leaves 0 to learn from; both parts need a row",
        "10, 0, 'the share held back is 0; it lies between 0 and 1, both excluded'",
        "10, 1, 'the share held back is 1; it lies between 0 and 1, both excluded'",
        "10, -0.5, 'the share held back is −0.5; it lies between 0 and 1, both excluded'",
        "10, NaN, 'the share held back is NaN; it lies between 0 and 1, both excluded'"
    })
    void bothPartsHaveARow(int m, double share, String message) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Split.of(numbered(m), share, new Random(1)))
                .withMessage(message);
    }
}
