package chainrule.viz;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
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
            List.of(
                    SeriesLines.SOLID,
                    SeriesLines.DASH_DASH,
                    SeriesLines.DOT_DOT,
                    SeriesLines.DASH_DOT);

    private LineChart() {}

    /// A PNG of 1000×600 pixels. The curves differ in dashes as well as in colour.
    ///
    /// @param curves by name, the value for each epoch from 1; not finite values are left out
    public static byte[] png(
            String title, String xAxis, String yAxis, Map<String, List<Double>> curves) {
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
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisDecimalPattern("0.0###");
        chart.getStyler().setXAxisMaxLabelCount(10);
        int n = 0;
        for (Map.Entry<String, List<Double>> curve : curves.entrySet()) {
            add(chart, curve.getKey(), curve.getValue(), n++);
        }
        try {
            return ChartEncoder.getBytes(chart, "png");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(XYChart chart, String name, List<Double> values, int n) {
        double[] x = new double[values.size()];
        double[] y = new double[values.size()];
        for (int i = 0; i < y.length; i++) {
            x[i] = i + 1;
            y[i] = Double.isFinite(values.get(i)) ? values.get(i) : Double.NaN;
        }
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(COLORS.get(n % COLORS.size()));
        series.setLineStyle(DASHES.get(n % DASHES.size()));
    }
}
