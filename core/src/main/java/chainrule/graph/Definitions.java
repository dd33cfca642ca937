package chainrule.graph;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/// What is asked of the definition of a composite.
final class Definitions {
    private Definitions() {}

    /// The definition, which must be made of the operands and constants alone: a derivative would
    /// not come back to any other input or parameter.
    static Node of(Composite composite, ImmutableList<Node> x) {
        Node definition = composite.definition(x);
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.addAll(x);
        Deque<Node> open = new ArrayDeque<>();
        open.push(definition);
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (seen.add(node)) {
                if (node.op() instanceof Op.Fed) {
                    throw new GraphException(
                            "%s: its definition uses '%s', which is no operand; make it one, so that derivatives reach it"
                                    .formatted(composite.label(), Text.of(node)));
                }
                node.inputs().forEach(open::push);
            }
        }
        return definition;
    }
}
