package chainrule.viz;

import static java.util.stream.Collectors.joining;

import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.stream.Stream;

/// What is written on a node or an edge: lines of text, and values, of which matrices are shown as
/// [HeatMap].
record Label(ImmutableList<Part> parts) {
    private static final int NAME = 36;
    private static final String ROOM = "<TD WIDTH=\"12\"></TD>";

    static final Label NONE = new Label(ImmutableList.of());

    /// One after another, from the top.
    sealed interface Part {
        /// The same as one line of text.
        String text();
    }

    private record Line(String text) implements Part {}

    /// @param before what stands before the value: `= `
    private record Value(String before, Tensor value, boolean isMap) implements Part {
        @Override
        public String text() {
            return before + Labels.value(value);
        }
    }

    /// Lines of text.
    static Label of(String lines) {
        return new Label(
                lines.lines().map(Line::new).collect(ImmutableList.<Part>toImmutableList()));
    }

    /// A name, as one line.
    static Label line(String name) {
        return of(Labels.line(name, NAME));
    }

    /// A value, whatever its size, after some text.
    static Label of(String before, Tensor value) {
        return new Label(ImmutableList.of(new Value(before, value, HeatMap.fits(value))));
    }

    /// A value where there is little room: beyond a few numbers it is a range.
    static Label small(String before, Tensor value) {
        return new Label(ImmutableList.of(new Value(before, value, HeatMap.hasFewNumbers(value))));
    }

    /// This above another.
    Label above(Label below) {
        return new Label(ImmutableList.<Part>builder().addAll(parts).addAll(below.parts).build());
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /// All of it as lines of text.
    String text() {
        return parts.stream().map(Part::text).collect(joining("\n"));
    }

    private boolean isText() {
        return parts.stream().noneMatch(part -> part instanceof Value(_, _, boolean map) && map);
    }

    /// As the value of an attribute in DOT.
    String attribute() {
        return isText() ? DotWriter.quoted(text()) : html("", "");
    }

    /// The same with room on both sides: on the left for the line that it stands beside, on the
    /// right for engines that take a text to be narrower than it is drawn.
    String attributeWithRoom() {
        return html(ROOM, ROOM);
    }

    /// The same behind so much room, in points.
    String attributeBehind(int room) {
        return html("<TD WIDTH=\"%d\"></TD>".formatted(room), "");
    }

    private String html(String before, String after) {
        return parts.stream()
                .flatMap(Label::cells)
                .map(cell -> "<TR>" + before + cell + after + "</TR>")
                .collect(
                        joining(
                                "",
                                "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\">",
                                "</TABLE>>"));
    }

    private static Stream<String> cells(Part part) {
        return switch (part) {
            case Line(String text) -> Stream.of(cell(text));
            case Value(_, _, boolean isMap) when !isMap -> Stream.of(cell(part.text()));
            case Value(String before, Tensor value, _) -> {
                HeatMap map = HeatMap.of(value);
                boolean numbers = HeatMap.hasNumbers(value);
                yield Stream.of(
                                Stream.of(numbers ? before.stripTrailing() : part.text())
                                        .map(Label::cell),
                                map.note().stream().map(Label::cell),
                                Stream.of(map.html()))
                        .flatMap(cells -> cells);
            }
        };
    }

    /// Engines read the escapes of a text in HTML-like labels, too.
    private static String cell(String text) {
        String escaped =
                text.replace("\\", "\\\\")
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
        return "<TD>" + (escaped.isBlank() ? "&#160;" : escaped) + "</TD>";
    }
}
