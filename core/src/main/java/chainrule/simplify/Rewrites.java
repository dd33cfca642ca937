package chainrule.simplify;

import chainrule.graph.Leaf;
import chainrule.graph.Node;
import chainrule.graph.Op;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Optional;

/// The rules, tried from the top.
final class Rewrites {
    static final ImmutableList<Rewrite> ALL =
            ImmutableList.<Rewrite>builder()
                    .addAll(Stabilising.ROWS)
                    .addAll(Exact.ROWS)
                    .addAll(Algebraic.ROWS)
                    .build();

    private static final ImmutableListMultimap<Object, Rewrite> BY_HEAD = byHead();

    private Rewrites() {}

    private static ImmutableListMultimap<Object, Rewrite> byHead() {
        ImmutableListMultimap.Builder<Object, Rewrite> rows = ImmutableListMultimap.builder();
        for (Rewrite row : ALL) {
            row.heads().forEach(head -> rows.put(head, row));
        }
        return rows.build();
    }

    /// Those that are tried on a node.
    static List<Rewrite> on(Node node) {
        Op op = node.op();
        return BY_HEAD.get(op instanceof Leaf ? op : op.getClass());
    }

    /// Of a node with two operands.
    @FunctionalInterface
    interface Binary {
        Optional<Node> apply(Node y, Node a, Node b);
    }

    /// Of a node with one operand, or of its first.
    @FunctionalInterface
    interface Unary {
        Optional<Node> apply(Node y, Node x);
    }

    static Rewrite row(String law, Rewrite.Kind kind, Leaf head, Binary rule) {
        return new Rewrite(
                law,
                kind,
                "",
                ImmutableSet.of(head),
                (y, _) -> rule.apply(y, y.inputs().get(0), y.inputs().get(1)));
    }

    static Rewrite row(String law, Rewrite.Kind kind, Object head, Unary rule) {
        return new Rewrite(
                law, kind, "", ImmutableSet.of(head), (y, _) -> rule.apply(y, y.inputs().get(0)));
    }

    static Rewrite row(
            String law, Rewrite.Kind kind, String where, Iterable<?> heads, Rewrite.Rule rule) {
        return new Rewrite(law, kind, where, ImmutableSet.copyOf(heads), rule);
    }

    /// That node, if a condition holds.
    static Optional<Node> when(boolean condition, Node node) {
        return condition ? Optional.of(node) : Optional.empty();
    }
}
