package chainrule.codec;

import chainrule.graph.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words that nodes are called in a text of formulas: their names, where these are free, and
/// else words that are made.
final class FormulaNames {
    private final IdentityHashMap<Node, String> words = new IdentityHashMap<>();
    private final Set<String> taken;
    private final Map<String, Integer> copies = new HashMap<>();
    private int made;

    /// Words for all nodes that have names.
    ///
    /// @param reserved words that mean something else
    FormulaNames(List<Node> order, Set<String> reserved) {
        this.taken = new HashSet<>(reserved);
        for (Node node : order) {
            node.name().filter(taken::add).ifPresent(name -> words.put(node, name));
        }
        for (Node node : order) {
            node.name().ifPresent(name -> words.computeIfAbsent(node, _ -> copy(name)));
        }
    }

    private String copy(String name) {
        while (true) {
            int number = copies.merge(name, 1, Integer::sum) + 1;
            String copy = name + "₍" + index(number) + "₎";
            if (!Words.isBare(copy)) {
                return next();
            }
            if (taken.add(copy)) {
                return copy;
            }
        }
    }

    private String next() {
        String word;
        do {
            word = "t" + index(++made);
        } while (!taken.add(word));
        return word;
    }

    private static String index(int number) {
        StringBuilder index = new StringBuilder();
        Integer.toString(number).chars().forEach(c -> index.append((char) ('₀' + c - '0')));
        return index.toString();
    }

    /// Gives a node without a name the next of t₁, t₂, …
    String make(Node node) {
        return words.computeIfAbsent(node, _ -> next());
    }

    /// The word of a node as it is written, if it has one.
    Optional<String> of(Node node) {
        return Optional.ofNullable(words.get(node)).map(Words::word);
    }

    /// What a line begins with that gives a node its word, and its name where that is another.
    String head(Node node) {
        String word = words.getOrDefault(node, "");
        Optional<String> other = node.name().filter(name -> !name.equals(word));
        return Words.word(word) + other.map(name -> " " + Words.quoted(name)).orElse("");
    }

    boolean isTaken(String word) {
        return taken.contains(word);
    }
}
