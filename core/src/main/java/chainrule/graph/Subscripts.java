package chainrule.graph;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The subscripts of an [Einsum], `ij,jk->ik`: a letter for each axis of each operand, and for each
/// axis of the result.
record Subscripts(ImmutableList<String> operands, String result) {
    private static final String ARROW = "->";
    private static final String ELLIPSIS = "...";

    /// Reads subscripts in which every axis has a letter and the result is given.
    static Subscripts of(String spec) {
        int arrow = spec.indexOf(ARROW);
        if (arrow < 0) {
            throw refused(spec, spec.length(), "'->' and the axes of the result");
        }
        ImmutableList<String> operands =
                ImmutableList.copyOf(Splitter.on(',').split(spec.substring(0, arrow)));
        String result = spec.substring(arrow + 2);
        String known = String.join("", operands);
        for (int at = 0; at < spec.length(); at++) {
            char c = spec.charAt(at);
            boolean sign = (c == ',' && at < arrow) || at == arrow || at == arrow + 1;
            if (!sign && !isLetter(c)) {
                throw refused(spec, at, "a letter for an axis");
            }
            if (at > arrow + 1 && known.indexOf(c) < 0) {
                throw refused(spec, at, "a letter that an operand has");
            }
        }
        return new Subscripts(operands, result);
    }

    /// Refuses what is no letter, comma, arrow, ellipsis or space.
    private static void check(String spec) {
        int arrow = spec.indexOf(ARROW);
        for (int at = 0; at < spec.length(); at++) {
            boolean sign = at == arrow || (arrow >= 0 && at == arrow + 1);
            if (spec.startsWith(ELLIPSIS, at)) {
                at += ELLIPSIS.length() - 1;
            } else if (!sign && !isLetter(spec.charAt(at)) && " ,".indexOf(spec.charAt(at)) < 0) {
                throw refused(spec, at, "a letter for an axis");
            }
        }
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static GraphException refused(String spec, int at, String expected) {
        return new GraphException(
                "einsum: expected %s\n  %s\n  %s^".formatted(expected, spec, " ".repeat(at)));
    }

    /// The subscripts as NumPy takes them, written out: spaces are left out, an ellipsis gets
    /// letters for the axes that it stands for, and without an arrow the result has the letters
    /// that occur once, in the order of the alphabet, after those of the ellipsis.
    static String writtenOut(String spec, List<Node> x) {
        check(spec);
        String dense = spec.replace(" ", "");
        int arrow = dense.indexOf(ARROW);
        String left = arrow < 0 ? dense : dense.substring(0, arrow);
        List<String> parts = Splitter.on(',').splitToList(left);
        if (parts.size() != x.size()) {
            throw Operands.refuse(
                    "einsum",
                    "'%s' has subscripts for %d operands, and %d were given"
                            .formatted(spec, parts.size(), x.size()),
                    x,
                    "");
        }
        String free = free(dense);
        int widest = 0;
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            int letters = parts.get(i).replace(ELLIPSIS, "").length();
            widths.add(Math.max(0, x.get(i).shape().rank() - letters));
            widest = parts.get(i).contains(ELLIPSIS) ? Math.max(widest, widths.get(i)) : widest;
        }
        if (widest > free.length()) {
            throw Operands.refuse("einsum", "there are more axes than letters", x, "");
        }
        String leading = free.substring(0, widest);
        for (int i = 0; i < parts.size(); i++) {
            int missing = Math.max(0, widest - widths.get(i));
            parts = replaced(parts, i, parts.get(i).replace(ELLIPSIS, leading.substring(missing)));
        }
        String result =
                arrow < 0
                        ? leading + once(String.join("", parts), leading)
                        : dense.substring(arrow + 2).replace(ELLIPSIS, leading);
        return String.join(",", parts) + ARROW + result;
    }

    private static List<String> replaced(List<String> parts, int at, String part) {
        List<String> others = new ArrayList<>(parts);
        others.set(at, part);
        return others;
    }

    /// The letters that do not occur, the last of the alphabet first.
    private static String free(String taken) {
        StringBuilder free = new StringBuilder();
        for (char c = 'Z'; c >= 'A'; c--) {
            free.append(taken.indexOf(c) < 0 ? String.valueOf(c) : "");
        }
        return free.toString();
    }

    private static String once(String letters, String without) {
        return letters.chars()
                .filter(c -> letters.indexOf(c) == letters.lastIndexOf(c) && without.indexOf(c) < 0)
                .sorted()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /// The letters of all axes, each once: first those of the result, then those summed over.
    String letters() {
        StringBuilder letters = new StringBuilder();
        (result + String.join("", operands))
                .chars()
                .filter(c -> letters.indexOf(Character.toString(c)) < 0)
                .forEach(c -> letters.append((char) c));
        return letters.toString();
    }
}
