package chainrule.viz;

import static java.util.stream.Collectors.joining;

import chainrule.graph.Edge;
import chainrule.graph.Node;
import chainrule.tensor.Numbers;
import java.util.List;
import java.util.stream.Stream;

/// The DOT text of a formula: from left to right, what is fed on the left, the error on the right.
final class Drawing {
    private final Items items;
    private final Facts facts;
    private final DotWriter out = new DotWriter();

    Drawing(Items items, Facts facts) {
        this.items = items;
        this.facts = facts;
    }

    /// @param note what is said below it of what is left out
    String text(String direction, String note) {
        out.open(
                "digraph",
                direction,
                Stream.of(facts.legend(edges()), note)
                        .filter(line -> !line.isEmpty())
                        .collect(joining("\n")));
        out.scopes(items.drawn(), items::boxes, this::item);
        items.lines().forEach(this::line);
        return out.close();
    }

    private List<Edge> edges() {
        return items.lines().stream()
                .filter(Line::isEdge)
                .map(line -> line.edges().getFirst())
                .toList();
    }

    private void item(Item item) {
        if (item.isPart()) {
            part(item);
            return;
        }
        Node node = item.node();
        int times = items.all(item).size();
        Label title =
                Label.of(
                        times == 1
                                ? Labels.title(node)
                                : Labels.title(node) + "\n×" + Numbers.text(times));
        out.node(
                item.id(),
                Theme.of(node),
                times == 1 ? title.above(facts.of(node)) : title,
                Labels.tooltip(node));
    }

    private void part(Item item) {
        Label label = PartLabel.of(items, item).label();
        out.node(item.id(), Theme.PART, label, label.text());
    }

    private void line(Line line) {
        Edge edge = line.edges().getFirst();
        String from = line.from().id();
        String to = line.to().id();
        if (line.isEdge()) {
            out.edge(from, to, id(line) + "_" + edge.operand(), facts.of(edge), facts.stroke(edge));
        } else if (line.hasOneSource()) {
            out.edge(from, to, id(line), bundle(line), facts.stroke(line.edges()));
        } else {
            out.edge(
                    from,
                    to,
                    id(line),
                    Label.of("×" + Numbers.text(line.edges().size())),
                    Stroke.PLAIN);
        }
    }

    private Label bundle(Line line) {
        Edge edge = line.edges().getFirst();
        boolean isWhole = line.edges().size() == 1 && !line.to().isPart();
        Label label = isWhole ? facts.of(edge) : facts.of(line.edges());
        return line.from().isPart()
                ? edge.source().name().map(Label::line).orElse(Label.NONE).above(label)
                : label;
    }

    private String id(Line line) {
        String ends = "e_%s_%s".formatted(number(line.from()), number(line.to()));
        return line.from().isPart()
                ? ends + "_" + items.number(line.edges().getFirst().source())
                : ends;
    }

    private static String number(Item item) {
        return item.isPart() ? item.id() : item.id().substring(1);
    }
}
