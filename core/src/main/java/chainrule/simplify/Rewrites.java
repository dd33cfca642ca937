package chainrule.simplify;

import static chainrule.graph.Composites.SIGMOID;
import static chainrule.graph.Leaf.ADD;
import static chainrule.graph.Leaf.DIV;
import static chainrule.graph.Leaf.EXP;
import static chainrule.graph.Leaf.LOG;
import static chainrule.graph.Leaf.MUL;
import static chainrule.graph.Leaf.NEG;
import static chainrule.graph.Leaf.POW;
import static chainrule.graph.Leaf.SUB;
import static chainrule.simplify.Match.inPlaceOf;
import static chainrule.simplify.Match.is;
import static chainrule.simplify.Match.operand;
import static chainrule.simplify.Rewrite.Kind.EXACT;
import static chainrule.simplify.Rewrite.Kind.STABILISING;

import chainrule.graph.BroadcastTo;
import chainrule.graph.Leaf;
import chainrule.graph.LogSumExp;
import chainrule.graph.Node;
import chainrule.graph.Operation;
import chainrule.graph.Reshape;
import chainrule.graph.Softmax;
import chainrule.graph.Structural;
import chainrule.graph.Sum;
import chainrule.graph.Transpose;
import chainrule.graph.Within;
import chainrule.tensor.Dim;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The rules, tried from the top.
final class Rewrites {
    // spotless:off
    static final ImmutableList<Rewrite> ALL = ImmutableList.of(
            row("ln σ(x) = −softplus(−x)",         STABILISING, LOG, (y, x) -> Logarithm.ofSigmoid(x)),
            row("ln(1 − σ(x)) = −softplus(x)",     STABILISING, LOG, (y, x) -> Logarithm.ofComplement(x)),
            row("ln softmax(x) = logsoftmax(x)",   STABILISING, LOG, (y, x) -> Logarithm.ofSoftmax(x)),
            row("ln of entries of σ(x), 1 − σ(x) or softmax(x) = entries of its logarithm", STABILISING, LOG, (y, x) -> Logarithm.ofEntries(x)),
            row("ln Σ exp(x) = logsumexp(x)",      STABILISING, LOG, (y, x) -> x.op() instanceof Sum(var axes) ? operand(x.inputs().get(0), EXP).filter(z -> !z.shape().dims().contains(Dim.of(0))).map(z -> new LogSumExp(axes).apply(z)) : Optional.empty()),

            new Rewrite("what lies in [0, 1] by its form is not checked", EXACT, Rewrites::unchecked),
            new Rewrite("element-wise operations move inside what only moves entries", EXACT, Rewrites::inside),

            row("x + 0 = x",          EXACT, ADD, (y, a, b) -> b.isNumber(0) ? inPlaceOf(y, a) : Optional.empty()),
            row("0 + x = x",          EXACT, ADD, (y, a, b) -> a.isNumber(0) ? inPlaceOf(y, b) : Optional.empty()),
            row("x + −y = x − y",     EXACT, ADD, (y, a, b) -> operand(b, NEG).map(a::sub)),
            row("−x + y = y − x",     EXACT, ADD, (y, a, b) -> operand(a, NEG).map(b::sub)),
            row("x − 0 = x",          EXACT, SUB, (y, a, b) -> b.isNumber(0) ? inPlaceOf(y, a) : Optional.empty()),
            row("0 − x = −x",         EXACT, SUB, (y, a, b) -> a.isNumber(0) ? inPlaceOf(y, b.neg()) : Optional.empty()),
            row("x − −y = x + y",     EXACT, SUB, (y, a, b) -> operand(b, NEG).map(a::add)),
            row("x · 1 = x",          EXACT, MUL, (y, a, b) -> b.isNumber(1) ? inPlaceOf(y, a) : Optional.empty()),
            row("1 · x = x",          EXACT, MUL, (y, a, b) -> a.isNumber(1) ? inPlaceOf(y, b) : Optional.empty()),
            row("x · −1 = −x",        EXACT, MUL, (y, a, b) -> b.isNumber(-1) ? inPlaceOf(y, a.neg()) : Optional.empty()),
            row("−1 · x = −x",        EXACT, MUL, (y, a, b) -> a.isNumber(-1) ? inPlaceOf(y, b.neg()) : Optional.empty()),
            row("−x · y = −(x · y)",  EXACT, MUL, (y, a, b) -> operand(a, NEG).map(x -> x.mul(b).neg())),
            row("x · −y = −(x · y)",  EXACT, MUL, (y, a, b) -> operand(b, NEG).map(x -> a.mul(x).neg())),
            row("x / 1 = x",          EXACT, DIV, (y, a, b) -> b.isNumber(1) ? inPlaceOf(y, a) : Optional.empty()),
            row("−x / y = −(x / y)",  EXACT, DIV, (y, a, b) -> operand(a, NEG).map(x -> x.div(b).neg())),
            row("x / −y = −(x / y)",  EXACT, DIV, (y, a, b) -> operand(b, NEG).map(x -> a.div(x).neg())),
            row("−c / x = −(c / x)",  EXACT, DIV, (y, a, b) -> negativeNumber(a).map(c -> c.div(b).neg())),
            row("x^1 = x",            EXACT, POW, (y, a, b) -> b.isNumber(1) ? inPlaceOf(y, a) : Optional.empty()),
            row("−(−x) = x",          EXACT, NEG, (y, x) -> operand(x, NEG)),

            new Rewrite("an operation on numbers is a number",               EXACT, Rewrites::fold),
            new Rewrite("element-wise operations stretch by themselves",     EXACT, Rewrites::unstretched),
            new Rewrite("stretching to the own shape does nothing",          EXACT, y -> y.op() instanceof BroadcastTo ? inPlaceOf(y, y.inputs().get(0)) : Optional.empty()),
            new Rewrite("reshaping to the own shape does nothing",           EXACT, y -> y.op() instanceof Reshape ? inPlaceOf(y, y.inputs().get(0)) : Optional.empty()),
            new Rewrite("of two reshapings the last counts",                 EXACT, y -> y.op() instanceof Reshape r && y.inputs().get(0).op() instanceof Reshape ? Optional.of(r.apply(y.inputs().get(0).inputs().get(0))) : Optional.empty()),
            new Rewrite("(xᵀ)ᵀ = x",                                         EXACT, Rewrites::transposedTwice));
    // spotless:on

