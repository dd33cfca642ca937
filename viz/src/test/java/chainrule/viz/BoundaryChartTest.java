package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class BoundaryChartTest {
    private static final Tensor POINTS = Tensor.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    private static final Tensor LABELS = Tensor.of(new double[][] {{0}, {0}, {1}, {1}});

    /// 1 on the right of a place.
    private static UnaryOperator<Tensor> rightOf(double x) {
        return points ->
                Tensor.generate(
                        Shape.of(points.shape().size(0), 1),
                        Kind.REAL,
                        i -> 1 / (1 + Math.exp(-50 * (points.at(i, 0) - x))));
    }

    private static Pixels drawn(Map<Integer, UnaryOperator<Tensor>> predictions) throws Exception {
        return Pixels.of(BoundaryChart.of("Boundary", POINTS, LABELS, new TreeMap<>(predictions)));
    }

    @Test
    void theLastLineIsBlackAndTheEarlierOnesArePaler() throws Exception {
        Pixels pixels = drawn(Map.of(1, rightOf(0.3), 5, rightOf(0.4), 9, rightOf(0.5)));
        int y = 300; // between the points and between the lines of the grid
        int[] black = inside(pixels.columns(y, 0));
        int[] pale = inside(pixels.columns(y, 0xd2d2d2));
        int[] darker = inside(pixels.columns(y, 0x787878));
        assertThat(black.length).isBetween(3, 5);
        assertThat(black[0]).isCloseTo(530, org.assertj.core.api.Assertions.within(8));
        assertThat(pale).hasSizeBetween(1, 2);
        assertThat(darker).hasSizeBetween(1, 2);
        assertThat(pale[0]).isLessThan(darker[0]);
        assertThat(darker[0]).isLessThan(black[0]);
    }

    private static int[] inside(int[] columns) {
        return java.util.Arrays.stream(columns).filter(x -> x > 90 && x < 980).toArray();
    }

    @Test
    void classesDifferInFormAndHue() throws Exception {
        Pixels pixels = drawn(Map.of());
        long blue = pixels.all().filter(p -> (p & 0xFF) - (p >> 16) > 60).count();
        long red = pixels.all().filter(p -> (p >> 16) - (p & 0xFF) > 60).count();
        assertThat(red).isGreaterThan(40);
        // a disc is full and a cross has two strokes, so they differ without hue, too
        assertThat(blue).isGreaterThan(3 * red / 2);
    }

    @Test
    void aLineOutsideThePictureIsNotDrawn() throws Exception {
        Pixels none = drawn(Map.of(1, rightOf(7)));
        assertThat(inside(none.columns(300, 0))).isEmpty();
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        assertThatThrownBy(
                        () -> BoundaryChart.of("b", POINTS, Tensor.of(0, 1, 0, 1), new TreeMap<>()))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "points in the plane are [m×2] and their labels [m×1], with a point at least; these are [4×2] and [4]");
        assertThatThrownBy(() -> drawn(Map.of(1, points -> points)))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "a prediction for points [14641×2] is [14641×1], and this one is [14641×2]");
    }
}
