package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HeatMapTest {
    private static Tensor ramp(int... shape) {
        return Tensor.generate(Shape.of(shape), Kind.REAL, i -> i);
    }

    @Test
    void matricesAndLongVectorsHaveOne() {
        assertThat(HeatMap.fits(ramp(2, 2))).isTrue();
        assertThat(HeatMap.fits(ramp(5))).isTrue();
        assertThat(HeatMap.fits(ramp(1, 1, 6, 6))).isTrue();
        assertThat(HeatMap.fits(ramp(4))).isFalse();
        assertThat(HeatMap.fits(ramp(1, 4))).isFalse();
        assertThat(HeatMap.fits(ramp(1, 1))).isFalse();
        assertThat(HeatMap.fits(ramp())).isFalse();
        assertThat(HeatMap.fits(ramp(0, 3))).isFalse();
        assertThat(HeatMap.fits(Tensor.generate(Shape.of(3, 3), Kind.INDEX, i -> i))).isFalse();
    }

    @Test
    void aSmallMatrixHasItsNumbers() {
        HeatMap map = HeatMap.of(Tensor.of(new double[][] {{1, -0.5}, {0, -1}}));
        assertThat(map.note()).isEmpty();
        assertThat(map.html())
                .isEqualTo(
                        "<TD><TABLE BORDER=\"1\" COLOR=\"#999999\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">"
                                + "<TR><TD BGCOLOR=\"#b2182b\"><FONT POINT-SIZE=\"10\" COLOR=\"#ffffff\">1</FONT></TD>"
                                + "<TD BGCOLOR=\"#90b3d6\"><FONT POINT-SIZE=\"10\" COLOR=\"#000000\">−0.5</FONT></TD></TR>"
                                + "<TR><TD BGCOLOR=\"#ffffff\"><FONT POINT-SIZE=\"10\" COLOR=\"#000000\">0</FONT></TD>"
                                + "<TD BGCOLOR=\"#2166ac\"><FONT POINT-SIZE=\"10\" COLOR=\"#ffffff\">−1</FONT></TD></TR>"
                                + "</TABLE></TD>");
    }

    @Test
    void aLargerOneHasCellsOfOneSizeInWhichASignStandsForBelowZero() {
        String html = HeatMap.of(Tensor.of(2, -1, 0, Double.NaN, Double.NEGATIVE_INFINITY)).html();
        assertThat(html)
                .startsWith("<TD FIXEDSIZE=\"TRUE\" WIDTH=\"54\" HEIGHT=\"14\"><TABLE")
                .contains(
                        "<TD BGCOLOR=\"#b2182b\" FIXEDSIZE=\"TRUE\" WIDTH=\"10\" HEIGHT=\"10\"></TD>",
                        "<TD BGCOLOR=\"#90b3d6\" FIXEDSIZE=\"TRUE\" WIDTH=\"10\" HEIGHT=\"10\"><FONT POINT-SIZE=\"6\" COLOR=\"#000000\">−</FONT></TD>",
                        "<TD BGCOLOR=\"#bbbbbb\" FIXEDSIZE=\"TRUE\" WIDTH=\"10\" HEIGHT=\"10\"><FONT POINT-SIZE=\"6\" COLOR=\"#000000\">?</FONT></TD>",
                        "<TD BGCOLOR=\"#2166ac\" FIXEDSIZE=\"TRUE\" WIDTH=\"10\" HEIGHT=\"10\"><FONT POINT-SIZE=\"6\" COLOR=\"#ffffff\">−</FONT></TD>");
    }

    @Test
    void beyondSixteenACellIsTheMeanOfSeveralEntries() {
        HeatMap map = HeatMap.of(ramp(17, 40));
        assertThat(map.note()).hasValue("each cell the mean of 2×3");
        assertThat(map.cells().shape()).isEqualTo(Shape.of(9, 14));
        // rows 0 and 1, columns 0 to 2: (0 + 1 + 2 + 40 + 41 + 42) / 6
        assertThat(map.cells().at(0, 0)).isEqualTo(21);
        // row 16 alone, column 39 alone: 16·40 + 39
        assertThat(map.cells().at(8, 13)).isEqualTo(679);
        assertThat(HeatMap.of(ramp(16, 16)).note()).isEmpty();
    }

    @Test
    void leadingAxesRunDown() {
        HeatMap map = HeatMap.of(ramp(2, 1, 3, 3));
        assertThat(map.cells().shape()).isEqualTo(Shape.of(6, 3));
        assertThat(map.cells().at(3, 1)).isEqualTo(10);
    }

    @Test
    void zerosAreWhite() {
        assertThat(
                        Pattern.compile("BGCOLOR=\"(#\\w+)\"")
                                .matcher(HeatMap.of(Tensor.full(Shape.of(2, 2), 0)).html())
                                .results()
                                .map(found -> found.group(1)))
                .containsOnly("#ffffff");
    }

    @Test
    void bothSignsAreEquallyDark() {
        assertThat(grey("#2166ac")).isBetween(grey("#b2182b") + 0, grey("#b2182b") + 0.15);
    }

    /// Luminance from 0 to 1, as a printer in grey makes it (Rec. 601).
    private static double grey(String color) {
        int rgb = Integer.parseInt(color.substring(1), 16);
        return (0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255)) / 255;
    }
}