    private Rewrites() {}

    @FunctionalInterface
    private interface Binary {
        Optional<Node> apply(Node y, Node a, Node b);
    }

    private static Rewrite row(String law, Rewrite.Kind kind, Leaf of, Binary rule) {
        return new Rewrite(
                law,
                kind,
                y ->
                        is(y, of)
                                ? rule.apply(y, y.inputs().get(0), y.inputs().get(1))
                                : Optional.empty());
    }

    private static Rewrite row(
            String law, Rewrite.Kind kind, Leaf of, BiFunction<Node, Node, Optional<Node>> rule) {
        return new Rewrite(
                law, kind, y -> is(y, of) ? rule.apply(y, y.inputs().get(0)) : Optional.empty());
    }

    /// |a|, if a is a number below 0.
    private static Optional<Node> negativeNumber(Node a) {
        OptionalDouble number = a.number();
        return number.isPresent() && number.getAsDouble() < 0
                ? Optional.of(Node.constant(-number.getAsDouble()))
                : Optional.empty();
    }

    private static Optional<Node> unchecked(Node y) {
        if (!(y.op() instanceof Within check) || check.low() > 0 || check.high() < 1) {
            return Optional.empty();
        }
        Node x = y.inputs().get(0);
        return is(x, SIGMOID) || x.op() instanceof Softmax ? Optional.of(x) : Optional.empty();
    }

    private static Optional<Node> fold(Node y) {
        if (!(y.op() instanceof Leaf leaf)
                || !y.shape().isScalar()
                || y.kind() != chainrule.tensor.Kind.REAL) {
            return Optional.empty();
        }
        List<OptionalDouble> numbers = y.inputs().stream().map(Node::number).toList();
        if (!numbers.stream().allMatch(OptionalDouble::isPresent)) {
            return Optional.empty();
        }
        Function<Integer, Double> at = i -> i < numbers.size() ? numbers.get(i).getAsDouble() : 0.0;
        double value = leaf.value(at.apply(0), at.apply(1), at.apply(2));
        return Double.isFinite(value) ? Optional.of(Node.constant(value)) : Optional.empty();
    }

    /// Of an element-wise operation on one tensor and otherwise numbers, where that tensor is
    /// another one reshaped, transposed or stretched: the operation on that one, moved in the same
    /// way.
    private static Optional<Node> inside(Node y) {
        if (!(y.op() instanceof Leaf leaf)) {
            return Optional.empty();
        }
        List<Node> tensors = y.inputs().stream().filter(x -> x.number().isEmpty()).toList();
        if (tensors.size() != 1
                || !(tensors.get(0).op() instanceof Structural move && isMove(move))
                || !tensors.get(0).type().equals(y.type())) {
            return Optional.empty();
        }
        Node[] x =
                y.inputs().stream()
                        .map(n -> n == tensors.get(0) ? n.inputs().get(0) : n)
                        .toArray(Node[]::new);
        return inPlaceOf(y, move.apply(leaf.apply(x)));
    }

    private static boolean isMove(Structural operation) {
        return operation instanceof Reshape
                || operation instanceof Transpose
                || operation instanceof BroadcastTo;
    }

    private static Optional<Node> unstretched(Node y) {
        if (!(y.op() instanceof Leaf leaf)) {
            return Optional.empty();
        }
        for (int i = 0; i < y.inputs().size(); i++) {
            if (y.inputs().get(i).op() instanceof BroadcastTo) {
                Optional<Node> shorter = inPlaceOf(y, leaf.apply(without(y, i)));
                if (shorter.isPresent()) {
                    return shorter;
                }
            }
        }
        return Optional.empty();
    }

    private static Node[] without(Node y, int stretched) {
        Node[] x = y.inputs().toArray(Node[]::new);
        x[stretched] = x[stretched].inputs().get(0);
        return x;
    }

    private static Optional<Node> transposedTwice(Node y) {
        if (!(y.op() instanceof Transpose outer
                && y.inputs().get(0).op() instanceof Transpose inner)) {
            return Optional.empty();
        }
        Node x = y.inputs().get(0).inputs().get(0);
        Operation both = outer.after(inner);
        return both.equals(Transpose.none(x.shape().rank()))
                ? Optional.of(x)
                : Optional.of(both.apply(x));
    }
}
