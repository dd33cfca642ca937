package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionChartTest {
    private static final int[][] COUNTS = {{30, 10}, {0, 0}};

    @Test
    void theGreyOfACellIsItsShareOfTheRow() throws Exception {
        Pixels pixels =
                Pixels.of(ConfusionChart.of("Test", List.of("a", "b"), (i, j) -> COUNTS[i][j]));
        // cells are 400 wide and begin at (170, 110); 255 − 215·¾ = 94 (93.75), 255 − 215·¼ = 201
        assertThat(pixels.at(190, 130)).isEqualTo(0x5e5e5e);
        assertThat(pixels.at(590, 130)).isEqualTo(0xc9c9c9);
        assertThat(pixels.at(190, 530)).isEqualTo(0xffffff);
        // numbers are white on dark and black on light
        assertThat(whiteIn(pixels, 180, 560)).isTrue();
        assertThat(whiteIn(pixels, 580, 960)).isFalse();
    }

    private static boolean whiteIn(Pixels pixels, int from, int to) {
        return java.util.stream.IntStream.range(from, to)
                .anyMatch(x -> pixels.at(x, 300) == 0xffffff);
    }

    @Test
    void fortyClassesAreDrawnAndMoreAreRefused() throws Exception {
        List<String> forty = Collections.nCopies(40, "a class with a long name");
        assertThat(ConfusionChart.of("Test", forty, (_, _) -> 7).png()).isNotEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ConfusionChart.of("Test", Collections.nCopies(41, "c"), (_, _) -> 1))
                .withMessage(
                        "'Test': a matrix is drawn for 1 to 40 classes, and these are 41; draw those that are confused most");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfusionChart.of("Test", List.of(), (_, _) -> 1))
                .withMessage(
                        "'Test': a matrix is drawn for 1 to 40 classes, and these are 0; draw those that are confused most");
    }
}
