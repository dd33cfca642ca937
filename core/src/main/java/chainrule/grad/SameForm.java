package chainrule.grad;

import chainrule.graph.Composite;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import chainrule.graph.Rule;
import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;

/// Whether two formulas are the same operations on the same numbers, and differ in the shapes of
/// their sources alone.
final class SameForm {
    private record Pair(Node a, Node b) {}

    private final IdentityHashMap<Node, Node> partners = new IdentityHashMap<>();

    /// @param a sources of one formula
    /// @param b what stands for each of them in the other
    SameForm(ImmutableList<Node> a, ImmutableList<Node> b) {
        for (int i = 0; i < a.size(); i++) {
            partners.put(a.get(i), b.get(i));
        }
    }

    boolean holds(Node a, Node b) {
        Deque<Pair> open = new ArrayDeque<>();
        open.push(new Pair(a, b));
        while (!open.isEmpty()) {
            Pair pair = open.pop();
            Node partner = partners.putIfAbsent(pair.a, pair.b);
            if (partner == null ? !pushSame(pair, open) : partner != pair.b) {
                return false;
            }
        }
        return true;
    }

    /// Puts what is left to compare of two nodes on the stack; false if they are known to differ.
    private static boolean pushSame(Pair pair, Deque<Pair> open) {
        if (!pair.a.op().equals(pair.b.op()) || pair.a.inputs().size() != pair.b.inputs().size()) {
            return false;
        }
        for (int i = 0; i < pair.a.inputs().size(); i++) {
            open.push(new Pair(pair.a.inputs().get(i), pair.b.inputs().get(i)));
        }
        return switch (pair.a.op()) {
            case Op.Source _ -> pair.a.shape().isScalar();
            case Composite composite when composite.rule() instanceof Rule.Definition -> {
                open.push(new Pair(definition(pair.a), definition(pair.b)));
                yield true;
            }
            case Operation _ -> true;
        };
    }

    private static Node definition(Node composite) {
        return ((Composite) composite.op()).definition(composite.inputs());
    }
}
