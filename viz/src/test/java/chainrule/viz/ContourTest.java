package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContourTest {
    private static final double[] PLACES = {0, 1, 2};

    @Test
    void aSlopeIsCrossedWhereItReachesTheLevel() {
        // f = 2x, so f = 1 at x = ½
        double[][] slope = {{0, 2, 4}, {0, 2, 4}, {0, 2, 4}};
        assertThat(new Contour(PLACES, PLACES, slope).at(1))
                .containsExactly(
                        new Contour.Piece(0.5, 0, 0.5, 1), new Contour.Piece(0.5, 1, 0.5, 2));
    }

    @Test
    void aCornerIsCutOffAndASaddleHasTwoPieces() {
        double[] two = {0, 1};
        assertThat(new Contour(two, two, new double[][] {{1, 0}, {0, 0}}).at(0.5))
                .containsExactly(new Contour.Piece(0.5, 0, 0, 0.5));
        assertThat(new Contour(two, two, new double[][] {{1, 0}, {0, 1}}).at(0.5)).hasSize(2);
    }

    @Test
    void aCircleIsItsCircumference() {
        var places = new double[101];
        var values = new double[101][101];
        for (int i = 0; i < 101; i++) {
            places[i] = -2 + 0.04 * i;
        }
        for (int row = 0; row < 101; row++) {
            for (int column = 0; column < 101; column++) {
                values[row][column] = Math.hypot(places[column], places[row]);
            }
        }
        List<Contour.Piece> pieces = new Contour(places, places, values).at(1);
        assertThat(
                        pieces.stream()
                                .mapToDouble(p -> Math.hypot(p.x2() - p.x1(), p.y2() - p.y1()))
                                .sum())
                .isCloseTo(2 * Math.PI, within(0.01));
        assertThat(pieces)
                .allSatisfy(p -> assertThat(Math.hypot(p.x1(), p.y1())).isCloseTo(1, within(1e-3)));
    }

    @Test
    void whereNothingIsKnownThereIsNoLine() {
        double[][] unknown = {{Double.NaN, 1}, {Double.NaN, 1}};
        assertThat(new Contour(new double[] {0, 1}, new double[] {0, 1}, unknown).at(0.5))
                .isEmpty();
    }
}
