package chainrule.simplify;

import static chainrule.graph.Composites.CUBE;
import static chainrule.graph.Composites.RECIPROCAL;
import static chainrule.graph.Composites.SQUARE;
import static chainrule.graph.Leaf.ADD;
import static chainrule.graph.Leaf.DIV;
import static chainrule.graph.Leaf.MUL;
import static chainrule.graph.Leaf.NEG;
import static chainrule.graph.Leaf.SUB;

import chainrule.graph.Node;
import chainrule.graph.Op;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.Deque;

/// How long a formula is written: all that it is made of, down to named nodes and to other
/// operations than sums and products.
final class Length {
    private static final int MOST = 1000;
    private static final ImmutableSet<Op> ARITHMETIC =
            ImmutableSet.of(ADD, SUB, MUL, DIV, NEG, SQUARE, CUBE, RECIPROCAL);

    private Length() {}

    /// The number of places for nodes, at most 1000.
    static int of(Node node) {
        Deque<Node> open = new ArrayDeque<>();
        open.push(node);
        int length = 0;
        while (!open.isEmpty() && length < MOST) {
            Node next = open.pop();
            length++;
            if (next.name().isEmpty() && ARITHMETIC.contains(next.op())) {
                next.inputs().forEach(open::push);
            }
        }
        return length;
    }
}
