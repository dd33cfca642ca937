package chainrule.benchmarks.bench;

import chainrule.benchmarks.bench.Workload.Who;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.style.Styler;

/// Rows as bars: a group for each workload, of medians on a logarithmic scale.
final class Picture {
    private static final Map<Who, Color> COLORS =
            Map.of(
                    Who.OURS, new Color(0x2166ac),
                    Who.PEER, new Color(0xb2182b),
                    Who.HAND, new Color(0x999999));

    private Picture() {}

    /// A PNG of 1200×600 pixels, wider for more than ten rows.
    static byte[] png(String title, List<Measured> rows) {
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(Math.max(1200, 150 + 100 * rows.size())) // narrower, XChart leaves
                        // names out
                        .height(600)
                        .title(title)
                        .yAxisTitle("µs, median")
                        .build();
        chart.getStyler()
                .setLegendPosition(Styler.LegendPosition.InsideNW)
                .setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setXAxisLabelRotation(60);
        chart.getStyler().setYAxisMin(powerOfTenBelow(rows));
        List<String> names = rows.stream().map(Picture::name).toList();
        for (Who who : Who.values()) {
            if (rows.stream().anyMatch(row -> row.of(who).isPresent())) {
                // Where one took no part, XChart wants null in place of a number.
                List<@Nullable Double> medians = new ArrayList<>();
                rows.forEach(row -> medians.add(row.of(who).map(Picture::micros).orElse(null)));
                chart.addSeries(who.title, names, medians).setFillColor(COLORS.get(who));
            }
        }
        try {
            return ChartEncoder.getBytes(chart, "png");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double micros(Samples samples) {
        return samples.median() * 1e6;
    }

    /// Bars on a logarithmic scale must begin somewhere.
    private static double powerOfTenBelow(List<Measured> rows) {
        double least =
                rows.stream()
                        .flatMap(row -> row.samples().values().stream())
                        .mapToDouble(Picture::micros)
                        .min()
                        .orElse(1);
        return Math.pow(10, Math.ceil(Math.log10(least)) - 1);
    }

    private static String name(Measured row) {
        return row.threads() == 1 ? row.name() : row.name() + " ×" + row.threads();
    }
}
