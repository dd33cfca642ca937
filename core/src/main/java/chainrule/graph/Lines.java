package chainrule.graph;

import chainrule.graph.Notation.Binding;
import chainrule.graph.Notation.Form;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// Which nodes of a graph are written on a line of their own: roots, nodes with a name, and
/// operations that are used more than once. All others are written inside the line that uses them,
/// unless that grows too long or too deep: then its longest operands get lines, too. No formula is
/// written for that; lengths are added up, operands first.
final class Lines {
    private final Names names;
    private final ToIntFunction<Node> room;
    private final Set<Node> own = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Node, Extent> extents = new IdentityHashMap<>();

    /// How long a formula is as text, how many operations it has in one another, and how strongly
    /// it holds together.
    private record Extent(int length, int depth, Binding binding) {
        static final Extent NONE = new Extent(0, 0, Binding.ATOM);

        int in(Binding place) {
            return binding.isLooserThan(place) ? length + "()".length() : length;
        }
    }

    private Lines(Names names, ToIntFunction<Node> room) {
        this.names = names;
        this.room = room;
    }

    /// The nodes that have lines, operands first.
    ///
    /// @param order all nodes, operands first
    /// @param room how long the formula of a node may be
    static List<Node> of(
            List<Node> roots, List<Node> order, Names names, ToIntFunction<Node> room) {
        Lines lines = new Lines(names, room);
        lines.own.addAll(roots);
        Set<Node> used = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Node node : order) {
            if (node.name().isPresent() && !(node.op() instanceof Op.Fed)) {
                lines.own.add(node);
            }
            for (Node x : node.inputs()) {
                if (!used.add(x) && x.op() instanceof Operation) {
                    lines.own.add(x);
                }
            }
        }
        order.forEach(lines::measure);
        return order.stream().filter(lines.own::contains).toList();
    }

    private void measure(Node node) {
        extents.put(
                node,
                switch (node.op()) {
                    case Op.Fed _ -> Extent.NONE; // it has a name
                    case Op.Source source -> {
                        Style.Written written = Style.TEXT.source(source);
                        yield new Extent(written.text().length(), 0, written.binding());
                    }
                    case Operation operation ->
                            measure(node, Style.TEXT.form(operation.notation(node)));
                });
    }

    private Extent measure(Node node, Form form) {
        List<Node> x = node.inputs();
        x = x.subList(0, Math.min(x.size(), form.operands().size()));
        int length = 0;
        for (String part : form.parts()) {
            length += part.length();
        }
        int depth = 0;
        for (int i = 0; i < x.size(); i++) {
            length += length(x.get(i), form.operands().get(i));
            depth = Math.max(depth, depth(x.get(i)));
        }
        int most = room.applyAsInt(node) - new Extent(0, 0, form.binding()).in(Binding.SUM);
        if (length > most || depth == Writer.DEPTH) {
            return shortened(form, x, length, most);
        }
        return new Extent(length, depth + 1, form.binding());
    }

    private Extent shortened(Form form, List<Node> x, int length, int most) {
        int shorter = length;
        int depth = 0;
        for (int i : longestFirst(x)) {
            int saved = length(x.get(i), form.operands().get(i)) - names.length(x.get(i));
            if ((shorter > most && saved > 0) || depth(x.get(i)) == Writer.DEPTH) {
                own.add(x.get(i));
                shorter -= saved;
            }
            depth = Math.max(depth, depth(x.get(i)));
        }
        return new Extent(shorter, depth + 1, form.binding());
    }

    /// The operands that are written out, by their places.
    private List<Integer> longestFirst(List<Node> x) {
        return IntStream.range(0, x.size())
                .filter(i -> x.get(i).op() instanceof Operation && !hasName(x.get(i)))
                .boxed()
                .sorted(Comparator.comparingInt(i -> -extent(x.get(i)).length))
                .toList();
    }

    private int depth(Node x) {
        return hasName(x) ? 0 : extent(x).depth;
    }

    private int length(Node x, Binding place) {
        return hasName(x) ? names.length(x) : extent(x).in(place);
    }

    private Extent extent(Node x) {
        return extents.getOrDefault(x, Extent.NONE);
    }

    private boolean hasName(Node x) {
        return names.of(x).isPresent() || (own.contains(x) && x.op() instanceof Operation);
    }
}
