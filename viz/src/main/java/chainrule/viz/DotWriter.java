package chainrule.viz;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// DOT statements. Every label goes through [#quoted(String)].
final class DotWriter {
    /// Engines set a label against its edge, where a thick line would strike out the last row, or,
    /// where edges point down, the first letters.
    private static final Label ABOVE_THE_LINE = Label.of(" ");

    /// About so many points wide.
    private static final int LETTER = 8;

    private final StringBuilder out = new StringBuilder();
    private int boxes;
    private boolean isDown;

    /// @param direction in which edges point: `LR` or `TB`
    void open(String kind, String direction, String legend) {
        isDown = direction.equals("TB");
        out.append(kind).append(" {\n");
        out.append("  graph [rankdir=")
                .append(direction)
                .append(" labelloc=b labeljust=l fontsize=11 ")
                .append(font());
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

    void node(String id, Theme.Look look, Label label, String tooltip) {
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
                                label.attribute(),
                                tooltip(tooltip)));
    }

    void edge(String from, String to, String id, Label label, Stroke stroke) {
        out.append(
                "  %s -> %s [id=%s label=%s tooltip=%s fontcolor=%s %s]\n"
                        .formatted(
                                from,
                                to,
                                id,
                                besideTheLine(label),
                                tooltip(label.text()),
                                quoted(stroke.color()),
                                stroke.attributes()));
    }

    private String besideTheLine(Label label) {
        return label.isEmpty()
                ? label.attribute()
                : isDown ? label.attributeWithRoom() : label.above(ABOVE_THE_LINE).attribute();
    }

    /// A line without a label.
    ///
    /// @param more attributes
    void line(String from, String to, String id, String more) {
        out.append("  %s -> %s [id=%s%s]\n".formatted(from, to, id, more));
    }

    /// Puts a node not before another, and near it, as if a line led there.
    void below(String node, String near) {
        out.append("  %s -> %s [style=invis minlen=0]\n".formatted(node, near));
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
                    "  id=%s class=scope label=%s labelloc=%s labeljust=r style=rounded color=\"#aaaaaa\"\n"
                            .formatted(id, box(name), isDown ? "b" : "t"));
            scopes(List.copyOf(inside.get(name)), item -> below(path.apply(item)), write);
            out.append("  }\n");
        }
    }

    /// The name of a box. Where edges point down, it stands in the right half, since they leave in
    /// the middle.
    private String box(String name) {
        Label label = Label.line(name);
        return isDown && !label.isEmpty()
                ? label.attributeBehind(LETTER * letters(label))
                : label.attribute();
    }

    private static int letters(Label label) {
        return label.text().codePointCount(0, label.text().length());
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
