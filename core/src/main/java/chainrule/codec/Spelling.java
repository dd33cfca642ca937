package chainrule.codec;

import java.util.Collection;
import java.util.List;

/// What is told of a word that means nothing.
final class Spelling {
    private static final int LISTED = 10;

    private Spelling() {}

    /// The names that are like it, or else some of those that there are, before further advice.
    static String of(String word, Collection<String> names) {
        List<String> others = names.stream().filter(name -> !name.equals(word)).toList();
        String near = near(word, others);
        if (!near.isEmpty()) {
            return near;
        }
        return others.isEmpty()
                ? "no name is declared; "
                : "declared: %s%s; "
                        .formatted(
                                list(others.stream().limit(LISTED).toList(), ", "),
                                others.size() > LISTED ? ", …" : "");
    }

    /// The names that are like it, before further advice; nothing if there are none.
    static String near(String word, Collection<String> names) {
        List<String> near =
                names.stream().filter(name -> isNear(name, word)).distinct().limit(LISTED).toList();
        return near.isEmpty() ? "" : "did you mean %s? If not, ".formatted(list(near, " or "));
    }

    private static String list(List<String> names, String between) {
        return String.join(between, names.stream().map(Words::plain).toList());
    }

    /// Whether two words differ in one letter, in one that is left out, or in case only.
    private static boolean isNear(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int longer = Math.max(a.length(), b.length());
        int from = 0;
        while (from < shorter && a.charAt(from) == b.charAt(from)) {
            from++;
        }
        int behind = 0;
        while (behind < shorter - from
                && a.charAt(a.length() - 1 - behind) == b.charAt(b.length() - 1 - behind)) {
            behind++;
        }
        return a.equalsIgnoreCase(b) || (shorter > 1 && longer - from - behind <= 1);
    }
}
