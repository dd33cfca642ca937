package chainrule.viz;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Curves of numbers over epochs, such as the error of each model. They differ in dashes as well as
/// in colour.
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

    /// How high a value stands.
    ///
    /// @param scaled from the value, increasing
    /// @param unscaled the way back
    private record Scale(
            DoubleUnaryOperator scaled, DoubleUnaryOperator unscaled, double least, double most) {}

    private final XYChart chart;
    private final Scale scale;
    private final int epochs;

    private LineChart(
            String title,
            String xAxis,
            String yAxis,
            Map<String, List<Double>> curves,
            Scale scale) {
        this.chart =
                new XYChartBuilder()
                        .width(1000)
                        .height(600)
                        .title(title)
                        .xAxisTitle(xAxis)
                        .yAxisTitle(yAxis)
                        .build();
        this.scale = scale;
        this.epochs = curves.values().stream().mapToInt(List::size).max().orElse(1);
        Look.of(chart);
        int n = 0;
        for (Map.Entry<String, List<Double>> curve : curves.entrySet()) {
            if (!curve.getValue().isEmpty()) {
                add(curve.getKey(), curve.getValue(), n++);
            }
        }
    }

    private static BasicStroke dashes(float... lengths) {
        float[] pattern = lengths.length == 0 ? null : lengths;
        return new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 10, pattern, 0);
    }

    /// Curves on a plain scale, 1000×600.
    ///
    /// @param curves by name, the value for each epoch from 1; not finite values are left out
    /// @throws IllegalArgumentException if no curve has a finite value
    public static Chart of(
            String title, String xAxis, String yAxis, Map<String, List<Double>> curves) {
        requireSomething(title, "finite", curves, curves);
        double least = Math.min(0, finite(curves).min().orElseThrow());
        double most = finite(curves).max().orElseThrow();
        XYChart chart =
                new LineChart(title, xAxis, yAxis, curves, new Scale(y -> y, y -> y, least, most))
                        .chart;
        if (least == 0) {
            chart.getStyler().setYAxisMin(0.0);
        }
        chart.getStyler().setYAxisDecimalPattern("0.0###");
        return Chart.of(chart);
    }

    /// The same on a logarithmic scale, as for the lengths of gradients; 0 and what is negative are
    /// left out, too.
    ///
    /// @throws IllegalArgumentException if no curve has a positive value
    public static Chart logarithmic(
            String title, String xAxis, String yAxis, Map<String, List<Double>> curves) {
        Map<String, List<Double>> positive = new LinkedHashMap<>();
        curves.forEach((name, values) ->
                positive.put(name, values.stream().map(y -> y > 0 ? y : Double.NaN).toList()));
        requireSomething(title, "positive", positive, curves);
        double least = Math.floor(Math.log10(finite(positive).min().orElseThrow()));
        double most = Math.ceil(Math.log10(finite(positive).max().orElseThrow()));
        var scale = new Scale(Math::log10, y -> Math.pow(10, y), least, Math.max(most, least + 1));
        XYChart chart = new LineChart(title, xAxis, yAxis, positive, scale).chart;
        chart.getStyler().setYAxisLogarithmic(true).setYAxisLogarithmicDecadeOnly(true);
        chart.getStyler().setYAxisTickLabelsFormattingFunction(LineChart::powerOfTen);
        chart.getStyler().setYAxisMin(Math.pow(10, scale.least()));
        chart.getStyler().setYAxisMax(Math.pow(10, scale.most()));
        return Chart.of(chart);
    }

    /// A PNG of the curves on a plain scale.
    ///
    /// @throws IllegalArgumentException if no curve has a finite value
    public static byte[] png(
            String title, String xAxis, String yAxis, Map<String, List<Double>> curves) {
        return of(title, xAxis, yAxis, curves).png();
    }

    private static void requireSomething(
            String title,
            String what,
            Map<String, List<Double>> drawn,
            Map<String, List<Double>> given) {
        if (finite(drawn).findAny().isEmpty()) {
            throw new IllegalArgumentException(
                    "'%s': there is nothing to draw, since no curve has a %s value; the curves are %s"
                            .formatted(title, what, given.keySet()));
        }
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

    private static DoubleStream finite(Map<String, List<Double>> curves) {
        return curves.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite);
    }

    private void add(String name, List<Double> values, int n) {
        int size = values.size();
        // XChart labels as many equally spaced points as just fit, and others at 10, 20, 30: so
        // the last is drawn twice, a hair's breadth apart.
        double[] x = new double[size > FEW ? size + 1 : size];
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            int epoch = Math.min(i, size - 1);
            x[i] = i == size ? size + 0.001 : i + 1;
            y[i] = Double.isFinite(values.get(epoch)) ? values.get(epoch) : Double.NaN;
        }
        BasicStroke stroke = DASHES.get((n + n / COLORS.size()) % DASHES.size());
        boolean lone = hasLonePoint(y);
        double[][] drawn = lone || size <= FEW ? new double[][] {x, y} : dashed(x, y, stroke);
        XYSeries series = chart.addSeries(name, drawn[0], drawn[1]);
        series.setMarker(lone ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(COLORS.get(n % COLORS.size()));
        series.setLineColor(COLORS.get(n % COLORS.size()));
        series.setLineStyle(stroke);
    }

    private double[][] dashed(double[] x, double[] y, BasicStroke stroke) {
        float[] pattern = stroke.getDashArray();
        if (pattern == null) {
            return new double[][] {x, y};
        }
        double high = scale.most() - scale.least();
        return Dashes.cut(
                x,
                y,
                pattern,
                850.0 / epochs,
                high > 0 ? 480 / high : 0,
                scale.scaled(),
                scale.unscaled());
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
