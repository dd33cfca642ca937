package chainrule.codec;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in one line of a text, which moves on as words are read.
final class Cursor {
    private static final int SHOWN = 100;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?([eE][+−-]?[0-9]+)?");

    private final int number;
    private final String line;
    private int at;

    /// The start of a line.
    ///
    /// @param number of the line, from 1
    Cursor(int number, String line) {
        this.number = number;
        this.line = line;
    }

    int number() {
        return number;
    }

    /// The place behind the last character.
    int end() {
        return line.length();
    }

    /// Where the next word begins.
    int at() {
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }

    /// Where what was read last ended.
    int passed() {
        int end = at;
        while (end > 0 && Character.isWhitespace(line.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /// Whether there is nothing more, but for a comment.
    boolean isAtEnd() {
        return at() == line.length() || line.charAt(at) == '#';
    }

    /// The next character; a line break at the end.
    char peek() {
        return at() < line.length() ? line.charAt(at) : '\n';
    }

    /// The next character in full, where it takes two.
    int next() {
        return at() < line.length() ? line.codePointAt(at) : '\n';
    }

    /// Passes over a character, if it is the next.
    boolean take(char c) {
        boolean there = peek() == c;
        at += there ? 1 : 0;
        return there;
    }

    /// Passes over these characters, if they are the next.
    boolean take(String signs) {
        boolean there = line.startsWith(signs, at());
        at += there ? signs.length() : 0;
        return there;
    }

    /// Goes back to a place that [#at()] gave.
    void back(int place) {
        at = place;
    }

    /// The text from one place to another.
    String between(int from, int to) {
        return line.substring(from, to);
    }

    /// Passes over a character that must be the next.
    void expect(char c, String why) {
        if (!take(c)) {
            throw fault(at, "'%s' is missing here: %s".formatted(c, why));
        }
    }

    /// All that is next and belongs to something, which may be nothing.
    String run(IntPredicate belongs) {
        int start = at();
        while (at < line.length() && belongs.test(line.codePointAt(at))) {
            at += Character.charCount(line.codePointAt(at));
        }
        return line.substring(start, at);
    }

    /// A word without quotes, if one is next.
    Optional<String> bare() {
        return at() < line.length() && Words.isStart(line.codePointAt(at))
                ? Optional.of(run(Words::isPart))
                : Optional.empty();
    }

    /// A word, with or without quotes, if one is next.
    Optional<String> word() {
        return peek() == '"' ? Optional.of(quoted()) : bare();
    }

    /// The digits that are next, which may be none.
    String digits() {
        return run(c -> c >= '0' && c <= '9');
    }

    /// Whether this word is next, and is not the beginning of a longer one.
    boolean isAtWord(String word) {
        int end = at() + word.length();
        return line.startsWith(word, at)
                && (end == line.length() || !Words.isPart(line.codePointAt(end)));
    }

    /// Passes over a word, if it is next.
    boolean takeWord(String word) {
        boolean there = isAtWord(word);
        at += there ? word.length() : 0;
        return there;
    }

    /// What looks like a number, to the end of its letters and digits.
    String numeral() {
        return run(c -> c < 128 && (Character.isLetterOrDigit(c) || "+-.".indexOf(c) >= 0));
    }

    /// A number without a sign, which may be empty: `2`, `0.5`, `1e-7`, `1e−7`.
    String unsigned() {
        Matcher number = NUMBER.matcher(line).region(at(), line.length());
        String found = number.lookingAt() ? number.group() : "";
        at += found.length();
        return found;
    }

    /// What stands here, for messages.
    String found() {
        int place = at();
        if (isAtEnd()) {
            return "the line ends here";
        }
        String word = unsigned() + bare().orElse("");
        int end = word.isEmpty() ? line.offsetByCodePoints(place, 1) : at;
        at = place;
        return "here is '" + Words.plain(line.substring(place, end)) + "'";
    }

    /// A text in quotes, which is next.
    String quoted() {
        int start = at();
        StringBuilder text = new StringBuilder();
        at++;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == '"') {
                return text.toString();
            }
            text.append(c == '\\' ? escaped() : c);
        }
        throw fault(start, "this quote is not closed; a text in quotes ends in its line");
    }

    private char escaped() {
        char c = at < line.length() ? line.charAt(at) : '\n';
        at++;
        return switch (c) {
            case '"', '\\' -> c;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default ->
                    throw fault(
                            at - 2,
                            "no such escape; there are \\\" \\\\ \\n \\r \\t and \\u with four hexadecimal digits");
        };
    }

    private char unit() {
        String digits = line.substring(at, Math.min(at + 4, line.length()));
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            throw fault(at - 2, "\\u takes four hexadecimal digits");
        }
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    /// The exception for what is wrong at a place of this line: where, the line with a caret under
    /// the place, and what is wrong.
    CodecException fault(int place, String message) {
        return new CodecException(text(place, message));
    }

    CodecException fault(int place, Misfit misfit) {
        return new CodecException(text(place, misfit.message()), misfit);
    }

    CodecException fault(int place, String message, Throwable cause) {
        return new CodecException(text(place, message), cause);
    }

    private String text(int place, String message) {
        int there = Math.min(place, line.length());
        int from = Math.max(0, Math.min(there - SHOWN / 2, line.length() - SHOWN));
        int to = Math.min(line.length(), from + SHOWN);
        String before = (from > 0 ? "…" : "") + Words.shown(line.substring(from, there));
        String after = Words.shown(line.substring(there, to)) + (to < line.length() ? "…" : "");
        return "line %d, column %d:\n  %s%s\n  %s^\n%s"
                .formatted(
                        number,
                        line.codePointCount(0, there) + 1,
                        before,
                        after,
                        " ".repeat(before.codePointCount(0, before.length())),
                        message);
    }
}
