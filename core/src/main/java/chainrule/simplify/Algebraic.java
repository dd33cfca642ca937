package chainrule.simplify;

import static chainrule.graph.Leaf.ADD;
import static chainrule.graph.Leaf.DIV;
import static chainrule.graph.Leaf.MUL;
import static chainrule.graph.Leaf.POW;
import static chainrule.graph.Leaf.SUB;
import static chainrule.simplify.Match.is;
import static chainrule.simplify.Match.isFactor;
import static chainrule.simplify.Match.isScale;
import static chainrule.simplify.Match.isUnnamed;
import static chainrule.simplify.Match.number;
import static chainrule.simplify.Rewrite.Kind.ALGEBRAIC;
import static chainrule.simplify.Rewrites.row;
import static chainrule.simplify.Rewrites.when;

import chainrule.graph.Axes;
import chainrule.graph.Distribution;
import chainrule.graph.Functions;
import chainrule.graph.MatMul;
import chainrule.graph.Mean;
import chainrule.graph.Node;
import chainrule.graph.OneHot;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import chainrule.graph.Sum;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// The rules of algebra: they collect and cancel. In their laws `k` and `j` are scales: numbers
/// other than 0, and sizes of dimensions. These go outwards, first what multiplies, then what
/// divides, so that they meet. Sizes count as numbers other than 0: over no points, what was 0 may
/// be 0/0.
final class Algebraic {
    private static final ImmutableList<Object> LINEAR =
            ImmutableList.<Object>builder()
                    .add(MatMul.class, Sum.class, Mean.class)
                    .addAll(Exact.REORDERINGS)
                    .build();

