package chainrule.viz;

import com.kitfox.svg.SVGDiagram;
import com.kitfox.svg.SVGException;
import com.kitfox.svg.SVGUniverse;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/// SVG, as Graphviz writes it → PNG.
final class Raster {
    private static final int PIXELS_PER_POINT = 2;
    private static final long MOST_PIXELS = 100_000_000;
    private static final Pattern SIZE =
            Pattern.compile("<svg width=\"([0-9.]+)pt\" height=\"([0-9.]+)pt\"");

    private Raster() {}

    static byte[] png(String svg) {
        Matcher size = SIZE.matcher(svg);
        if (!size.find()) {
            throw new RenderException(
                    "The SVG does not state its size in points: "
                            + svg.lines().findFirst().orElse(""));
        }
        long width = pixels(size.group(1));
        long height = pixels(size.group(2));
        if (width * height > MOST_PIXELS) {
            throw new RenderException(
                    "A PNG of %,d × %,d pixels is too large; write the SVG, or draw a part of the graph"
                            .formatted(width, height));
        }
        String sized = size.replaceFirst("<svg width=\"" + width + "\" height=\"" + height + "\"");
        var image = new BufferedImage((int) width, (int) height, BufferedImage.TYPE_INT_RGB);
        draw(sized, image);
        return encoded(image);
    }

    private static long pixels(String points) {
        return Math.max(1, (long) Math.ceil(Double.parseDouble(points) * PIXELS_PER_POINT));
    }

    private static synchronized void draw(String svg, BufferedImage image) {
        Graphics2D g = image.createGraphics();
        try {
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, image.getWidth(), image.getHeight());
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            var universe = new SVGUniverse();
            SVGDiagram diagram =
                    universe.getDiagram(
                            universe.loadSVG(
                                    new StringReader(svg.replace("=\"transparent\"", "=\"none\"")),
                                    "graph"));
            diagram.setIgnoringClipHeuristic(true);
            diagram.render(g);
        } catch (SVGException e) {
            throw new RenderException("The SVG could not be drawn: " + e.getMessage(), e);
        } finally {
            g.dispose();
        }
    }

    static byte[] encoded(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
