package chainrule.viz;

import static java.util.stream.Collectors.joining;

import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.tensor.Numbers;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What is written on a collapsed scope: its name, how many nodes it has, the shapes that go in and
/// come out, and the parameters inside it.
///
/// @param outputs the nodes that others use
record PartLabel(Item item, List<Item> all, List<Node> outputs) {
    private static final int NAME = 36;
    private static final int LISTED = 3;

    /// Of an item that is drawn.
    static PartLabel of(Items items, Item item) {
        return new PartLabel(item, items.all(item), items.outputs(item));
    }

    Label label() {
        Stream<String> lines =
                Stream.of(
                        title(),
                        item.nodes().size() + " nodes" + (all.size() == 1 ? "" : " each time"),
                        (shapes(inputs()) + " → " + shapes(outputs)).strip(),
                        parameters());
        return Label.of(lines.filter(line -> !line.isEmpty()).collect(joining("\n")));
    }

    private String title() {
        String first = Labels.line(item.name(), NAME);
        String last = Labels.line(all.getLast().name(), NAME);
        return all.size() == 1
                ? first
                : (first.equals(last) ? first : first + " … " + last)
                        + " ×"
                        + Numbers.text(all.size());
    }

    private List<Node> inputs() {
        Set<Node> inside = Collections.newSetFromMap(new IdentityHashMap<>());
        inside.addAll(item.nodes());
        return item.nodes().stream()
                .flatMap(node -> node.inputs().stream())
                .filter(node -> !inside.contains(node) && !(node.op() instanceof Op.Parameter))
                .distinct()
                .toList();
    }

    private static String shapes(List<Node> nodes) {
        return listed(nodes.stream().map(node -> node.shape().toString()).toList(), "");
    }

    private String parameters() {
        return listed(
                item.nodes().stream()
                        .filter(node -> node.op() instanceof Op.Parameter)
                        .map(node -> Labels.title(node).replace('\n', ' '))
                        .toList(),
                "with ");
    }

    private static String listed(List<String> all, String before) {
        return all.isEmpty()
                ? ""
                : all.stream().limit(LISTED).collect(joining(", ", before, ""))
                        + (all.size() > LISTED
                                ? " and %d more".formatted(all.size() - LISTED)
                                : "");
    }
}