    // spotless:off
    static final ImmutableList<Rewrite> ROWS = ImmutableList.of(
            row("x^2 = x²",                      ALGEBRAIC, POW, (y, a, b) -> when(b.name().isEmpty() && b.isNumber(2), y).map(_ -> Functions.square(a))),
            row("x · (1 / y) = x / y",           ALGEBRAIC, MUL, (y, a, b) -> inverse(b).map(a::div)),
            row("(1 / x) · y = y / x",           ALGEBRAIC, MUL, (y, a, b) -> inverse(a).map(b::div)),
            row("(k / x) · y = (k · y) / x",     ALGEBRAIC, MUL, (y, a, b) -> overNumber(a).map(x -> a.inputs().get(0).mul(b).div(x))),
            row("x · (k / y) = (k · x) / y",     ALGEBRAIC, MUL, (y, a, b) -> overNumber(b).map(x -> b.inputs().get(0).mul(a).div(x))),
            row("k · (j · x) = kj · x",          ALGEBRAIC, MUL, (y, a, b) -> numbers(a, b)),
            row("x · (y · z) = (x · y) · z",     ALGEBRAIC, MUL, (y, a, b) -> when(isShortProduct(b) && !(isFactor(a) && isFactor(b.inputs().get(0))) && (b.type().equals(y.type()) || isScale(a)), b).map(_ -> a.mul(b.inputs().get(0)).mul(b.inputs().get(1)))),
            row("k · (x / j) = (k · x) / j",     ALGEBRAIC, MUL, (y, a, b) -> when(isScale(a) && isUnnamed(b, DIV) && isScale(b.inputs().get(1)), b).map(_ -> a.mul(b.inputs().get(0)).div(b.inputs().get(1)))),
            row("x · (k · y) = (k · x) · y",     ALGEBRAIC, MUL, (y, a, b) -> when(!isScale(a) && isUnnamed(b, MUL) && isScale(b.inputs().get(0)), b).map(_ -> b.inputs().get(0).mul(a).mul(b.inputs().get(1)))),
            row("(x / k) · y = (x · y) / k",     ALGEBRAIC, MUL, (y, a, b) -> when(!isScale(a) && !isScale(b), y).flatMap(_ -> divided(a, x -> x.mul(b)).or(() -> divided(b, a::mul)))),
            row("(k · x) / j = k/j · x",         ALGEBRAIC, DIV, (y, a, b) -> ratio(a, b)),
            row("(x / k) / j = x / kj",          ALGEBRAIC, DIV, (y, a, b) -> when(isFactor(b) && isUnnamed(a, DIV) && isFactor(a.inputs().get(1)), a).flatMap(_ -> product(a.inputs().get(1), b).map(a.inputs().get(0)::div))),
            row("(x / n) / k = (x / k) / n",     ALGEBRAIC, DIV, (y, a, b) -> when(isFactor(b) && isUnnamed(a, DIV) && isScale(a.inputs().get(1)) && !isFactor(a.inputs().get(1)), a).map(_ -> a.inputs().get(0).div(b).div(a.inputs().get(1)))),
            row("(x / k) / y = (x / y) / k",     ALGEBRAIC, DIV, (y, a, b) -> when(!isScale(b) && isUnnamed(a, DIV) && isScale(a.inputs().get(1)), a).map(_ -> a.inputs().get(0).div(b).div(a.inputs().get(1)))),
            row("x / (k · y) = (x / y) / k",     ALGEBRAIC, DIV, (y, a, b) -> when(isUnnamed(b, MUL) && !isScale(b) && isScale(b.inputs().get(0)), b).map(_ -> a.div(b.inputs().get(1)).div(b.inputs().get(0)))),
            row("x / k ± y / k = (x ± y) / k, and so with products",  ALGEBRAIC, "", List.of(ADD, SUB), (y, _) -> commonScale(y)),
            row("scales go out of sums, means, matrix products and moves", ALGEBRAIC, "", LINEAR, (y, _) -> outOfLinear(y)),
            row("Σ of what is stretched = n · x", ALGEBRAIC, "", List.of(Sum.class), (y, _) -> ofStretched(y)),
            row("Σ of a distribution = 1",       ALGEBRAIC, Sum.class, (y, x) -> when(isDistribution(x, ((Sum) y.op()).axes()), y).map(_ -> Match.stretched(Node.constant(1), y))),
            row("the mean of a number that is stretched is that number", ALGEBRAIC, "", List.of(Mean.class), (y, _) -> ofStretched(y)),
            row("mean(k − x) = k − mean(x), mean(k + x) = k + mean(x)", ALGEBRAIC, Mean.class, (y, x) -> ofShifted(y)),
            row("(x − y) · (y − x) = −(x − y)²", ALGEBRAIC, "", List.of(MUL), (y, known) -> known.factors(y).oppositesMerged().map(Factors::node).map(Node::neg).filter(z -> Length.isShorter(z, y))),
            row("n · x / n = x",                 ALGEBRAIC, "", List.of(MUL, DIV), (y, known) -> cancelled(y, known, n -> n.op() instanceof Op.Size)),
            row("x · y / y = x",                 ALGEBRAIC, "y is bounded and never 0", List.of(MUL, DIV), (y, known) -> cancelled(y, known, known::cancels)),
            row("(x / y + z) · y = x + z · y",   ALGEBRAIC, "y is bounded and never 0", List.of(MUL, DIV), Sums::distributed),
            row("k · x + j · x = (k + j) · x",   ALGEBRAIC, "", List.of(ADD, SUB), Sums::likeTerms),
            row("x · (1 − y) − (1 − x) · y = x − y, and all such products that cancel; σ(−x) is 1 − σ(x)", ALGEBRAIC, "what vanishes is in the rest, too", List.of(ADD, SUB), Sums::multipliedOut),
            row("(1 − x) / (1 − y) − x / y = (y − x) / ((1 − y) · y), and all such fractions that cancel", ALGEBRAIC, "what vanishes is in the rest, too", List.of(ADD, SUB), Sums::overCommonDenominator));
    // spotless:on

    /// How far to the left in a product a scale is looked for.
    private static final int DEEPEST = 8;

    private Algebraic() {}

    /// Whether it is a product of few factors: in long ones, none is brought to the front, so that
    /// chains of any length take a time in proportion to it.
    private static boolean isShortProduct(Node y) {
        Node first = y;
        for (int i = 0; i < DEEPEST; i++) {
            if (!isUnnamed(first, MUL)) {
                return i > 0;
            }
            first = first.inputs().get(0);
        }
        return false;
    }

    private static Optional<Node> cancelled(Node y, Known known, Predicate<Node> may) {
        return known.factors(y)
                .cancelled(may)
                .map(Factors::node)
                .filter(z -> Length.isShorter(z, y));
    }

    /// x, if a node is 1 / x.
    private static Optional<Node> inverse(Node y) {
        return when(isUnnamed(y, DIV) && y.inputs().get(0).isNumber(1), y)
                .map(_ -> y.inputs().get(1));
    }

    /// x, if a node is k / x and x is no scale itself.
    private static Optional<Node> overNumber(Node y) {
        return when(
                        isUnnamed(y, DIV)
                                && isScale(y.inputs().get(0))
                                && !isScale(y.inputs().get(1)),
                        y)
                .map(_ -> y.inputs().get(1));
    }

