package chainrule.viz;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// DOT statements. Every label goes through [#quoted(String)].
final class DotWriter {
    /// Engines set a label against its edge, where a thick line would strike out the last row.
    private static final String ABOVE_THE_LINE = "\n ";

    private static final int NAME = 36;

    private final StringBuilder out = new StringBuilder();
    private int boxes;

    void open(String kind, String legend) {
        out.append(kind).append(" {\n");
        out.append("  graph [rankdir=LR labelloc=b labeljust=l fontsize=11 ").append(font());
        out.append(" label=").append(fromTheLeft(legend)).append("]\n");
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
                                tooltip(tooltip)));
    }

    void edge(String from, String to, String id, String label, Stroke stroke) {
        out.append(
                "  %s -> %s [id=%s label=%s tooltip=%s fontcolor=%s %s]\n"
                        .formatted(
                                from,
                                to,
                                id,
                                quoted(label.isEmpty() ? "" : label + ABOVE_THE_LINE),
                                tooltip(label),
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
            String id = "cluster_" + boxes++;
            out.append("  subgraph ").append(id).append(" {\n");
            out.append(
                    "  id=%s class=scope label=%s labelloc=t labeljust=r style=rounded color=\"#aaaaaa\"\n"
                            .formatted(id, quoted(Labels.line(name, NAME))));
            scopes(List.copyOf(inside.get(name)), item -> below(path.apply(item)), write);
            out.append("  }\n");
        }
    }

    private static String below(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? "" : path.substring(slash + 1);
    }

    /// Lines that begin below each other; those of a label are centred.
    private static String fromTheLeft(String text) {
        return '"'
                + text.lines().map(line -> escaped(line) + "\\l").collect(Collectors.joining())
                + '"';
    }

    /// Engines read the escapes of a tooltip twice, so a backslash is shown as its lookalike.
    private static String tooltip(String text) {
        return quoted(text.replace('\\', '∖'));
    }

    /// Text as a DOT string that shows just this text, line by line.
    static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\r", "")
                .replace("\n", "\\n");
    }
}
