package chainrule.laws;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.graph.Node;
import chainrule.graph.Walk;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Two graphs that are the same but for the identity of their nodes.
final class Likeness {
    private Likeness() {}

    /// A node without its operands, and these by their positions.
    private record Bare(
            Object op,
            List<Integer> inputs,
            Object type,
            Optional<String> name,
            String scope,
            Optional<String> line) {}

    static void assertAlike(List<Node> found, List<Node> expected) {
        List<Bare> bare = bare(expected);
        assertThat(bare(found)).isEqualTo(bare);
    }

    private static List<Bare> bare(List<Node> roots) {
        IdentityHashMap<Node, Integer> positions = new IdentityHashMap<>();
        List<Node> order = Walk.order(roots);
        order.forEach(node -> positions.put(node, positions.size()));
        return Stream.concat(
                        order.stream()
                                .map(n ->
                                        new Bare(
                                                n.op(),
                                                n.inputs().stream().map(positions::get).toList(),
                                                n.type(),
                                                n.name(),
                                                n.scope(),
                                                n.line())),
                        roots.stream()
                                .map(root ->
                                        new Bare(
                                                "output",
                                                List.of(positions.get(root)),
                                                root.type(),
                                                root.name(),
                                                root.scope(),
                                                root.line())))
                .toList();
    }
}