    private static Optional<Node> product(Node k, Node j) {
        double product = number(k) * number(j);
        return isFactor(product) ? Optional.of(Node.constant(product)) : Optional.empty();
    }

    private static Optional<Node> numbers(Node k, Node y) {
        return when(isFactor(k) && isUnnamed(y, MUL) && isFactor(y.inputs().get(0)), y)
                .flatMap(_ -> product(k, y.inputs().get(0)))
                .map(kj -> kj.mul(y.inputs().get(1)));
    }

    /// A quotient of numbers that is a whole number, or one over a whole number.
    private static Optional<Node> ratio(Node y, Node j) {
        if (!isFactor(j) || !isUnnamed(y, MUL) || !isFactor(y.inputs().get(0))) {
            return Optional.empty();
        }
        Node x = y.inputs().get(1);
        double k = number(y.inputs().get(0));
        if (k % number(j) == 0) {
            return Optional.of(Node.constant(k / number(j)).mul(x));
        }
        return when(number(j) % k == 0, x).map(_ -> x.div(number(j) / k));
    }

    /// What is made of x, where a node is `k · x` or `x / k`, and the scale put before or under it.
    private static Optional<Node> scaled(Node y, Function<Node, Node> rest) {
        Node first = y;
        Function<Node, Node> others = rest;
        for (int i = 0; i < DEEPEST && isUnnamed(first, MUL, DIV); i++) {
            boolean product = is(first, MUL);
            Node second = first.inputs().get(1);
            Function<Node, Node> so = others;
            first = first.inputs().get(0);
            if (isScale(first) && product) {
                return Optional.of(first.mul(so.apply(second)));
            }
            others = x -> so.apply(product ? x.mul(second) : x.div(second));
        }
        return divided(y, rest);
    }

    private static Optional<Node> divided(Node y, Function<Node, Node> rest) {
        return when(isUnnamed(y, DIV) && isScale(y.inputs().get(1)), y)
                .map(_ -> rest.apply(y.inputs().get(0)).div(y.inputs().get(1)));
    }

    /// Whether the entries along these axes sum to 1, since they are said to, or are made so.
    private static boolean isDistribution(Node y, Axes axes) {
        int axis =
                switch (y.op()) {
                    case Distribution(int along) -> along;
                    case OneHot _ -> y.shape().rank() - 1;
                    default -> -1;
                };
        return axes.axes().equals(ImmutableList.of(axis));
    }

    /// Of a sum or mean of a stretched number: the number itself, for a sum as often as it is
    /// there.
    private static Optional<Node> ofStretched(Node y) {
        return Match.stretchedNumber(y.inputs().get(0))
                .map(x ->
                        y.op() instanceof Sum(var axes)
                                ? Match.count(axes, y.inputs().get(0)).mul(x)
                                : x)
                .map(x -> Match.stretched(x, y));
    }

    private static Optional<Node> ofShifted(Node y) {
        Node sum = y.inputs().get(0);
        if (!isUnnamed(sum, ADD, SUB)) {
            return Optional.empty();
        }
        Node k = sum.inputs().get(0);
        Node x = sum.inputs().get(1);
        return when(isScale(k) && x.shape().equals(sum.shape()), k)
                .map(_ -> sum(sum, k, ((Operation) y.op()).apply(x)));
    }

    private static Optional<Node> outOfLinear(Node y) {
        for (int i = 0; i < y.inputs().size(); i++) {
            int at = i;
            Optional<Node> out = scaled(y.inputs().get(i), x -> Match.with(y, at, x));
            if (out.isPresent()) {
                return out;
            }
        }
        return Optional.empty();
    }

    private static Optional<Node> commonScale(Node y) {
        Node a = y.inputs().get(0);
        Node b = y.inputs().get(1);
        if (isUnnamed(a, DIV) && isUnnamed(b, DIV)) {
            Node k = a.inputs().get(1);
            return when(isScale(k) && Match.isSame(k, b.inputs().get(1)), y)
                    .map(_ -> sum(y, a.inputs().get(0), b.inputs().get(0)).div(k));
        }
        if (isUnnamed(a, MUL) && isUnnamed(b, MUL)) {
            Node k = a.inputs().get(0);
            return when(isScale(k) && Match.isSame(k, b.inputs().get(0)), y)
                    .map(_ -> k.mul(sum(y, a.inputs().get(1), b.inputs().get(1))));
        }
        return Optional.empty();
    }

    private static Node sum(Node y, Node a, Node b) {
        return ((Operation) y.op()).apply(a, b);
    }
}
