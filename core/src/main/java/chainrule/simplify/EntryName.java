package chainrule.simplify;

import static java.util.stream.Collectors.joining;

import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.tensor.Layout;
import chainrule.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of one entry of a tensor: `W₁₁⁽¹⁾` of `W⁽¹⁾`. Indices count from 1 and stand before a
/// raised part, with commas where one is above 9 or the name has an index already. Axes of size 1
/// have none, except those of a parameter with several axes, which is a matrix whatever its sizes.
final class EntryName {
    private static final Pattern RAISED =
            Pattern.compile("(?s)(?<base>.+?)(?<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿᵀ′″‴'’]*|\\^.*)");
    private static final Pattern INDEX = Pattern.compile("_(?<digits>[0-9]+)$");

    private EntryName() {}

    static String of(Node node, Shape shape, int position) {
        String name = node.name().orElseThrow();
        List<Integer> indices = indices(node, shape, position);
        Matcher parts = RAISED.matcher(name);
        if (indices.isEmpty() || !parts.matches()) {
            return name;
        }
        String base =
                INDEX.matcher(parts.group("base"))
                        .replaceFirst(index -> lowered(index.group("digits")));
        boolean apart = indices.stream().anyMatch(index -> index > 9);
        return base
                + ("₀₁₂₃₄₅₆₇₈₉".indexOf(base.charAt(base.length() - 1)) < 0 ? "" : ",")
                + indices.stream()
                        .map(index -> lowered(Integer.toString(index)))
                        .collect(joining(apart ? "," : ""))
                + parts.group("raised");
    }

    private static List<Integer> indices(Node node, Shape shape, int position) {
        boolean all = node.op() instanceof Op.Parameter && shape.rank() > 1;
        int[] strides = Layout.strides(shape);
        List<Integer> indices = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (all || shape.size(axis) > 1) {
                indices.add(position / strides[axis] % shape.size(axis) + 1);
            }
        }
        return indices;
    }

    private static String lowered(String digits) {
        return digits.chars()
                .mapToObj(digit -> Character.toString('₀' + digit - '0'))
                .collect(joining());
    }
}
