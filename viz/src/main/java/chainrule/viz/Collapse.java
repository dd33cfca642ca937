package chainrule.viz;

import com.google.common.collect.ImmutableSet;
import java.util.function.UnaryOperator;

/// Which scopes are drawn as one node each.
///
/// @param names of scopes, each a path or the end of one: `network/hidden` or `hidden`
/// @param depth scopes inside so many others are collapsed: 0 means all
record Collapse(ImmutableSet<String> names, int depth) implements UnaryOperator<String> {
    /// The box around the graph of a gradient. Its nodes have the scopes of those that they were
    /// made of, inside it.
    private static final String GRADIENT = "gradient graph";

    static final Collapse NOTHING = new Collapse(ImmutableSet.of(), Integer.MAX_VALUE);

    Collapse atMost(int depth) {
        return new Collapse(names, Math.min(this.depth, depth));
    }

    /// The path of a scope in the graph of a gradient.
    static String inGradient(String path) {
        return path.isEmpty() ? GRADIENT : GRADIENT + "/" + path;
    }

    /// The path of the outermost collapsed scope that a scope is in, or `""`.
    @Override
    public String apply(String path) {
        if (path.startsWith(GRADIENT + "/")) {
            String inside = outermost(path.substring(GRADIENT.length() + 1));
            return inside.isEmpty() ? "" : inGradient(inside);
        }
        return path.equals(GRADIENT) ? "" : outermost(path);
    }

    private String outermost(String path) {
        int end = path.indexOf('/');
        for (int level = 0; !path.isEmpty(); level++) {
            String around = end < 0 ? path : path.substring(0, end);
            if (level >= depth || isNamed(around)) {
                return around;
            }
            if (end < 0) {
                return "";
            }
            end = path.indexOf('/', end + 1);
        }
        return "";
    }

    private boolean isNamed(String path) {
        return names.contains(path) || names.stream().anyMatch(name -> path.endsWith("/" + name));
    }
}
