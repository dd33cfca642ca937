package chainrule.cli;

import chainrule.codec.CodecException;
import chainrule.codec.Formula;
import com.google.common.collect.ImmutableList;

/// A list as a person types it, in pieces: at commas, semicolons and line ends that stand in no
/// brackets and no quotes. `#` starts a comment.
final class Pieces {
    private static final int LONGEST = 60;

    private Pieces() {}

    /// The pieces that are not blank.
    static ImmutableList<String> of(String list) {
        ImmutableList.Builder<String> pieces = ImmutableList.builder();
        StringBuilder piece = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            boolean escaped = quoted && c == '\\' && i + 1 < list.length();
            quoted ^= c == '"';
            if (c == '#' && !quoted) {
                int end = list.indexOf('\n', i);
                i = (end < 0 ? list.length() : end) - 1;
            } else if (!quoted && depth <= 0 && ",;\n\r".indexOf(c) >= 0) {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                depth += quoted ? 0 : "[(".indexOf(c) >= 0 ? 1 : "])".indexOf(c) >= 0 ? -1 : 0;
                boolean lineEnd = !quoted && (c == '\n' || c == '\r');
                piece.append(lineEnd ? ' ' : c);
                if (escaped) {
                    piece.append(list.charAt(++i));
                }
            }
        }
        pieces.add(piece.toString());
        return pieces.build().stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .collect(ImmutableList.toImmutableList());
    }

    /// Where a character stands outside quotes for the first time, or −1.
    static int indexOf(String piece, char wanted) {
        boolean quoted = false;
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (c == wanted && !quoted) {
                return i;
            }
            quoted ^= c == '"';
            i += quoted && c == '\\' ? 1 : 0;
        }
        return -1;
    }

    /// A name without its quotes and their escapes, which are those of formulas.
    ///
    /// @throws CodecException if the quotes hold no name
    static String name(String typed) {
        String name = typed.strip();
        return name.startsWith("\"") ? Formula.read(name).result().name().orElse(name) : name;
    }

    /// A text in a message: one line, bounded, and with nothing in it that a terminal obeys.
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> shown.appendCodePoint(isSeen(c) ? c : '·'));
        return text.codePointCount(0, text.length()) > LONGEST ? shown + "…" : shown.toString();
    }

    private static boolean isSeen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
