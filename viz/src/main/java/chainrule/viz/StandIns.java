package chainrule.viz;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Characters beyond ASCII, hidden while viz.js lays out a picture.
///
/// viz.js adds up a width for every *byte* of a label's UTF-8, which makes `W₁₁⁽¹⁾` as wide as 16
/// letters. Here each such character is replaced by one of the private use area, U+E800–U+EFFF,
/// whose three bytes say its width: EE (0), A0 + w (w twentieths of the font's size), 80 + number
/// (0). In the SVG the characters are put back.
final class StandIns {
    private static final int FIRST = 0xE800;
    private static final int CLASSES = 32;
    private static final int PER_CLASS = 32;
    private static final double STEP = 0.05;

    private static final Pattern BOLD = Pattern.compile("(?i)(?<=<b>)[^<>\"&]+(?=</b>)");
    private static final double BOLD_IS_WIDER = 1.16;

    private record Wide(int codePoint, int twentieths) {}

    private final Map<Wide, Character> standIn = new HashMap<>();
    private final Map<Character, Integer> original = new HashMap<>();

    /// Adds to the widths of the bytes what the stand-ins rely on.
    static void addTo(double[] widths) {
        widths[0xEE] = 0;
        for (int k = 0; k < CLASSES; k++) {
            widths[0xA0 + k] = k * STEP;
        }
    }

    /// The text in which stand-ins take the places. The first 1,024 different characters get one.
    String hide(String text) {
        String own =
                text.replaceAll("[\uE800-\uEFFF]", "\uFFFD"); // they would be taken for stand-ins
        return hideWide(
                BOLD.matcher(own)
                        .replaceAll(bold -> Matcher.quoteReplacement(hideBold(bold.group()))));
    }

    private String hideWide(String text) {
        var hidden = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c ->
                        hidden.appendCodePoint(
                                c < 0x80 || isStandIn(c) ? c : standIn(c, Widths.of(c))));
        return hidden.toString();
    }

    private String hideBold(String text) {
        var hidden = new StringBuilder(text.length());
        text.codePoints().forEach(c -> hidden.append(standIn(c, Widths.of(c) * BOLD_IS_WIDER)));
        return hidden.toString();
    }

    String restore(String svg) {
        var restored = new StringBuilder(svg.length());
        svg.chars().forEach(c -> restored.appendCodePoint(original.getOrDefault((char) c, c)));
        return restored.toString();
    }

    private char standIn(int c, double width) {
        int fitting = Math.min(CLASSES - 1, (int) Math.ceil(width / STEP - 1e-9));
        return standIn.computeIfAbsent(new Wide(c, fitting), this::next);
    }

    private char next(Wide wide) {
        for (int k = 0; k < CLASSES * PER_CLASS; k++) {
            int at = (wide.twentieths() * PER_CLASS + k) % (CLASSES * PER_CLASS);
            char candidate = (char) (FIRST + at / PER_CLASS * 64 + at % PER_CLASS);
            if (original.putIfAbsent(candidate, wide.codePoint()) == null) {
                return candidate;
            }
        }
        return '\uFFFD';
    }

    private static boolean isStandIn(int c) {
        return c >= FIRST && c < FIRST + CLASSES * 64;
    }
}
