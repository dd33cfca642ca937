package chainrule.graph;

import chainrule.tensor.Dim;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Names for the nodes of a graph, of which no two look alike as text or as LaTeX. A name that was
/// given to several nodes stays with the first; the next are told apart by a number: `a₍₂₎`. The
/// name of a dimension stays with its size, if that occurs. They are collected for one piece of
/// writing.
public final class Names {
    private static final int LONGEST = 40;

    private final IdentityHashMap<Node, String> names = new IdentityHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> copies = new HashMap<>();
    private final int longestMade;
    private int made;

    /// Those that the user gave to the nodes of a graph; longer ones than 40 characters are cut.
    ///
    /// @param order the nodes; of several with one name, the first keeps it
    public Names(List<Node> order) {
        for (Node node : order) {
            if (node.op() instanceof Op.Size(Dim dim) && !dim.isKnown()) {
                take(Style.TEXT.name(dim.name()));
            }
        }
        for (Node node : order) {
            node.name().ifPresent(name -> call(node, name));
        }
        this.longestMade = made(order.size() + taken.size()).length();
    }

    /// Gives a node a name, told apart from those that others have.
    public void call(Node node, String name) {
        names.put(node, free(name));
    }

    private String free(String name) {
        String wish = Text.cut(Style.TEXT.name(name), LONGEST);
        String free;
        do {
            int copy = copies.merge(wish, 1, Integer::sum);
            free = copy == 1 ? wish : wish + "₍" + Text.index(copy) + "₎";
        } while (!take(free));
        return free;
    }

    private boolean take(String name) {
        String latex = Style.LATEX.name(name);
        if (taken.contains(name) || taken.contains(latex)) {
            return false;
        }
        taken.add(name);
        taken.add(latex);
        return true;
    }

    private static String made(int number) {
        return "t" + Text.index(number);
    }

    /// Gives a node the next free name of t₁, t₂, …, unless it has one or is a value that is
    /// written itself.
    public void make(Node node) {
        while (node.op() instanceof Operation && !names.containsKey(node)) {
            String name = made(++made);
            if (take(name)) {
                names.put(node, name);
            }
        }
    }

    /// The name of a node, if it has one.
    public Optional<String> of(Node node) {
        return Optional.ofNullable(names.get(node));
    }

    /// The length of its name, or the most that [#make(Node)] will give it.
    int length(Node node) {
        String name = names.get(node);
        return name == null ? longestMade : name.length();
    }
}
