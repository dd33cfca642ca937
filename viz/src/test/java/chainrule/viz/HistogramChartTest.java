package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chainrule.tensor.Tensor;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistogramChartTest {
    @Test
    void eachTensorHasItsHistogramAndSaysWhatIsNotFinite() throws Exception {
        Chart chart =
                HistogramChart.of(
                        "After 3 epochs",
                        new TreeMap<>(
                                Map.of(
                                        "W", Tensor.of(1, 2, Double.NaN),
                                        "b", Tensor.of(0.0),
                                        "c", Tensor.of(5.0))));
        assertThat(Svg.of(chart.svg()).all("title").getFirst().getTextContent().strip())
                .isEqualTo(
                        "After 3 epochs: W [3], 1 not finite; After 3 epochs: b [1]; After 3 epochs: c [1]");
        Pixels pixels = Pixels.of(chart);
        assertThat(pixels.width()).isEqualTo(1000);
        assertThat(pixels.height()).isEqualTo(720);
    }

    @Test
    void barsStandWhereTheEntriesAre() throws Exception {
        // 8 bins from 0 to 8: the first has 3 of 4 entries and the last has 1
        Pixels pixels = Pixels.of(HistogramChart.of("w", Map.of("w", Tensor.of(0, 0, 0.5, 8))));
        long left = grey(pixels, 0, 500);
        long right = grey(pixels, 500, 1000);
        assertThat((double) left / right).isBetween(2.8, 3.2);
    }

    private static long grey(Pixels pixels, int from, int to) {
        return java.util.stream.IntStream.range(0, pixels.height())
                .flatMap(y -> java.util.stream.IntStream.range(from, to).map(x -> pixels.at(x, y)))
                .filter(p -> p == 0xbbbbbb)
                .count();
    }

    @Test
    void equalEntriesAndSingleOnesAreDrawn() {
        assertThat(HistogramChart.of("b", Map.of("b", Tensor.of(0, 0, 0))).png()).isNotEmpty();
    }

    @Test
    void withoutAFiniteEntryThereIsNothingToDraw() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistogramChart.of("After", Map.of("W", Tensor.of(Double.NaN))))
                .withMessage(
                        "'After': there is nothing to draw, since no tensor has a finite entry; the tensors are [W]");
    }
}
