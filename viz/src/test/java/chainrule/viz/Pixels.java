package chainrule.viz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// A PNG as an eye finds it.
record Pixels(BufferedImage image) {
    static Pixels of(Chart chart) throws IOException {
        return new Pixels(ImageIO.read(new ByteArrayInputStream(chart.png())));
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    int at(int x, int y) {
        return image.getRGB(x, y) & 0xFFFFFF;
    }

    /// How many pixels have just this colour.
    long count(int rgb) {
        return all().filter(p -> p == rgb).count();
    }

    /// Where pixels of a row have this colour.
    int[] columns(int y, int rgb) {
        return IntStream.range(0, width()).filter(x -> at(x, y) == rgb).toArray();
    }

    IntStream all() {
        return IntStream.range(0, width() * height()).map(i -> at(i % width(), i / width()));
    }
}
