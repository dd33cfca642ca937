package chainrule.viz;

import java.util.Locale;

/// SVG that is drawn shape by shape, in points. Texts are escaped.
final class Canvas {
    static final String INK = "#222222";

    private final StringBuilder out = new StringBuilder();

    /// How texts stand at their place.
    enum Anchor {
        START,
        MIDDLE
    }

    /// What follows belongs together until [#close()], and has a title that is shown on hover.
    Canvas open(String id, String css, String title) {
        out.append(
                "<g id=\"%s\" class=\"%s\"><title>%s</title>\n"
                        .formatted(escaped(id), escaped(css), escaped(title)));
        return this;
    }

    /// What follows stands further to the right, until [#close()].
    Canvas shift(double right) {
        out.append(String.format(Locale.ROOT, "<g transform=\"translate(%.1f,0)\">\n", right));
        return this;
    }

    Canvas close() {
        out.append("</g>\n");
        return this;
    }

    Canvas line(double x1, double y1, double x2, double y2, Stroke stroke) {
        double dash = 4 + stroke.width();
        String dashes =
                switch (stroke.style()) {
                    case "dashed" ->
                            String.format(
                                    Locale.ROOT,
                                    " stroke-dasharray=\"%.1f,%.1f\"",
                                    dash,
                                    2 + stroke.width() / 2);
                    case "dotted" -> " stroke-dasharray=\"1,4\"";
                    default -> "";
                };
        out.append(
                String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%.2f\"%s/>\n",
                        x1,
                        y1,
                        x2,
                        y2,
                        stroke.color(),
                        stroke.width(),
                        dashes));
        return this;
    }

    Canvas circle(double x, double y, double r, String fill, double border) {
        out.append(
                String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%.1f\"/>\n",
                        x,
                        y,
                        r,
                        fill,
                        INK,
                        border));
        return this;
    }

    Canvas box(Box box, String fill) {
        out.append(
                String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\" stroke=\"none\"/>\n",
                        box.left(),
                        box.top(),
                        box.width(),
                        box.height(),
                        fill));
        return this;
    }

    /// A line of text whose small letters have their middle at `y`.
    Canvas text(double x, double y, double size, Anchor anchor, String color, String text) {
        out.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%.1f\" font-family=\"%s\" font-size=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n",
                        x,
                        y + 0.34 * size,
                        Theme.FONT,
                        size,
                        anchor.name().toLowerCase(Locale.ROOT),
                        color,
                        escaped(text)));
        return this;
    }

    /// What was drawn, without the `<svg>` element around it.
    String body() {
        return out.toString();
    }

    /// The whole picture on white.
    String svg(double width, double height, String title) {
        return svg(width, height, title, body());
    }

    static String svg(double width, double height, String title, String body) {
        return String.format(
                        Locale.ROOT,
                        "<svg width=\"%.0fpt\" height=\"%.0fpt\" viewBox=\"0 0 %.0f %.0f\" xmlns=\"http://www.w3.org/2000/svg\">\n",
                        width,
                        height,
                        width,
                        height)
                + "<title>"
                + escaped(title)
                + "</title>\n"
                + String.format(
                        Locale.ROOT,
                        "<rect x=\"0\" y=\"0\" width=\"%.0f\" height=\"%.0f\" fill=\"#ffffff\" stroke=\"none\"/>\n",
                        width,
                        height)
                + body
                + "</svg>\n";
    }

    /// How wide a text is, at most.
    static double width(String text, double size) {
        return size * text.codePoints().mapToDouble(Widths::of).sum();
    }

    static String escaped(String text) {
        return Xml.legal(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
