package chainrule.simplify;

import static chainrule.graph.Composites.SIGMOID;
import static chainrule.graph.Leaf.ABS;
import static chainrule.graph.Leaf.ADD;
import static chainrule.graph.Leaf.DIV;
import static chainrule.graph.Leaf.MUL;
import static chainrule.graph.Leaf.NEG;
import static chainrule.graph.Leaf.POW;
import static chainrule.graph.Leaf.SUB;
import static chainrule.simplify.Match.is;
import static chainrule.simplify.Match.operand;
import static chainrule.simplify.Rewrite.Kind.EXACT;
import static chainrule.simplify.Rewrites.row;
import static chainrule.simplify.Rewrites.when;

import chainrule.graph.BroadcastTo;
import chainrule.graph.Functions;
import chainrule.graph.Leaf;
import chainrule.graph.MatMul;
import chainrule.graph.Mean;
import chainrule.graph.Node;
import chainrule.graph.Operation;
import chainrule.graph.Reshape;
import chainrule.graph.Softmax;
import chainrule.graph.Structural;
import chainrule.graph.Sum;
import chainrule.graph.Transpose;
import chainrule.graph.Within;
import chainrule.tensor.Kind;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The rules that change no value, but for the sign of a zero.
final class Exact {
    private static final ImmutableList<Leaf> LEAVES = ImmutableList.copyOf(Leaf.values());
    static final ImmutableSet<Class<? extends Structural>> REORDERINGS =
            ImmutableSet.of(Reshape.class, Transpose.class);

    // spotless:off
    static final ImmutableList<Rewrite> ROWS = ImmutableList.of(
            row("what lies in [0, 1] by its form is not checked", EXACT, Within.class, (y, x) -> unchecked(y)),

            row("x + 0 = x",          EXACT, ADD, (y, a, b) -> when(b.isNumber(0), a)),
            row("0 + x = x",          EXACT, ADD, (y, a, b) -> when(a.isNumber(0), b)),
            row("x + −y = x − y",     EXACT, ADD, (y, a, b) -> operand(b, NEG).map(a::sub)),
            row("−x + y = y − x",     EXACT, ADD, (y, a, b) -> operand(a, NEG).map(b::sub)),
            row("x + −c = x − c",     EXACT, ADD, (y, a, b) -> negativeNumber(b).map(a::sub)),
            row("x − 0 = x",          EXACT, SUB, (y, a, b) -> when(b.isNumber(0), a)),
            row("0 − x = −x",         EXACT, SUB, (y, a, b) -> when(a.isNumber(0), b.neg())),
            row("x − −y = x + y",     EXACT, SUB, (y, a, b) -> operand(b, NEG).map(a::add)),
            row("x − −c = x + c",     EXACT, SUB, (y, a, b) -> negativeNumber(b).map(a::add)),
            row("−x − y = −(x + y)",  EXACT, SUB, (y, a, b) -> operand(a, NEG).map(x -> x.add(b).neg())),
            row("x · 1 = x",          EXACT, MUL, (y, a, b) -> when(b.isNumber(1), a)),
            row("1 · x = x",          EXACT, MUL, (y, a, b) -> when(a.isNumber(1), b)),
            row("x · −1 = −x",        EXACT, MUL, (y, a, b) -> when(b.isNumber(-1), a.neg())),
            row("−1 · x = −x",        EXACT, MUL, (y, a, b) -> when(a.isNumber(-1), b.neg())),
            row("−x · y = −(x · y)",  EXACT, MUL, (y, a, b) -> operand(a, NEG).map(x -> x.mul(b).neg())),
            row("x · −y = −(x · y)",  EXACT, MUL, (y, a, b) -> operand(b, NEG).map(x -> a.mul(x).neg())),
            row("−c · x = −(c · x)",  EXACT, MUL, (y, a, b) -> negativeNumber(a).map(c -> c.mul(b).neg())),
            row("x · c = c · x",      EXACT, MUL, (y, a, b) -> when(Match.isFactor(b) && !Match.isFactor(a), b.mul(a))),
            row("x / 1 = x",          EXACT, DIV, (y, a, b) -> when(b.isNumber(1), a)),
            row("−x / y = −(x / y)",  EXACT, DIV, (y, a, b) -> operand(a, NEG).map(x -> x.div(b).neg())),
            row("x / −y = −(x / y)",  EXACT, DIV, (y, a, b) -> operand(b, NEG).map(x -> a.div(x).neg())),
            row("−c / x = −(c / x)",  EXACT, DIV, (y, a, b) -> negativeNumber(a).map(c -> c.div(b).neg())),
            row("x^1 = x",            EXACT, POW, (y, a, b) -> when(b.isNumber(1), a)),
            row("−(−x) = x",          EXACT, NEG, (y, x) -> operand(x, NEG)),
            row("|−x| = |x|",         EXACT, ABS, (y, x) -> operand(x, NEG).map(Functions::abs)),

            row("an operation on numbers is a number",               EXACT, "", LEAVES, (y, _) -> fold(y)),
            row("element-wise operations stretch by themselves",     EXACT, "", LEAVES, (y, _) -> unstretched(y)),
            row("element-wise operations move inside what only moves entries", EXACT, "", LEAVES, (y, _) -> inside(y)),
            row("−x that is moved is what is moved with a minus",    EXACT, "", REORDERINGS, (y, _) -> operand(y.inputs().get(0), NEG).map(x -> ((Operation) y.op()).apply(x).neg())),
            row("Σ(−x) = −Σ x",                                      EXACT, Sum.class, (y, x) -> operand(x, NEG).map(z -> ((Sum) y.op()).apply(z).neg())),
            row("mean(−x) = −mean(x)",                               EXACT, Mean.class, (y, x) -> operand(x, NEG).map(z -> ((Mean) y.op()).apply(z).neg())),
            row("(−A)·B = −(A·B)",                                   EXACT, MatMul.class, (y, a) -> operand(a, NEG).map(x -> x.matmul(y.inputs().get(1)).neg())),
            row("A·(−B) = −(A·B)",                                   EXACT, MatMul.class, (y, a) -> operand(y.inputs().get(1), NEG).map(x -> a.matmul(x).neg())),
            row("−((x − y) · z) = (y − x) · z, and so in quotients, sums and matrix products", EXACT, NEG, (y, x) -> negated(x, 0)),
            row("stretching to the own shape does nothing",          EXACT, BroadcastTo.class, (y, x) -> Optional.of(x)),
            row("of two stretchings the last counts",                EXACT, BroadcastTo.class, (y, x) -> when(x.op() instanceof BroadcastTo, y).map(_ -> ((BroadcastTo) y.op()).apply(x.inputs().get(0)))),
            row("a number that is stretched need not be moved",      EXACT, "", REORDERINGS, (y, _) -> Match.stretchedNumber(y.inputs().get(0)).map(new BroadcastTo(y.shape())::apply)),
            row("reshaping to the own shape does nothing",           EXACT, Reshape.class, (y, x) -> Optional.of(x)),
            row("of two reshapings the last counts",                 EXACT, Reshape.class, (y, x) -> when(x.op() instanceof Reshape, y).map(_ -> ((Reshape) y.op()).apply(x.inputs().get(0)))),
            row("(xᵀ)ᵀ = x",                                         EXACT, Transpose.class, (y, x) -> transposedTwice(y)),
            row("Σ x / n = mean(x)",                                 EXACT, DIV, (y, a, b) -> mean(a, b)));
    // spotless:on

