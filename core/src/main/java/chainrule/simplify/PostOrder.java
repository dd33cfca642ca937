package chainrule.simplify;

import chainrule.graph.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// A walk from operands to consumers that may find more to walk on its way: what stands in a node's
/// place is put on the stack above it, and the node comes again when that is done.
final class PostOrder {
    private PostOrder() {}

    /// Walks until a root is done.
    ///
    /// @param step takes a node whose operands are done, and finishes it or puts more on the stack
    static void run(Node root, Predicate<Node> isDone, BiConsumer<Node, Deque<Node>> step) {
        Deque<Node> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Node node = open.peek();
            int before = open.size();
            if (!isDone.test(node)) {
                for (Node x : node.inputs()) {
                    if (!isDone.test(x)) {
                        open.push(x);
                    }
                }
                if (open.size() == before) {
                    step.accept(node, open);
                }
            }
            if (open.size() == before) {
                open.pop();
            }
        }
    }
}
