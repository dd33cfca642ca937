package chainrule.viz;

import chainrule.graph.Edge;
import chainrule.graph.Node;
import chainrule.graph.Order;
import chainrule.graph.Walk;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// A graph as it is drawn: items in the place of nodes, and lines in the place of edges.
final class Items {
    private final List<Node> roots;
    private final Order order;
    private final List<Item> items = new ArrayList<>();

    /// By the places of nodes, the number of the item.
    private final int[] itemOf;

    private final Repeats repeats;
    private final Supplier<List<Line>> lines = Suppliers.memoize(this::findLines);
    private final Supplier<BitSet> used = Suppliers.memoize(this::findUsed);

    /// @param scopeOf the path of the scope of a node
    /// @param collapsed for the path of a scope, that of the scope around it which is collapsed, or
    ///   `""`
    Items(List<Node> roots, Function<Node, String> scopeOf, UnaryOperator<String> collapsed) {
        this.roots = roots;
        this.order = Walk.order(roots);
        this.itemOf = new int[order.size()];
        List<String> paths = order.stream().map(scopeOf).map(collapsed).toList();
        int[] components = Components.of(order, paths);
        SetMultimap<Integer, Integer> places = LinkedHashMultimap.create();
        for (int place = 0; place < components.length; place++) {
            places.put(components[place], place);
        }
        int parts = 0;
        for (int component : inOrder(places)) {
            List<Integer> inside = List.copyOf(places.get(component));
            boolean isPart = inside.size() > 1;
            String path = isPart ? paths.get(component) : "";
            String scope = isPart ? above(path) : scopeOf.apply(order.get(component));
            String id = isPart ? "g" + parts++ : "n" + component;
            for (int place : inside) {
                itemOf[place] = items.size();
            }
            items.add(
                    new Item(
                            id,
                            scope,
                            path.substring(path.lastIndexOf('/') + 1),
                            inside.stream()
                                    .map(order::get)
                                    .collect(ImmutableList.toImmutableList())));
        }
        this.repeats = Repeats.of(items, operands());
    }

    /// Operands before their consumers, as far as a collapsed graph has such an order.
    private static List<Integer> inOrder(SetMultimap<Integer, Integer> places) {
        return places.keySet().stream()
                .sorted(Comparator.comparing(c -> List.copyOf(places.get(c)).getLast()))
                .toList();
    }

    private static String above(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /// By the numbers of items, the numbers of those that they use.
    private List<List<Integer>> operands() {
        List<List<Integer>> all = new ArrayList<>();
        for (int number = 0; number < items.size(); number++) {
            int self = number;
            all.add(
                    items.get(number).nodes().stream()
                            .flatMap(node -> node.inputs().stream())
                            .map(node -> itemOf[order.indexOf(node)])
                            .filter(item -> item != self)
                            .distinct()
                            .toList());
        }
        return all;
    }

    /// How many nodes the graph has.
    int size() {
        return order.size();
    }

    /// All nodes, operands first.
    Order order() {
        return order;
    }

    /// Whether some nodes are not drawn by themselves.
    boolean isCollapsed() {
        return items.size() < order.size();
    }

    /// What is drawn.
    List<Item> drawn() {
        return repeats.kept().stream().map(items::get).toList();
    }

    /// All that a drawn item stands for: itself, and its repeats.
    List<Item> all(Item item) {
        int number = number(item);
        return repeats.times(number) == 1
                ? List.of(item)
                : IntStream.range(number, items.size())
                        .filter(i -> repeats.keptFor(i) == number)
                        .mapToObj(items::get)
                        .toList();
    }

    /// How many of the others that are drawn are repeated with an item, itself among them.
    private long company(int number) {
        return repeats.kept().stream()
                .filter(i -> repeats.runOf(i) == repeats.runOf(number))
                .count();
    }

    /// The path of the boxes that an item is drawn in. What is repeated has one around it, if it is
    /// more than one item.
    String boxes(Item item) {
        int number = number(item);
        return repeats.times(number) == 1 || company(number) == 1
                ? item.scope()
                : (item.scope().isEmpty() ? "" : item.scope() + "/") + "×" + repeats.turns(number);
    }

    private int number(Item item) {
        return itemOf[order.indexOf(item.node())];
    }

    /// Whether a node is part of the graph.
    boolean has(Node node) {
        return order.contains(node);
    }

    /// The item that a node is drawn as.
    Item item(Node node) {
        return items.get(repeats.keptFor(itemOf[order.indexOf(node)]));
    }

    /// The lines between what is drawn, in the order of the consumers. Edges are one line where
    /// they lead from one node into one scope, or where repeats are drawn once.
    List<Line> lines() {
        return lines.get();
    }

    /// The nodes of an item that others use, or that are drawn for their own sake.
    List<Node> outputs(Item item) {
        return item.nodes().stream()
                .filter(node -> used.get().get(order.indexOf(node)) || roots.contains(node))
                .toList();
    }

    /// By the places of nodes, whether another item uses them.
    private BitSet findUsed() {
        BitSet found = new BitSet(order.size());
        for (int place = 0; place < order.size(); place++) {
            for (Node source : order.get(place).inputs()) {
                int from = order.indexOf(source);
                if (itemOf[from] != itemOf[place]) {
                    found.set(from);
                }
            }
        }
        return found;
    }

    private List<Line> findLines() {
        SetMultimap<List<Object>, Edge> lines = LinkedHashMultimap.create();
        for (Node consumer : order) {
            for (Edge edge : consumer.edges()) {
                int from = itemOf[order.indexOf(edge.source())];
                int to = itemOf[order.indexOf(consumer)];
                if (from != to && !repeats.isInside(from, to)) {
                    lines.put(key(edge, from, to), edge);
                }
            }
        }
        return lines.asMap().values().stream()
                .map(edges -> line(ImmutableList.copyOf(edges)))
                .toList();
    }

    private List<Object> key(Edge edge, int from, int to) {
        int first = repeats.keptFor(from);
        int second = repeats.keptFor(to);
        if (repeats.times(first) > 1) {
            return List.of(first, second);
        }
        return items.get(first).isPart() || items.get(second).isPart() || repeats.times(second) > 1
                ? List.of(first, second, order.indexOf(edge.source()))
                : List.of(edge);
    }

    private Line line(ImmutableList<Edge> edges) {
        Edge first = edges.getFirst();
        return new Line(item(first.source()), item(first.consumer()), edges);
    }

    /// The number of a node, in ids.
    int number(Node node) {
        return order.indexOf(node);
    }
}