    /// How deeply a sign is looked for a difference that takes it.
    private static final int DEEPEST = 16;

    private Exact() {}

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
        if (!(y.op() instanceof Leaf leaf) || !y.shape().isScalar() || y.kind() != Kind.REAL) {
            return Optional.empty();
        }
        double[] numbers = new double[3];
        for (int i = 0; i < y.inputs().size(); i++) {
            OptionalDouble number = y.inputs().get(i).number();
            if (number.isEmpty()) {
                return Optional.empty();
            }
            numbers[i] = number.getAsDouble();
        }
        double value = leaf.value(numbers[0], numbers[1], numbers[2]);
        return Double.isFinite(value) ? Optional.of(Node.constant(value)) : Optional.empty();
    }

    /// Of an element-wise operation on one tensor and otherwise numbers, where that tensor is
    /// another one reshaped, transposed or stretched: the operation on that one, moved in the same
    /// way. Signs and scales go the other way, towards the result.
    private static Optional<Node> inside(Node y) {
        boolean scales =
                is(y, NEG) || is(y, MUL) || (is(y, DIV) && y.inputs().get(1).number().isPresent());
        if (!(y.op() instanceof Leaf leaf) || scales) {
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
        return Optional.of(move.apply(leaf.apply(x)));
    }

    private static boolean isMove(Operation operation) {
        return REORDERINGS.contains(operation.getClass()) || operation instanceof BroadcastTo;
    }

    private static Optional<Node> unstretched(Node y) {
        for (int i = 0; i < y.inputs().size(); i++) {
            Node x = y.inputs().get(i);
            if (x.op() instanceof BroadcastTo) {
                return Optional.of(Match.stretched(Match.with(y, i, x.inputs().get(0)), y));
            }
        }
        return Optional.empty();
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

    /// The negative of a node without a sign, if a difference in it can take that: −(a − b) is b −
    /// a.
    private static Optional<Node> negated(Node x, int depth) {
        if (x.name().isPresent() || depth == DEEPEST || !(x.op() instanceof Operation operation)) {
            return Optional.empty();
        }
        if (is(x, SUB) && (depth == 0 || x.inputs().get(0).number().isEmpty())) {
            return Optional.of(x.inputs().get(1).sub(x.inputs().get(0)));
        }
        for (int i : signed(operation)) {
            Optional<Node> operand = negated(x.inputs().get(i), depth + 1);
            if (operand.isPresent()) {
                return operand.map(z -> Match.with(x, i, z));
            }
        }
        return Optional.empty();
    }

    /// The operands whose sign is that of the result.
    private static List<Integer> signed(Operation operation) {
        if (operation == MUL) {
            return List.of(0, 1);
        }
        if (operation instanceof MatMul) {
            return List.of(1, 0);
        }
        boolean first =
                operation == DIV
                        || operation instanceof Sum
                        || operation instanceof Mean
                        || isMove(operation);
        return first ? List.of(0) : List.of();
    }

    /// The mean, if it is a sum divided by the number of entries summed.
    private static Optional<Node> mean(Node sum, Node count) {
        return sum.name().isEmpty()
                        && sum.op() instanceof Sum(var axes)
                        && Match.isSame(Match.count(axes, sum.inputs().get(0)), count)
                ? Optional.of(new Mean(axes).apply(sum.inputs().get(0)))
                : Optional.empty();
    }
}
