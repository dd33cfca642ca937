package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class LineChartTest {
    private static final double NAN = Double.NaN;

    @Test
    void everyCurveIsThereInItsColour() throws IOException {
        List<Double> one = IntStream.rangeClosed(1, 50).mapToObj(i -> 1.0 / i).toList();
        List<Double> two = IntStream.rangeClosed(1, 50).mapToObj(i -> 2.0 / i).toList();
        List<Double> three = IntStream.rangeClosed(1, 50).mapToObj(i -> 3.0 / i).toList();
        BufferedImage chart = chart(Map.of("a", one, "b", two, "c", three));
        assertThat(chart.getWidth()).isEqualTo(1000);
        assertThat(chart.getHeight()).isEqualTo(600);
        assertThat(count(chart, 0x2166ac)).isGreaterThan(500);
        assertThat(count(chart, 0xb2182b)).isGreaterThan(100);
    }

    @Test
    void aValueThatIsNotFiniteIsAGap() throws IOException {
        BufferedImage whole = chart(Map.of("a", List.of(1.0, 1.0, 1.0, 1.0)));
        BufferedImage gap = chart(Map.of("a", List.of(1.0, 1.0, NAN, Double.POSITIVE_INFINITY)));
        assertThat(inkIn(whole, 420, 850)).isGreaterThan(300);
        assertThat(inkIn(gap, 420, 850)).isZero();
    }

    @Test
    void aLonePointIsADot() throws IOException {
        BufferedImage nothing = chart(Map.of("a", List.of(1.0, NAN), "b", List.of(NAN, NAN)));
        assertThat(inkIn(nothing, 66, 850)).isGreaterThan(20);
    }

    @Test
    void negativeValuesAreInThePicture() throws IOException {
        BufferedImage chart = chart(Map.of("a", List.of(-1.0, -3.0)));
        assertThat(inkIn(chart, 200, 800)).isGreaterThan(400);
    }

    @Test
    void withoutAFiniteValueThereIsNothingToDraw() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LineChart.png("Log-loss", "epoch", "E", Map.of()))
                .withMessage(
                        "'Log-loss': there is nothing to draw, since no curve has a finite value; the curves are []");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        LineChart.png(
                                "Log-loss", "epoch", "E", Map.of("perceptron", List.of(NAN, NAN))))
                .withMessage(
                        "'Log-loss': there is nothing to draw, since no curve has a finite value; the curves are [perceptron]");
        assertThat(
                        LineChart.png(
                                "Log-loss",
                                "epoch",
                                "E",
                                Map.of("a", List.of(), "b", Collections.nCopies(3, 1.0))))
                .isNotEmpty();
    }

    @Test
    void aDashedCurveOfManyEpochsIsDashed() throws IOException {
        List<Double> level = Collections.nCopies(200, 1.0);
        BufferedImage chart = chart(Map.of("a", Collections.nCopies(200, 2.0), "b", level));
        long columns =
                IntStream.range(80, 820)
                        .filter(x ->
                                IntStream.range(60, 530)
                                        .map(y -> chart.getRGB(x, y))
                                        .anyMatch(p -> (p & 0xFF) - (p >> 16 & 0xFF) > 60))
                        .count();
        assertThat(columns / 740.0).isBetween(0.65, 0.8); // 14 of 20 are drawn
    }

    @Test
    void onALogarithmicScaleDecadesAreEquallyFarAndZeroIsAGap() throws IOException {
        List<Double> falling = List.of(1.0, 0.1, 0.01, 0.001);
        BufferedImage chart =
                ImageIO.read(
                        new ByteArrayInputStream(
                                LineChart.logarithmic("‖g‖", "epoch", "‖g‖", Map.of("g", falling))
                                        .png()));
        int[] left = IntStream.range(50, 530).filter(y -> isInk(chart, 200, y)).toArray();
        int[] middle = IntStream.range(50, 530).filter(y -> isInk(chart, 480, y)).toArray();
        int[] right = IntStream.range(50, 530).filter(y -> isInk(chart, 760, y)).toArray();
        assertThat(middle[0] - left[0]).isCloseTo(right[0] - middle[0], within(4));
        assertThat(LineChart.logarithmic("g", "", "", Map.of("g", List.of(1.0, 0.0, 2.0))).png())
                .isNotEmpty();
    }

    private static boolean isInk(BufferedImage image, int x, int y) {
        return (image.getRGB(x, y) & 0xFF) < 100;
    }

    @Test
    void withoutAPositiveValueThereIsNoLogarithm() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        LineChart.logarithmic("g", "epoch", "‖g‖", Map.of("W", List.of(0.0, -1.0))))
                .withMessage(
                        "'g': there is nothing to draw, since no curve has a positive value; the curves are [W]");
    }

    private static BufferedImage chart(Map<String, List<Double>> curves) throws IOException {
        return ImageIO.read(
                new ByteArrayInputStream(
                        LineChart.png("Log-loss", "epoch", "E", new TreeMap<>(curves))));
    }

    private static long count(BufferedImage image, int rgb) {
        return pixels(image).filter(p -> p == rgb).count();
    }

    private static IntStream pixels(BufferedImage image) {
        return IntStream.of(image.getRGB(0, 0, 1000, 600, null, 0, 1000)).map(p -> p & 0xFFFFFF);
    }

    /// Black pixels between two columns, left of the legend and above the axis.
    private static long inkIn(BufferedImage image, int from, int to) {
        return IntStream.range(40, 545)
                .flatMap(y -> IntStream.range(from, to).map(x -> image.getRGB(x, y) & 0xFFFFFF))
                .filter(p -> p == 0)
                .count();
    }
}
