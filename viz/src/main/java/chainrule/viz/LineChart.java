package chainrule.viz;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Curves of numbers over epochs, such as the error of each model.
public final class LineChart {
    private static final List<Color> COLORS =
            List.of(
                    new Color(0x000000),
                    new Color(0x2166ac),
                    new Color(0xb2182b),
                    new Color(0x777777));
    private static final List<BasicStroke> DASHES =
            List.of(dashes(), dashes(14, 6), dashes(2, 5), dashes(14, 5, 2, 5));

    private static final int FEW = 20;

    private LineChart() {}

    private static BasicStroke dashes(float... lengths) {
        float[] pattern = lengths.length == 0 ? null : lengths;
        return new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 10, pattern, 0);
    }

    /// A PNG of 1000×600 pixels. The curves differ in dashes as well as in colour.
    ///
    /// @param curves by name, the value for each epoch from 1; not finite values are left out
    /// @throws IllegalArgumentException if no curve has a finite value
    public static byte[] png(
            String title, String xAxis, String yAxis, Map<String, List<Double>> curves) {
        if (finite(curves).findAny().isEmpty()) {
            throw new IllegalArgumentException(
                    "'%s': there is nothing to draw, since no curve has a finite value; the curves are %s"
                            .formatted(title, curves.keySet()));
        }
        XYChart chart =
                new XYChartBuilder()
                        .width(1000)
                        .height(600)
                        .title(title)
                        .xAxisTitle(xAxis)
                        .yAxisTitle(yAxis)
                        .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        if (finite(curves).allMatch(y -> y >= 0)) {
            chart.getStyler().setYAxisMin(0.0);
        }
        chart.getStyler().setYAxisDecimalPattern("0.0###");
        int n = 0;
        for (Map.Entry<String, List<Double>> curve : curves.entrySet()) {
            if (!curve.getValue().isEmpty()) {
                add(chart, curve.getKey(), curve.getValue(), n++);
            }
        }
        try {
            return ChartEncoder.getBytes(chart, "png");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DoubleStream finite(Map<String, List<Double>> curves) {
        return curves.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite);
    }

    private static void add(XYChart chart, String name, List<Double> values, int n) {
        int epochs = values.size();
        // XChart labels as many equally spaced points as just fit, and others at 10, 20, 30: so
        // the last is drawn twice, a hair's breadth apart.
        double[] x = new double[epochs > FEW ? epochs + 1 : epochs];
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            int epoch = Math.min(i, epochs - 1);
            x[i] = i == epochs ? epochs + 0.001 : i + 1;
            y[i] = Double.isFinite(values.get(epoch)) ? values.get(epoch) : Double.NaN;
        }
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(hasLonePoint(y) ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(COLORS.get(n % COLORS.size()));
        series.setLineColor(COLORS.get(n % COLORS.size()));
        series.setLineStyle(DASHES.get((n + n / COLORS.size()) % DASHES.size()));
    }

    /// Whether there is a value between two that are left out: no line would go there.
    private static boolean hasLonePoint(double[] y) {
        return IntStream.range(0, y.length)
                .anyMatch(i ->
                        Double.isFinite(y[i])
                                && (i == 0 || Double.isNaN(y[i - 1]))
                                && (i == y.length - 1 || Double.isNaN(y[i + 1])));
    }
}
