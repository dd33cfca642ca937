package chainrule.viz;

import chainrule.graph.Node;
import chainrule.graph.Walk;
import chainrule.tensor.Numbers;
import java.util.List;
import java.util.function.Function;

/// How a graph is drawn so that it can be read: up to 60 nodes in full, up to 300 with their
/// titles, and of larger ones the scopes collapsed as far as needed.
///
/// @param isFull whether there is room for values and derivatives
/// @param note what the picture says of it
record Plan(Items items, boolean isFull, String note) {
    private static final int IN_FULL = 60;
    private static final int WITH_TITLES = 300;

    /// @param most how many nodes may be drawn
    /// @throws RenderException if there are more, however far scopes are collapsed
    static Plan of(List<Node> roots, Function<Node, String> scopeOf, Collapse collapse, int most) {
        Items items = new Items(roots, scopeOf, collapse);
        boolean asked = items.isCollapsed();
        boolean automatic = items.drawn().size() > WITH_TITLES;
        if (automatic) {
            items = collapsed(roots, scopeOf, collapse, items);
        }
        int drawn = items.drawn().size();
        if (drawn > most) {
            throw tooMany(items, drawn, most);
        }
        return new Plan(items, drawn <= IN_FULL, note(items, drawn, automatic && !asked));
    }

    /// The most that can be shown in full, else the most that can be shown with titles, else the
    /// least.
    private static Items collapsed(
            List<Node> roots, Function<Node, String> scopeOf, Collapse collapse, Items open) {
        Items best = open;
        for (int depth = depth(roots, scopeOf) - 1; depth >= 0; depth--) {
            Items items = new Items(roots, scopeOf, collapse.atMost(depth));
            int drawn = items.drawn().size();
            boolean isNeeded = best.drawn().size() > WITH_TITLES && drawn < best.drawn().size();
            if (isNeeded || drawn <= IN_FULL) {
                best = items;
            }
            if (drawn <= IN_FULL) {
                break;
            }
        }
        return best;
    }

    private static int depth(List<Node> roots, Function<Node, String> scopeOf) {
        return Walk.order(roots).stream()
                .map(scopeOf)
                .distinct()
                .mapToInt(path -> path.isEmpty() ? 0 : path.split("/", -1).length)
                .max()
                .orElse(0);
    }

    private static RenderException tooMany(Items items, int drawn, int most) {
        return new RenderException(
                "a picture of %s nodes cannot be read: %s, and up to %s are; %s, draw the node of a part of it, or allow more by Picture.upTo(%d)"
                        .formatted(
                                Numbers.text(items.size()),
                                items.isCollapsed()
                                        ? "with all scopes collapsed %s would be drawn"
                                                .formatted(Numbers.text(drawn))
                                        : "it has no scopes to collapse",
                                Numbers.text(most),
                                items.isCollapsed()
                                        ? "put more of it into scopes by Scope.within(name, …)"
                                        : "give its parts scopes by Scope.within(name, …)",
                                drawn));
    }

    private static String note(Items items, int drawn, boolean automatic) {
        String size =
                items.isCollapsed()
                        ? "%s nodes, drawn as %s%s."
                                .formatted(
                                        Numbers.text(items.size()),
                                        Numbers.text(drawn),
                                        automatic
                                                ? ": scopes are collapsed where more than %d would be drawn"
                                                        .formatted(WITH_TITLES)
                                                : "")
                        : "";
        String repeats =
                items.drawn().stream().anyMatch(item -> items.all(item).size() > 1)
                        ? " ×N: so many times in a row, drawn once."
                        : "";
        return size + repeats;
    }

    /// What the picture says where values and derivatives do not fit.
    String leftOut() {
        return note.isEmpty()
                ? "%s nodes: values and derivatives are shown for up to %s."
                        .formatted(items.drawn().size(), IN_FULL)
                : note + " Values and derivatives are shown for up to " + IN_FULL + ".";
    }
}
