package chainrule.viz;

import chainrule.tensor.Tensor;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// How the entries of tensors are spread, such as the weights of each layer: a small histogram for
/// each, all on one scale from left to right, so that layers can be compared.
public final class HistogramChart {
    private static final int MOST_BINS = 40;

    private HistogramChart() {}

    /// Two in a row, 1000 wide. Entries that are not finite are counted in the title of their
    /// histogram.
    ///
    /// @param tensors by name
    /// @throws IllegalArgumentException if no tensor has a finite entry
    public static Chart of(String title, Map<String, Tensor> tensors) {
        double[] all =
                tensors.values().stream()
                        .flatMapToDouble(tensor -> Arrays.stream(tensor.toDoubles()))
                        .filter(Double::isFinite)
                        .toArray();
        if (all.length == 0) {
            throw new IllegalArgumentException(
                    "'%s': there is nothing to draw, since no tensor has a finite entry; the tensors are %s"
                            .formatted(title, tensors.keySet()));
        }
        double least = Arrays.stream(all).min().orElseThrow();
        double most = Arrays.stream(all).max().orElseThrow();
        double from = most > least ? least : least - 0.5;
        double to = most > least ? most : most + 0.5;
        List<Chart> charts =
                tensors.entrySet().stream()
                        .map(e -> one(title, e.getKey(), e.getValue(), from, to))
                        .toList();
        return Chart.grid(Math.min(2, charts.size()), charts);
    }

    private static Chart one(String title, String name, Tensor tensor, double from, double to) {
        double[] entries = tensor.toDoubles();
        double[] finite = Arrays.stream(entries).filter(Double::isFinite).toArray();
        int bins = Math.clamp(Math.round(2 * Math.sqrt(finite.length)), 8, MOST_BINS);
        int lost = entries.length - finite.length;
        XYChart chart =
                new XYChartBuilder()
                        .width(500)
                        .height(360)
                        .title(
                                "%s: %s %s%s"
                                        .formatted(
                                                title,
                                                name,
                                                tensor.shape(),
                                                lost == 0 ? "" : ", %d not finite".formatted(lost)))
                        .yAxisTitle("entries")
                        .build();
        Look.of(chart);
        chart.getStyler().setChartTitleFont(Look.TITLE.deriveFont(15f));
        chart.getStyler().setLegendVisible(false);
        double edge = (to - from) * 0.02;
        chart.getStyler().setXAxisMin(from - edge).setXAxisMax(to + edge);
        chart.getStyler().setXAxisDecimalPattern("0.###").setYAxisDecimalPattern("0");
        outline(chart, counts(finite, bins, from, to), from, to);
        return Chart.of(chart);
    }

    private static int[] counts(double[] entries, int bins, double from, double to) {
        var counts = new int[bins];
        for (double entry : entries) {
            counts[Math.min(bins - 1, (int) ((entry - from) / (to - from) * bins))]++;
        }
        return counts;
    }

    /// Up, along and down each bar.
    private static void outline(XYChart chart, int[] counts, double from, double to) {
        var x = new double[4 * counts.length];
        var y = new double[4 * counts.length];
        for (int i = 0; i < counts.length; i++) {
            double left = from + (to - from) * i / counts.length;
            double right = from + (to - from) * (i + 1) / counts.length;
            for (int k = 0; k < 4; k++) {
                x[4 * i + k] = k < 2 ? left : right;
                y[4 * i + k] = k == 1 || k == 2 ? counts[i] : 0;
            }
        }
        XYSeries series = chart.addSeries("entries", x, y);
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Area);
        series.setMarker(SeriesMarkers.NONE);
        series.setFillColor(new Color(0xBBBBBB));
        series.setLineColor(Color.BLACK);
        series.setLineStyle(new BasicStroke(1));
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisMax(1.05 * Math.max(1, Arrays.stream(counts).max().orElse(1)));
    }
}
