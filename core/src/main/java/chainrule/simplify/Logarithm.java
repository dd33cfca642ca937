package chainrule.simplify;

import static chainrule.graph.Composites.SIGMOID;
import static chainrule.graph.Leaf.SUB;

import chainrule.graph.BroadcastTo;
import chainrule.graph.Flip;
import chainrule.graph.Functions;
import chainrule.graph.Gather;
import chainrule.graph.LogSoftmax;
import chainrule.graph.Node;
import chainrule.graph.Operation;
import chainrule.graph.Reshape;
import chainrule.graph.Slice;
import chainrule.graph.Softmax;
import chainrule.graph.TakeAlong;
import chainrule.graph.Transpose;
import chainrule.graph.Within;
import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Stream;

/// The logarithms of numbers that saturate: they stay finite where these are 0.
final class Logarithm {
    private Logarithm() {}

    static Optional<Node> ofSigmoid(Node x) {
        return Match.operand(x, SIGMOID).map(z -> Functions.softplus(z.neg()).neg());
    }

    static Optional<Node> ofComplement(Node x) {
        return Match.is(x, SUB) && x.inputs().get(0).isNumber(1)
                ? Match.operand(x.inputs().get(1), SIGMOID).map(z -> Functions.softplus(z).neg())
                : Optional.empty();
    }

    static Optional<Node> ofSoftmax(Node x) {
        return x.op() instanceof Softmax(int axis)
                ? Optional.of(new LogSoftmax(axis).apply(x.inputs().get(0)))
                : Optional.empty();
    }

    /// Where x has entries that are moved or chosen from such numbers: the same entries of their
    /// logarithms. Those of what is not chosen are finite, too, so no 0·∞ comes of it.
    static Optional<Node> ofEntries(Node x) {
        Deque<Node> ways = new ArrayDeque<>();
        Node from = x;
        while (choosesEntries(from)) {
            ways.push(from);
            from = from.inputs().get(0);
        }
        Optional<Node> logarithm =
                Stream.of(ofSigmoid(from), ofComplement(from), ofSoftmax(from))
                        .flatMap(Optional::stream)
                        .findFirst();
        return ways.isEmpty() ? Optional.empty() : logarithm.map(log -> along(ways, log));
    }

    private static Node along(Deque<Node> ways, Node start) {
        Node node = start;
        for (Node way : ways) {
            ImmutableList<Node> others = way.inputs().subList(1, way.inputs().size());
            if (!(way.op() instanceof Within)) { // of a number, not of its logarithm
                node =
                        Node.apply(
                                (Operation) way.op(),
                                ImmutableList.<Node>builder().add(node).addAll(others).build());
            }
        }
        return node;
    }

    private static boolean choosesEntries(Node node) {
        return node.op() instanceof Reshape
                || node.op() instanceof Transpose
                || node.op() instanceof BroadcastTo
                || node.op() instanceof Slice
                || node.op() instanceof Flip
                || node.op() instanceof Gather
                || node.op() instanceof TakeAlong
                || (node.op() instanceof Within check && check.low() <= 0 && check.high() >= 1);
    }
}
