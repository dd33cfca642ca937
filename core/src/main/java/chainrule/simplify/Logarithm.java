package chainrule.simplify;

import static chainrule.graph.Composites.SIGMOID;
import static chainrule.graph.Leaf.DIV;
import static chainrule.graph.Leaf.EXP;
import static chainrule.graph.Leaf.LOG;
import static chainrule.graph.Leaf.MUL;
import static chainrule.graph.Leaf.POW;
import static chainrule.graph.Leaf.SQRT;
import static chainrule.graph.Leaf.SUB;

import chainrule.graph.BroadcastTo;
import chainrule.graph.Flip;
import chainrule.graph.Functions;
import chainrule.graph.Gather;
import chainrule.graph.LogSoftmax;
import chainrule.graph.Node;
import chainrule.graph.Operation;
import chainrule.graph.Prod;
import chainrule.graph.Reshape;
import chainrule.graph.Slice;
import chainrule.graph.Softmax;
import chainrule.graph.Sum;
import chainrule.graph.TakeAlong;
import chainrule.graph.Transpose;
import chainrule.graph.Within;
import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Stream;

/// The logarithms of numbers that saturate, and of products of them: they stay finite where these
/// are 0 or overflow.
final class Logarithm {
    /// How deeply products of products are looked into.
    private static final int DEEPEST = 8;

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

    /// The logarithm of a product, one factor of which has one that is known: then this factor is
    /// positive, and the other has the sign of the product.
    static Optional<Node> ofProduct(Node x, Known known) {
        return Match.is(x, MUL) ? ofParts(x, known, 0) : Optional.empty();
    }

    static Optional<Node> ofQuotient(Node x, Known known) {
        return Match.is(x, DIV) ? ofParts(x, known, 0) : Optional.empty();
    }

    static Optional<Node> ofPower(Node x, Known known) {
        return ofPower(x, known, 0);
    }

    static Optional<Node> ofRoot(Node x, Known known) {
        return Match.operand(x, SQRT).flatMap(z -> known(z, known, 0)).map(log -> log.div(2));
    }

    static Optional<Node> ofProductOverAxes(Node x, Known known) {
        return ofProductOverAxes(x, known, 0);
    }

    private static Optional<Node> ofPower(Node x, Known known, int depth) {
        return Match.is(x, POW) && known.isPositive(x.inputs().get(0))
                ? Optional.of(x.inputs().get(1).mul(of(x.inputs().get(0), known, depth)))
                : Optional.empty();
    }

    private static Optional<Node> ofProductOverAxes(Node x, Known known, int depth) {
        return x.op() instanceof Prod(var axes) && known.isPositive(x.inputs().get(0))
                ? Optional.of(new Sum(axes).apply(of(x.inputs().get(0), known, depth)))
                : Optional.empty();
    }

    private static Node of(Node x, Known known, int depth) {
        return known(x, known, depth + 1).orElseGet(() -> LOG.apply(x));
    }

    /// The logarithm of a node, where that is another formula than `ln x`.
    private static Optional<Node> known(Node x, Known known, int depth) {
        return depth == DEEPEST
                ? Optional.empty()
                : Stream.of(
                                Match.operand(x, EXP),
                                ofSigmoid(x),
                                ofComplement(x),
                                ofSoftmax(x),
                                ofEntries(x),
                                ofPower(x, known, depth),
                                ofProductOverAxes(x, known, depth),
                                ofParts(x, known, depth))
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private static Optional<Node> ofParts(Node x, Known known, int depth) {
        boolean product = Match.is(x, MUL);
        if (!product && !Match.is(x, DIV)) {
            return Optional.empty();
        }
        Optional<Node> a = known(x.inputs().get(0), known, depth + 1);
        Optional<Node> b = known(x.inputs().get(1), known, depth + 1);
        if (a.isEmpty() && b.isEmpty()) {
            return Optional.empty();
        }
        Node first = a.orElseGet(() -> LOG.apply(x.inputs().get(0)));
        Node second = b.orElseGet(() -> LOG.apply(x.inputs().get(1)));
        return Optional.of(product ? first.add(second) : first.sub(second));
    }
}
