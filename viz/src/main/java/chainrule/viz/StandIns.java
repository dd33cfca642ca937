package chainrule.viz;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Characters beyond ASCII, hidden while the embedded Graphviz lays out a picture.
///
/// Without fonts to measure, it takes every *byte* of such a character's UTF-8 for as wide as a
/// space, which makes `W₁₁⁽¹⁾` as wide as 8 letters. Here each is replaced by a letter that is as
/// wide as it or a little wider, between characters that have no width (delete, which no XML
/// shows): n before the letter, to tell the n-th such character, and one behind it. In the SVG the
/// characters are put back.
final class StandIns {
    private static final char NO_WIDTH = '\u007F';
    private static final int EACH = 40;
    private static final Pattern STAND_IN = Pattern.compile("(\u007F+)([0-9A-Za-z@])\u007F");

    /// From the narrowest to the widest.
    private static final List<Integer> LETTERS =
            IntStream.rangeClosed('0', 'z')
                    .filter(c -> Character.isLetterOrDigit(c) || c == '@')
                    .boxed()
                    .sorted(Comparator.<Integer>comparingDouble(Widths::of).thenComparing(c -> c))
                    .toList();

    private static final double WIDEST = Widths.of('@');

    private final Map<Integer, String> standIns = new HashMap<>();
    private final Map<String, Integer> originals = new HashMap<>();

    /// The text in which stand-ins take the places.
    String hide(String text) {
        var hidden = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c ->
                        hidden.append(
                                c < NO_WIDTH
                                        ? Character.toString(c)
                                        : standIns.computeIfAbsent(c, this::standIn)));
        return hidden.toString();
    }

    String restore(String svg) {
        return STAND_IN.matcher(svg)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                Character.toString(originals.getOrDefault(found.group(), 0xFFFD))));
    }

    /// What is as wide as its bytes, or for which no stand-in is left, stands for itself.
    private String standIn(int c) {
        if (c == NO_WIDTH) {
            return "\uFFFD"; // it would be taken for a part of a stand-in
        }
        double width = Widths.of(c);
        if (c < 0x800 || width <= WIDEST) {
            double least = Math.min(width, WIDEST) - 1e-9;
            for (int letter : LETTERS) {
                for (int n = 1; n <= EACH && Widths.of(letter) >= least; n++) {
                    String standIn = "\u007F".repeat(n) + (char) letter + NO_WIDTH;
                    if (originals.putIfAbsent(standIn, c) == null) {
                        return standIn;
                    }
                }
            }
        }
        return Character.toString(c);
    }
}
