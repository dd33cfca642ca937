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
import chainrule.graph.Operation;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multiset;
import java.util.ArrayDeque;
import java.util.Deque;

/// How long a formula is: an operation of arithmetic and a number count 1, a sign 0, and all that
/// is not taken apart 2.
///
/// @param of that count
/// @param parts the operations that are not taken apart and have no name, as often as they occur
record Length(int of, Multiset<Node> parts) {
    private static final int MOST = 1000;
    private static final ImmutableSet<Op> ARITHMETIC =
            ImmutableSet.of(ADD, SUB, MUL, DIV, NEG, SQUARE, CUBE, RECIPROCAL);

    /// Whether a form is shorter than a formula, and has no part more often, so that also all that
    /// the parts are made of is not written more often. What is longer than 1000 is not measured.
    static boolean isShorter(Node form, Node formula) {
        Length after = Length.of(form);
        Length before = Length.of(formula);
        return after.of < before.of
                && after.parts.entrySet().stream()
                        .allMatch(part -> part.getCount() <= before.parts.count(part.getElement()));
    }

    private static Length of(Node node) {
        Multiset<Node> parts = HashMultiset.create();
        Deque<Node> open = new ArrayDeque<>();
        open.push(node);
        int length = 0;
        while (!open.isEmpty() && length < MOST) {
            Node next = open.pop();
            boolean unnamed = next.name().isEmpty();
            if (unnamed && ARITHMETIC.contains(next.op())) {
                length += Match.is(next, NEG) ? 0 : 1;
                next.inputs().forEach(open::push);
            } else {
                length += next.number().isPresent() || next.op() instanceof Op.Size ? 1 : 2;
                if (unnamed && next.op() instanceof Operation) {
                    parts.add(next);
                }
            }
        }
        return new Length(length, parts);
    }
}
