package chainrule.nn.data;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;

/// How messages show what came from outside: bounded, on one line, and without control characters,
/// since a file may hold anything and a terminal obeys some of it.
public final class Wording {
    private static final int LENGTH = 40;
    private static final int NAMES = 20;

    private Wording() {}

    /// Text in quotes: `'abc'`; at most 40 characters, then `…`.
    public static String quote(String text) {
        return "'%s'".formatted(plain(text));
    }

    /// Text as it is, at most 40 characters, then `…`.
    public static String plain(String text) {
        int end = Math.min(text.length(), LENGTH);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder shown = new StringBuilder(end + 1);
        text.substring(0, end)
                .codePoints()
                .map(c -> isShown(c) ? c : '·')
                .forEach(shown::appendCodePoint);
        return shown.append(end < text.length() ? "…" : "").toString();
    }

    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    /// Names in quotes: `'a', 'b'`; at most 20, then how many more there are.
    public static String list(Collection<String> names) {
        String shown = names.stream().limit(NAMES).map(Wording::quote).collect(joining(", "));
        return names.size() <= NAMES
                ? shown
                : "%s and %d more".formatted(shown, names.size() - NAMES);
    }

    /// A number of things: `1 row`, `2 rows`.
    public static String count(long number, String thing) {
        return "%d %s%s".formatted(number, thing, number == 1 ? "" : "s");
    }

    /// Why reading or writing failed, without the file's name.
    public static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "no such file";
            case AccessDeniedException _ -> "permission denied";
            case CharacterCodingException _ -> "the text is not valid Unicode";
            case FileSystemException f when f.getReason() != null -> String.valueOf(f.getReason());
            default -> {
                String message = failure.getMessage();
                yield message == null ? failure.getClass().getSimpleName() : message;
            }
        };
    }
}
