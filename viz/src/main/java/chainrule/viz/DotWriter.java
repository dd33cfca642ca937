package chainrule.viz;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// DOT statements. Every label goes through [#quoted(String)].
final class DotWriter {
    private final StringBuilder out = new StringBuilder();

    void open(String kind, String legend) {
        out.append(kind).append(" {\n");
        out.append("  graph [rankdir=LR labelloc=b labeljust=l fontsize=11 ").append(font());
        out.append(" label=").append(quoted(legend)).append("]\n");
        out.append("  node [fontsize=12 ").append(font()).append("]\n");
        out.append("  edge [fontsize=10 ").append(font()).append("]\n");
    }

    String close() {
        return out.append("}\n").toString();
    }

    private static String font() {
        return "fontname=\"" + Theme.FONT + "\"";
    }

    void node(String id, Theme.Look look, String label, String tooltip) {
        out.append(
                "  %s [id=%s class=%s shape=%s style=%s fillcolor=%s penwidth=%s label=%s tooltip=%s]\n"
                        .formatted(
                                id,
                                id,
                                look.css(),
                                look.shape(),
                                quoted(look.style()),
                                quoted(look.fill()),
                                look.border(),
                                quoted(label),
                                quoted(tooltip)));
    }

    void edge(String from, String to, String id, String label, Stroke stroke) {
        out.append(
                "  %s -> %s [id=%s label=%s tooltip=%s fontcolor=%s %s]\n"
                        .formatted(
                                from,
                                to,
                                id,
                                quoted(label),
                                quoted(label),
                                quoted(stroke.color()),
                                stroke.attributes()));
    }

    /// Writes items inside a box for each scope; `a/b` is a box in a box.
    <T> void scopes(List<T> items, Function<T, String> path, Consumer<T> write) {
        SetMultimap<String, T> inside = LinkedHashMultimap.create();
        for (T item : items) {
            String scope = path.apply(item);
            if (scope.isEmpty()) {
                write.accept(item);
            } else {
                inside.put(scope.split("/", 2)[0], item);
            }
        }
        for (String name : inside.keySet()) {
            out.append("  subgraph ").append(quoted("cluster_" + name)).append(" {\n");
            out.append("  label=")
                    .append(quoted(name))
                    .append(" style=rounded color=\"#aaaaaa\"\n");
            scopes(List.copyOf(inside.get(name)), item -> below(path.apply(item)), write);
            out.append("  }\n");
        }
    }

    private static String below(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? "" : path.substring(slash + 1);
    }

    /// Text as a DOT string that shows just this text: quotes and backslashes are escaped, and line
    /// ends become line ends of the label.
    static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\r", "")
                        .replace("\n", "\\n")
                + '"';
    }
}
