package chainrule.viz;

import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Points of two classes in the plane, and the line between what is predicted as one and as the
/// other, as it moved over the epochs: paler the earlier, the last one strong and black.
public final class BoundaryChart {
    private static final int GRID = 121;
    private static final double MARGIN = 0.08;
    private static final int PALEST = 210;
    private static final int DARKEST = 120;

    private BoundaryChart() {}

    /// 1000×800. The legend has the first and the last line, and says of one that is outside the
    /// picture.
    ///
    /// @param points [m×2]
    /// @param labels [m×1]; from ½ upwards it is class 1
    /// @param predictions by the number of the epoch: from points [k×2] to the probability of class
    ///   1, [k×1]; may be empty
    /// @throws ShapeException if points, labels or a prediction have another shape
    public static Chart of(
            String title,
            Tensor points,
            Tensor labels,
            SortedMap<Integer, UnaryOperator<Tensor>> predictions) {
        requireShapes(points, labels);
        XYChart chart =
                new XYChartBuilder()
                        .width(1000)
                        .height(800)
                        .title(title)
                        .xAxisTitle("x₁")
                        .yAxisTitle("x₂")
                        .build();
        Look.of(chart);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
        chart.getStyler().setLegendSeriesLineLength(18);
        chart.getStyler().setPlotContentSize(1);
        double[] x = places(points, 0);
        double[] y = places(points, 1);
        chart.getStyler().setXAxisMin(x[0]).setXAxisMax(x[GRID - 1]);
        chart.getStyler().setYAxisMin(y[0]).setYAxisMax(y[GRID - 1]);
        int earlier = predictions.size() - 1;
        int n = 0;
        for (Map.Entry<Integer, UnaryOperator<Tensor>> epoch : predictions.entrySet()) {
            List<Contour.Piece> line = new Contour(x, y, values(x, y, epoch.getValue())).at(0.5);
            XYSeries series = line(chart, "epoch " + epoch.getKey(), line, x[0], y[0]);
            series.setLineColor(n == earlier ? Color.BLACK : grey(n, earlier));
            series.setLineStyle(
                    new BasicStroke(
                            n == earlier ? 4 : 2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            series.setShowInLegend(n == 0 || n == earlier);
            n++;
        }
        scatter(chart, points, labels, 0, SeriesMarkers.CIRCLE, Look.NEGATIVE);
        scatter(chart, points, labels, 1, SeriesMarkers.CROSS, Look.POSITIVE);
        return Chart.of(chart);
    }

    private static void requireShapes(Tensor points, Tensor labels) {
        Shape shape = points.shape();
        if (shape.rank() != 2
                || shape.size(1) != 2
                || points.size() == 0
                || !labels.shape().equals(Shape.of(shape.size(0), 1))) {
            throw new ShapeException(
                    "points in the plane are [m×2] and their labels [m×1], with a point at least; these are %s and %s"
                            .formatted(shape, labels.shape()));
        }
    }

    /// From one edge of the picture to the other.
    private static double[] places(Tensor points, int axis) {
        double[] values =
                IntStream.range(0, points.shape().size(0))
                        .mapToDouble(i -> points.at(i, axis))
                        .filter(Double::isFinite)
                        .toArray();
        double least =
                IntStream.range(0, values.length).mapToDouble(i -> values[i]).min().orElse(0);
        double most = IntStream.range(0, values.length).mapToDouble(i -> values[i]).max().orElse(1);
        double more = most > least ? MARGIN * (most - least) : 1;
        return IntStream.range(0, GRID)
                .mapToDouble(i -> least - more + i * (most - least + 2 * more) / (GRID - 1))
                .toArray();
    }

    private static double[][] values(double[] x, double[] y, UnaryOperator<Tensor> prediction) {
        var grid = new double[GRID * GRID][];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = new double[] {x[i % GRID], y[i / GRID]};
        }
        Tensor found = prediction.apply(Tensor.of(grid));
        if (!found.shape().equals(Shape.of(grid.length, 1))) {
            throw new ShapeException(
                    "a prediction for points [%d×2] is [%1$d×1], and this one is %s"
                            .formatted(grid.length, found.shape()));
        }
        var values = new double[GRID][GRID];
        for (int i = 0; i < grid.length; i++) {
            values[i / GRID][i % GRID] = found.get(i);
        }
        return values;
    }

    /// XChart wants a point in every series, and draws no line to a NaN.
    private static XYSeries line(
            XYChart chart, String name, List<Contour.Piece> pieces, double x0, double y0) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (Contour.Piece piece : pieces) {
            x.addAll(List.of(piece.x1(), piece.x2(), piece.x2()));
            y.addAll(List.of(piece.y1(), piece.y2(), Double.NaN));
        }
        XYSeries series =
                pieces.isEmpty()
                        ? chart.addSeries(
                                name + " (outside)", List.of(x0, x0), List.of(y0, Double.NaN))
                        : chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE);
        return series;
    }

    private static Color grey(int n, int earlier) {
        int level = PALEST - (PALEST - DARKEST) * n / Math.max(1, earlier - 1);
        return new Color(level, level, level);
    }

    private static void scatter(
            XYChart chart, Tensor points, Tensor labels, int label, Marker marker, Color color) {
        int[] rows =
                IntStream.range(0, labels.size())
                        .filter(i -> (labels.get(i) >= 0.5 ? 1 : 0) == label)
                        .toArray();
        if (rows.length > 0) {
            XYSeries series =
                    chart.addSeries(
                            "label " + label,
                            IntStream.of(rows).mapToDouble(i -> points.at(i, 0)).toArray(),
                            IntStream.of(rows).mapToDouble(i -> points.at(i, 1)).toArray());
            series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
            series.setMarker(marker);
            series.setMarkerColor(color);
        }
    }
}
