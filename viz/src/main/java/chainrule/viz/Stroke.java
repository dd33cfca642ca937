package chainrule.viz;

import chainrule.tensor.Tensor;
import java.util.Locale;

/// How an edge is drawn: hue and dashes are the sign of what comes back along it, width its size on
/// a logarithmic scale.
///
/// @param color a colour of [Theme]
/// @param width in points
/// @param head how it ends: an arrow, or a bar across it
record Stroke(String color, String style, double width, Head head) {
    enum Head {
        ARROW,
        BAR
    }

    static final Stroke PLAIN = new Stroke(Theme.NEUTRAL, "solid", 1, Head.ARROW);

    /// Of an edge whose derivative is 0 by its form: nothing ever comes back along it.
    static final Stroke CUT = new Stroke(Theme.NEUTRAL, "solid", 1, Head.BAR);

    private static final Stroke NAN = new Stroke(Theme.NEUTRAL, "dotted", 3, Head.ARROW);

    /// 10⁻⁴ and less is thinnest, 10 and more is thickest; a NaN has no sign and no size.
    static Stroke of(Tensor contribution) {
        double least = 0;
        double most = 0;
        for (int i = 0; i < contribution.size(); i++) {
            least = Math.min(least, contribution.get(i));
            most = Math.max(most, contribution.get(i));
        }
        if (Double.isNaN(least)) {
            return NAN;
        }
        double size = Math.max(-least, most);
        double decades = size > 0 ? Math.clamp(Math.log10(size) + 4, 0, 5) : 0;
        double width = 0.8 + decades;
        if (least < 0 && most <= 0) {
            return new Stroke(Theme.NEGATIVE, "dashed", width, Head.ARROW);
        }
        String color = least >= 0 && most > 0 ? Theme.POSITIVE : Theme.NEUTRAL;
        return new Stroke(color, "solid", width, Head.ARROW);
    }

    String attributes() {
        return String.format(
                Locale.ROOT,
                "color=\"%s\" style=%s penwidth=%.2f%s",
                color,
                style,
                width,
                head == Head.BAR ? " dir=both arrowtail=tee arrowhead=tee" : "");
    }
}
