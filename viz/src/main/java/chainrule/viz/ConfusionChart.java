package chainrule.viz;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.Locale;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;

/// Which class was taken for which, as a matrix: a row for each true class, a column for each
/// predicted one. A cell has how many points, and which share of its row they are; the share is
/// also its grey, so rows of few points can be read as well as rows of many.
public final class ConfusionChart {
    private static final int SIDE = 1000;
    private static final int ABOVE = 110;
    private static final int LEFT = 170;
    private static final int BELOW = 70;
    private static final int MOST = 40;
    private static final int LONGEST = 24;

    private final List<String> classes;
    private final IntBinaryOperator count;
    private final double cell;
    private final Graphics2D g;

    private ConfusionChart(List<String> classes, IntBinaryOperator count, Graphics2D g) {
        this.classes = classes;
        this.count = count;
        this.cell = Math.min(SIDE - LEFT - 30, SIDE - ABOVE - BELOW) / (double) classes.size();
        this.g = g;
    }

    /// 1000×1000.
    ///
    /// @param classes their names, by their numbers from 0
    /// @param count from a true and a predicted class to how many points there are
    /// @throws IllegalArgumentException if there is no class, or more than 40
    public static Chart of(String title, List<String> classes, IntBinaryOperator count) {
        if (classes.isEmpty() || classes.size() > MOST) {
            throw new IllegalArgumentException(
                    "'%s': a matrix is drawn for 1 to %d classes, and these are %d; draw those that are confused most"
                            .formatted(title, MOST, classes.size()));
        }
        List<String> names = List.copyOf(classes);
        return new Chart(
                title,
                SIDE,
                SIDE,
                (g, width, height) -> {
                    double fitting = Math.min(width, height) / (double) SIDE;
                    g.translate((width - fitting * SIDE) / 2, (height - fitting * SIDE) / 2);
                    g.scale(fitting, fitting);
                    new ConfusionChart(names, count, g).draw(title);
                });
    }

    private void draw(String title) {
        double middle = LEFT + cell * classes.size() / 2;
        text(title, Look.TITLE.deriveFont(22f), SIDE / 2.0, 34, SIDE - 40.0);
        text("predicted class", Look.AXIS.deriveFont(20f), middle, 66, SIDE);
        upwards("true class", 28, ABOVE + cell * classes.size() / 2);
        Font label = Look.TICKS.deriveFont((float) Math.clamp(cell * 0.3, 9, 20));
        for (int i = 0; i < classes.size(); i++) {
            String name = shortened(classes.get(i));
            text(name, label, LEFT + (i + 0.5) * cell, ABOVE - 14, cell * 0.96);
            text(name, label, (LEFT + 44) / 2.0 + 4, ABOVE + (i + 0.5) * cell + 6, LEFT - 60.0);
            for (int j = 0; j < classes.size(); j++) {
                cell(i, j);
            }
        }
        text(
                "%, and grey: share of the points of the true class (of the row)",
                Look.TICKS.deriveFont(16f),
                middle,
                ABOVE + cell * classes.size() + 40,
                SIDE - 40.0);
    }

    private void cell(int truth, int guess) {
        int points = count.applyAsInt(truth, guess);
        int all = IntStream.range(0, classes.size()).map(j -> count.applyAsInt(truth, j)).sum();
        double share = all == 0 ? 0 : (double) points / all;
        int x = (int) Math.round(LEFT + guess * cell);
        int y = (int) Math.round(ABOVE + truth * cell);
        int width = (int) Math.round(LEFT + (guess + 1) * cell) - x;
        int height = (int) Math.round(ABOVE + (truth + 1) * cell) - y;
        int grey = (int) Math.round(255 - 215 * share);
        g.setColor(new Color(grey, grey, grey));
        g.fillRect(x, y, width, height);
        g.setColor(new Color(0x999999));
        g.drawRect(x, y, width, height);
        g.setColor(grey < 140 ? Color.WHITE : Color.BLACK);
        double large = Math.clamp(cell * 0.28, 9, 44);
        boolean both = cell >= 44;
        double centre = x + width / 2.0;
        double line = y + height / 2.0 + (both ? 0 : large * 0.35);
        write(Integer.toString(points), Look.TITLE.deriveFont((float) large), centre, line, cell);
        if (both && all > 0) {
            String percent = String.format(Locale.ROOT, "%.1f %%", 100 * share);
            Font font = Look.TICKS.deriveFont((float) Math.max(10, large * 0.55));
            write(percent, font, centre, line + large * 0.85, cell);
        }
    }

    private void upwards(String words, double x, double y) {
        AffineTransform before = g.getTransform();
        g.rotate(-Math.PI / 2, x, y);
        text(words, Look.AXIS.deriveFont(20f), x, y + 7, SIDE);
        g.setTransform(before);
    }

    private void text(String words, Font font, double x, double y, double widest) {
        g.setColor(Color.BLACK);
        write(words, font, x, y, widest);
    }

    /// Centred, and smaller if it is wider than there is room.
    private void write(String words, Font font, double x, double y, double widest) {
        double wide = font.getStringBounds(words, g.getFontRenderContext()).getWidth();
        Font fitting =
                wide > widest ? font.deriveFont((float) (font.getSize2D() * widest / wide)) : font;
        var glyphs = fitting.createGlyphVector(g.getFontRenderContext(), words);
        double width = glyphs.getLogicalBounds().getWidth();
        g.fill(glyphs.getOutline((float) (x - width / 2), (float) y));
    }

    private static String shortened(String name) {
        int end =
                name.offsetByCodePoints(
                        0, Math.min(LONGEST, name.codePointCount(0, name.length())));
        return end == name.length() ? name : name.substring(0, end) + "…";
    }
}
