package chainrule.viz;

import java.awt.BasicStroke;
import java.awt.Color;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
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

    /// Curves on a plain scale, 1000×600. They differ in dashes as well as in colour.
    ///
    /// @param curves by name, the value for each epoch from 1; not finite values are left out
    /// @throws IllegalArgumentException if no curve has a finite value
    public static Chart of(
            String title, String xAxis, String yAxis, Map<String, List<Double>> curves) {
        XYChart chart = chart(title, xAxis, yAxis, curves);
        if (finite(curves).allMatch(y -> y >= 0)) {
            chart.getStyler().setYAxisMin(0.0);
        }
        chart.getStyler().setYAxisDecimalPattern("0.0###");
        return Chart.of(chart);
    }

    /// The same on a logarithmic scale, as for the norms of gradients; 0 and what is negative are
    /// left out, too.
    ///
    /// @throws IllegalArgumentException if no curve has a positive value
    public static Chart logarithmic(
            String title, String xAxis, String yAxis, Map<String, List<Double>> curves) {
        Map<String, List<Double>> positive = new LinkedHashMap<>();
        curves.forEach((name, values) ->
                positive.put(name, values.stream().map(y -> y > 0 ? y : Double.NaN).toList()));
        XYChart chart = chart(title, xAxis, yAxis, positive);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmicDecadeOnly(true);
        chart.getStyler().setYAxisTickLabelsFormattingFunction(LineChart::powerOfTen);
        chart.getStyler()
                .setYAxisMin(decade(finite(positive).min().orElseThrow(), RoundingMode.FLOOR));
        chart.getStyler()
                .setYAxisMax(decade(finite(positive).max().orElseThrow(), RoundingMode.CEILING));
        return Chart.of(chart);
    }

    private static double decade(double y, RoundingMode to) {
        double log = Math.log10(y);
        return Math.pow(10, to == RoundingMode.FLOOR ? Math.floor(log) : Math.ceil(log));
    }

    /// 10⁻³, or nothing between the decades.
    private static String powerOfTen(double y) {
        int exponent = (int) Math.round(Math.log10(y));
        if (Math.abs(y - Math.pow(10, exponent)) > 1e-6 * y) {
            return "";
        }
        var raised = new StringBuilder("10");
        Integer.toString(exponent)
                .chars()
                .forEach(c -> raised.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0')));
        return raised.toString();
    }

    /// A PNG of the curves on a plain scale.
    ///
    /// @param curves by name, the value for each epoch from 1; not finite values are left out
    /// @throws IllegalArgumentException if no curve has a finite value
    public static byte[] png(
            String title, String xAxis, String yAxis, Map<String, List<Double>> curves) {
        return of(title, xAxis, yAxis, curves).png();
    }

    private static XYChart chart(
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
        Look.of(chart);
        int n = 0;
        for (Map.Entry<String, List<Double>> curve : curves.entrySet()) {
            if (!curve.getValue().isEmpty()) {
                add(chart, curve.getKey(), curve.getValue(), n++);
            }
        }
        return chart;
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
