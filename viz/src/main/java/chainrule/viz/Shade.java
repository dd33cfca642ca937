package chainrule.viz;

import java.util.Locale;

/// A colour for a number beside the largest of its kind: white for 0, through paler ones up to the
/// red or blue of [Theme]. Red and blue are equally dark, so a print in grey shows the size.
///
/// @param fill the colour
/// @param ink what can be read on it
record Shade(String fill, String ink) {
    private static final int[] RED = {0xb2, 0x18, 0x2b};
    private static final int[] BLUE = {0x21, 0x66, 0xac};
    private static final double DARK = 0.55;

    static Shade of(double value, double largest) {
        if (Double.isNaN(value)) {
            return new Shade("#bbbbbb", "#000000");
        }
        double size =
                Double.isInfinite(value)
                        ? 1
                        : largest == 0 ? 0 : Math.min(1, Math.abs(value) / largest);
        int[] full = value < 0 ? BLUE : RED;
        return new Shade(
                String.format(
                        Locale.ROOT,
                        "#%02x%02x%02x",
                        mixed(full[0], size),
                        mixed(full[1], size),
                        mixed(full[2], size)),
                size > DARK ? "#ffffff" : "#000000");
    }

    private static int mixed(int full, double size) {
        return (int) Math.round(255 + (full - 255) * size);
    }
}
