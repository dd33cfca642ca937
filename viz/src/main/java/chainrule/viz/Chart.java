package chainrule.viz;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A picture of numbers: curves, points, a matrix. As PNG and as SVG; the same numbers give the
/// same bytes on one machine.
///
/// ```java
/// Chart.row(boundary, LineChart.of("Log-loss", "epoch", "E", curves)).write(Path.of("training.png"));
/// ```
public final class Chart {
    /// How a chart puts its parts on a plane of some size.
    @FunctionalInterface
    interface Drawing {
        void on(Graphics2D g, int width, int height);
    }

    private static final int WIDTH = 1000;
    private static final int LEAST = 360;

    private final String title;
    private final int width;
    private final int height;
    private final Drawing drawing;

    Chart(String title, int width, int height, Drawing drawing) {
        this.title = title;
        this.width = width;
        this.height = height;
        this.drawing = drawing;
    }

    static Chart of(org.knowm.xchart.internal.chartpart.Chart<?, ?> chart) {
        return new Chart(chart.getTitle(), chart.getWidth(), chart.getHeight(), chart::paint);
    }

    /// Charts beside each other, 1000 wide in all.
    ///
    /// @throws IllegalArgumentException if there is none
    public static Chart row(Chart... charts) {
        return grid(charts.length, List.of(charts));
    }

    /// Charts in rows of this many, 1000 wide in all. Each is laid out anew in its place, with
    /// letters as large as before.
    ///
    /// @throws IllegalArgumentException if there is none, or no column
    public static Chart grid(int columns, List<Chart> charts) {
        if (columns < 1 || charts.isEmpty()) {
            throw new IllegalArgumentException(
                    "a grid has a column and a chart, and this one has %d and %d"
                            .formatted(columns, charts.size()));
        }
        int wide = Math.max(LEAST, WIDTH / columns);
        int high =
                charts.stream()
                        .mapToInt(chart -> chart.height * wide / chart.width)
                        .reduce(LEAST, Math::max);
        int rows = Math.ceilDiv(charts.size(), columns);
        return new Chart(
                charts.stream().map(chart -> chart.title).collect(Collectors.joining("; ")),
                wide * columns,
                high * rows,
                (g, _, _) -> {
                    for (int i = 0; i < charts.size(); i++) {
                        int x = i % columns * wide;
                        int y = i / columns * high;
                        charts.get(i).draw((Graphics2D) g.create(x, y, wide, high), wide, high);
                    }
                });
    }

    /// A PNG, on white.
    public byte[] png() {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        draw(image.createGraphics(), width, height);
        return Raster.encoded(image);
    }

    /// One `<svg>` element with a `<title>`, in units of a pixel of the PNG.
    public String svg() {
        return SvgCanvas.drawn(title, width, height, g -> draw(g, width, height));
    }

    /// Writes what the file's name asks for: `.svg` or `.png`.
    ///
    /// @throws IllegalArgumentException for any other name
    public void write(Path file) throws IOException {
        String name = file.toString();
        byte[] content =
                switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
                    case "svg" -> svg().getBytes(StandardCharsets.UTF_8);
                    case "png" -> png();
                    default ->
                            throw new IllegalArgumentException(
                                    "A chart is written to a file named .svg or .png: " + file);
                };
        Files.write(file, content);
    }

    private synchronized void draw(Graphics2D g, int wide, int high) {
        try {
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, wide, high);
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.setRenderingHint(
                    RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            drawing.on(g, wide, high);
        } finally {
            g.dispose();
        }
    }
}
