package chainrule.simplify;

import chainrule.graph.Axes;
import chainrule.graph.BroadcastTo;
import chainrule.graph.Leaf;
import chainrule.graph.Mean;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Questions about the form of a node, and small changes to it.
final class Match {
    private static final int MOST_FACTORS = 4;

    private Match() {}

    static boolean is(Node node, Operation operation) {
        return node.op().equals(operation);
    }

    /// Whether it applies one of these, and has no name: what a user named is one thing to all
    /// rules that take formulas apart.
    static boolean isUnnamed(Node node, Leaf... operations) {
        if (node.name().isEmpty() && node.op() instanceof Leaf leaf) {
            for (Leaf operation : operations) {
                if (leaf == operation) {
                    return true;
                }
            }
        }
        return false;
    }

    /// The operand of a node that applies this operation.
    static Optional<Node> operand(Node node, Operation operation) {
        return is(node, operation) ? Optional.of(node.inputs().get(0)) : Optional.empty();
    }

    /// Whether it is a number without a name, and not 0 or infinite: one that a product may be
    /// multiplied and divided by.
    static boolean isFactor(Node node) {
        return node.name().isEmpty() && node.number().isPresent() && isFactor(number(node));
    }

    static boolean isFactor(double number) {
        return number != 0 && Double.isFinite(number);
    }

    static double number(Node node) {
        return node.number().orElseThrow();
    }

    /// Whether two scales are equal by their form; factors may stand in any order.
    static boolean isSame(Node a, Node b) {
        if (!a.op().equals(b.op()) || a.inputs().size() != b.inputs().size()) {
            return false;
        }
        return a.inputs().isEmpty()
                || isSame(a.inputs(), b.inputs())
                || (is(a, Leaf.MUL) && isSame(a.inputs(), b.inputs().reverse()));
    }

    private static boolean isSame(List<Node> a, List<Node> b) {
        return IntStream.range(0, a.size()).allMatch(i -> isSame(a.get(i), b.get(i)));
    }

    /// The scalar, if a node is one that is stretched.
    static Optional<Node> stretchedNumber(Node y) {
        return Optional.of(y)
                .filter(z -> z.op() instanceof BroadcastTo)
                .map(z -> z.inputs().get(0))
                .filter(x -> x.shape().isScalar());
    }

    /// What is stretched to the shape of a node, unless it has it.
    static Node stretched(Node x, Node y) {
        return x.shape().equals(y.shape()) ? x : new BroadcastTo(y.shape()).apply(x);
    }

    /// The operation of a node, with one operand replaced.
    static Node with(Node y, int operand, Node x) {
        Node[] inputs = y.inputs().toArray(Node[]::new);
        inputs[operand] = x;
        return ((Operation) y.op()).apply(inputs);
    }

    /// How many entries of a node a sum or mean over some axes makes one of.
    static Node count(Axes axes, Node x) {
        return new Mean(axes).definition(ImmutableList.of(x)).inputs().get(1);
    }

    /// Whether it is a number or the size of a dimension, or a product of these: the same for all
    /// entries, and finite.
    static boolean isScale(Node node) {
        return isScale(node, MOST_FACTORS);
    }

    private static boolean isScale(Node node, int depth) {
        return (node.number().isPresent() && isFactor(number(node)))
                || node.op() instanceof Op.Size
                || (depth > 0
                        && isUnnamed(node, Leaf.MUL)
                        && node.inputs().stream().allMatch(x -> isScale(x, depth - 1)));
    }
}
