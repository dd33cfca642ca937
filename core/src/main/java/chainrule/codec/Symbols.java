package chainrule.codec;

import chainrule.graph.Node;
import chainrule.graph.Operation;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the words of a formula mean before its text says more: nodes by their names, and the
/// operations of a vocabulary.
///
/// ```java
/// Symbols.of(x, y, w, b).and(MISH)
/// ```
public final class Symbols {
    private static final Symbols NONE = new Symbols(ImmutableMap.of(), Vocabulary.standard());

    private final ImmutableMap<String, Node> nodes;
    private final Vocabulary vocabulary;

    private Symbols(ImmutableMap<String, Node> nodes, Vocabulary vocabulary) {
        this.nodes = nodes;
        this.vocabulary = vocabulary;
    }

    /// No nodes, and the built-in operations.
    public static Symbols none() {
        return NONE;
    }

    /// Nodes by their names, and the built-in operations.
    ///
    /// @throws CodecException if a node has no name, or two have the same
    public static Symbols of(Node... nodes) {
        return NONE.and(nodes);
    }

    /// These and more nodes.
    ///
    /// @throws CodecException if a node has no name, or two have the same
    public Symbols and(Node... more) {
        Map<String, Node> all = new LinkedHashMap<>(nodes);
        for (Node node : more) {
            String name =
                    node.name()
                            .orElseThrow(() ->
                                    new CodecException(
                                            "a formula knows nodes by their names, and %s has none; give it one: named(\"h\")"
                                                    .formatted(node)));
            Node other = all.putIfAbsent(name, node);
            if (other != null && other != node) {
                throw new CodecException(
                        "two nodes are called '%s'; a formula knows nodes by their names"
                                .formatted(Words.plain(name)));
            }
        }
        return new Symbols(ImmutableMap.copyOf(all), vocabulary);
    }

    /// These and more operations.
    ///
    /// @throws CodecException if two are called the same
    public Symbols and(Operation... operations) {
        return new Symbols(nodes, vocabulary.and(operations));
    }

    /// These and the operations of a vocabulary.
    ///
    /// @throws CodecException if two are called the same
    public Symbols and(Vocabulary more) {
        return new Symbols(nodes, vocabulary.and(more));
    }

    ImmutableMap<String, Node> nodes() {
        return nodes;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }
}
