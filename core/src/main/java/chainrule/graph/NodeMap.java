package chainrule.graph;

import java.util.Optional;

/// What is known of nodes, each equal only to itself. Nothing is taken out again. Of a million
/// nodes it takes a fraction of the time and memory of an [java.util.IdentityHashMap].
public final class NodeMap<V> {
    private final Numbering numbers = new Numbering();
    private final Column<V> values = new Column<>();

    /// What is known of a node.
    public Optional<V> get(Node node) {
        int number = numbers.find(node);
        return number < 0 ? Optional.empty() : Optional.of(values.get(number));
    }

    /// Whether something is known of a node.
    public boolean contains(Node node) {
        return numbers.find(node) >= 0;
    }

    /// Says what is known of a node from now on.
    public void put(Node node, V value) {
        values.put(numbers.add(node), value);
    }
}
