package chainrule.viz;

import java.util.ArrayList;
import java.util.List;

/// Where a function of the plane, known at the points of a grid, is at a level: by marching
/// squares. Each square has none, one or two straight pieces, whose ends lie on its sides, by
/// interpolation.
final class Contour {
    private final double[] x;
    private final double[] y;
    private final double[][] values;

    /// @param x the places of the columns
    /// @param y the places of the rows
    /// @param values the function, by row and column
    Contour(double[] x, double[] y, double[][] values) {
        this.x = x;
        this.y = y;
        this.values = values;
    }

    /// A straight piece.
    record Piece(double x1, double y1, double x2, double y2) {}

    List<Piece> at(double level) {
        List<Piece> pieces = new ArrayList<>();
        for (int row = 0; row + 1 < y.length; row++) {
            for (int column = 0; column + 1 < x.length; column++) {
                List<double[]> crossed = crossed(row, column, level);
                for (int i = 0; i + 1 < crossed.size(); i += 2) {
                    double[] from = crossed.get(i);
                    double[] to = crossed.get(i + 1);
                    pieces.add(new Piece(from[0], from[1], to[0], to[1]));
                }
            }
        }
        return pieces;
    }

    /// Where the sides of a square are crossed, in their order around it: two beside each other
    /// belong together.
    private List<double[]> crossed(int row, int column, double level) {
        int[][] corners = {
            {row, column}, {row, column + 1}, {row + 1, column + 1}, {row + 1, column}
        };
        List<double[]> crossed = new ArrayList<>();
        for (int side = 0; side < 4; side++) {
            int[] a = corners[side];
            int[] b = corners[(side + 1) % 4];
            double from = values[a[0]][a[1]] - level;
            double to = values[b[0]][b[1]] - level;
            if (from < 0 != to < 0 && Double.isFinite(from - to)) {
                double part = from / (from - to);
                crossed.add(
                        new double[] {
                            x[a[1]] + part * (x[b[1]] - x[a[1]]),
                            y[a[0]] + part * (y[b[0]] - y[a[0]])
                        });
            }
        }
        return crossed;
    }
}
