package chainrule.simplify;

import static chainrule.graph.Functions.abs;
import static chainrule.graph.Functions.broadcastTo;
import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.log1p;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.prod;
import static chainrule.graph.Functions.reshape;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.softmax;
import static chainrule.graph.Functions.softplus;
import static chainrule.graph.Functions.sqrt;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.where;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Axes;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import chainrule.graph.Within;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Each rule by itself, on every pair of these numbers: both zeros, both infinities, NaN, and
/// numbers at which σ saturates.
class RewritesTest {
    private static final double[] NUMBERS = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        -2.5,
        40,
        -40,
        800,
        -800,
        1e4,
        -1e4,
        1e-300,
        1e300,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    private static final int N = NUMBERS.length;
    private static final Node X = input("x", N, N);
    private static final Node Y = input("y", N, N);
    private static final Node POINTS = input("points", BATCH);
    private static final Node NONE = input("none", 0, 2);
    private static final Node SIZE = Node.size(BATCH);
    private static final Node SIGMOID_OF_Y = sigmoid(Y);
    private static final String PAIRS = Text.of(pairs(X, Y), 400);
    private static final String CANCELLED = "x · y / y = x";
    private static final String BY_POWER = "ln(x^y) = y · ln x";
    private static final Feed FEED = feed(NUMBERS);

    /// Numbers at which nothing overflows or saturates, often, and NaN.
    private static final double[] ORDINARY = {
        0, 1, -1, 0.5, -2.5, 3, 7, -4, 4, 2, -2, 0.25, 1.5, -0.5, 5, -7, Double.NaN
    };

    /// What a rule would be told that did not ask: that all is bounded and positive.
    private static final Known EVERYTHING =
            new Known() {
                @Override
                public Range range(Node node) {
                    return Range.closed(0.5, 1);
                }

                @Override
                public Node one(Node node) {
                    return node;
                }

                @Override
                public boolean mayVanish(Node node) {
                    return true;
                }

                @Override
                public boolean hasEntries(Node node) {
                    return true;
                }
            };

    private static Feed feed(double[] numbers) {
        return Feed.of(X, Tensor.generate(X.shape(), Kind.REAL, i -> numbers[i / N]))
                .and(Y, Tensor.generate(Y.shape(), Kind.REAL, i -> numbers[i % N]))
                .and(POINTS, Tensor.of(1, 2, 3));
    }

    /// A rule, a formula that it is for, and what the rule makes of it.
    record Example(String law, Node formula, String rewritten) {
        @Override
        public String toString() {
            return law;
        }
    }

    private static Example example(String law, BinaryOperator<Node> formula, String rewritten) {
        return new Example(law, formula.apply(X, Y), rewritten);
    }

    private static Node k(double number) {
        return Node.constant(number);
    }

    // spotless:off
    static final ImmutableList<Example> EXAMPLES =
            ImmutableList.of(
                    example("ln σ(x) = −softplus(−x)", (x, y) -> log(sigmoid(x)), "−softplus(−x)"),
                    example("ln(1 − σ(x)) = −softplus(x)", (x, y) -> log(sigmoid(x).rsub(1)), "−softplus(x)"),
                    example("ln softmax(x) = logsoftmax(x)", (x, y) -> log(softmax(pairs(x, y), 0)), "logsoftmax₀(" + PAIRS + ")"),
                    example("ln of entries of σ(x), 1 − σ(x) or softmax(x) = entries of its logarithm", (x, y) -> log(Functions.slice(sigmoid(x), 0, 0, N)), "(−softplus(−x))[0:17]"),
                    example("ln Σ exp(x) = logsumexp(x)", (x, y) -> log(sum(exp(pairs(x, y)), Axes.keep(0))), "logsumexp₀(" + PAIRS + ")"),
                    example("ln exp(x) = x", (x, y) -> log(exp(x)), "x"),
                    example("ln(1 + exp(x)) = softplus(x)", (x, y) -> log(exp(x).add(1)), "softplus(x)"),
                    example("log1p(exp(x)) = softplus(x)", (x, y) -> log1p(exp(x)), "softplus(x)"),
                    example("ln(x · y) = ln x + ln y", (x, y) -> log(exp(x).mul(softplus(y))), "x + ln(softplus(y))"),
                    example("ln(x / y) = ln x − ln y", (x, y) -> log(softplus(y).div(sigmoid(x))), "ln(softplus(y)) − (−softplus(−x))"),
                    example("ln(x^y) = y · ln x", (x, y) -> log(sigmoid(x).pow(y)), "y ⊙ (−softplus(−x))"),
                    example("ln √x = ln x / 2", (x, y) -> log(sqrt(sigmoid(x))), "(−softplus(−x)) / 2"),
                    example("ln Π x = Σ ln x", (x, y) -> log(prod(sigmoid(pairs(x, y)), Axes.keep(0))), "Σ₀(−softplus(−" + PAIRS + "))"),
                    example("1 / (1 + exp(−x)) = σ(x)", (x, y) -> exp(x.neg()).add(1).rdiv(1), "σ(x)"),

                    example("what lies in [0, 1] by its form is not checked", (x, y) -> new Within(0, 1, "a probability").apply(sigmoid(x)), "σ(x)"),
                    example("x + 0 = x", (x, y) -> x.add(0), "x"),
                    example("0 + x = x", (x, y) -> k(0).add(x), "x"),
                    example("x + −y = x − y", (x, y) -> x.add(y.neg()), "x − y"),
                    example("−x + y = y − x", (x, y) -> x.neg().add(y), "y − x"),
                    example("x + −c = x − c", (x, y) -> x.add(-3), "x − 3"),
                    example("x − 0 = x", (x, y) -> x.sub(0), "x"),
                    example("0 − x = −x", (x, y) -> x.rsub(0), "−x"),
                    example("x − −y = x + y", (x, y) -> x.sub(y.neg()), "x + y"),
                    example("x − −c = x + c", (x, y) -> x.sub(-3), "x + 3"),
                    example("−x − y = −(x + y)", (x, y) -> x.neg().sub(y), "−(x + y)"),
                    example("x · 1 = x", (x, y) -> x.mul(1), "x"),
                    example("1 · x = x", (x, y) -> k(1).mul(x), "x"),
                    example("x · −1 = −x", (x, y) -> x.mul(-1), "−x"),
                    example("−1 · x = −x", (x, y) -> k(-1).mul(x), "−x"),
                    example("−x · y = −(x · y)", (x, y) -> x.neg().mul(y), "−x ⊙ y"),
                    example("x · −y = −(x · y)", (x, y) -> x.mul(y.neg()), "−x ⊙ y"),
                    example("−c · x = −(c · x)", (x, y) -> k(-3).mul(x), "−3 · x"),
                    example("x · c = c · x", (x, y) -> x.mul(3), "3 · x"),
                    example("x / 1 = x", (x, y) -> x.div(1), "x"),
                    example("−x / y = −(x / y)", (x, y) -> x.neg().div(y), "−x / y"),
                    example("x / −y = −(x / y)", (x, y) -> x.div(y.neg()), "−x / y"),
                    example("−c / x = −(c / x)", (x, y) -> y.rdiv(-3), "−3 / y"),
                    example("x^1 = x", (x, y) -> x.pow(1), "x"),
                    example("−(−x) = x", (x, y) -> x.neg().neg(), "x"),
                    example("|−x| = |x|", (x, y) -> abs(x.neg()), "|x|"),
                    new Example("an operation on numbers is a number", k(2).mul(3), "6"),
                    example("element-wise operations stretch by themselves", (x, y) -> x.add(broadcastTo(k(3), y.shape())), "x + 3"),
                    example("element-wise operations move inside what only moves entries", (x, y) -> log(reshape(x, 1, x.shape().size())), "reshape[1×" + X.shape().size() + "](ln(x))"),
                    example("−x that is moved is what is moved with a minus", (x, y) -> x.neg().t(), "−xᵀ"),
                    example("Σ(−x) = −Σ x", (x, y) -> sum(x.neg(), 0), "−Σ₀(x)"),
                    example("mean(−x) = −mean(x)", (x, y) -> mean(x.neg(), 0), "−mean₀(x)"),
                    example("(−A)·B = −(A·B)", (x, y) -> x.neg().matmul(y), "−x·y"),
                    example("A·(−B) = −(A·B)", (x, y) -> x.matmul(y.neg()), "−x·y"),
                    example("−((x − y) · z) = (y − x) · z, and so in quotients, sums and matrix products", (x, y) -> y.mul(sum(x.sub(y).div(3), 0)).neg(), "y ⊙ Σ₀((y − x) / 3)"),
                    example("stretching to the own shape does nothing", (x, y) -> broadcastTo(x, y.shape()), "x"),
                    example("of two stretchings the last counts", (x, y) -> broadcastTo(broadcastTo(x, Shape.of(1, N, N)), Shape.of(2, N, N)), "broadcast[2×17×17](x)"),
                    example("a number that is stretched need not be moved", (x, y) -> broadcastTo(k(3), Shape.of(2, 3)).t(), "broadcast[3×2](3)"),
                    example("reshaping to the own shape does nothing", (x, y) -> reshape(x, y.shape()), "x"),
                    example("of two reshapings the last counts", (x, y) -> reshape(reshape(x, N * N), N * N, 1), "reshape[289×1](x)"),
                    example("(xᵀ)ᵀ = x", (x, y) -> x.t().t(), "x"),
                    example("Σ x / n = mean(x)", (x, y) -> sum(x, 0).div(N), "mean₀(x)"),

                    example("x^2 = x²", (x, y) -> x.pow(2), "x²"),
                    example("x · (1 / y) = x / y", (x, y) -> x.mul(y.rdiv(1)), "x / y"),
                    example("(1 / x) · y = y / x", (x, y) -> x.rdiv(1).mul(y), "y / x"),
                    example("(k / x) · y = (k · y) / x", (x, y) -> x.rdiv(3).mul(y), "3 · y / x"),
                    example("x · (k / y) = (k · x) / y", (x, y) -> x.mul(y.rdiv(3)), "3 · x / y"),
                    example("k · (j · x) = kj · x", (x, y) -> k(3).mul(k(2).mul(x)), "6 · x"),
                    example("x · (y · z) = (x · y) · z", (x, y) -> x.mul(y.mul(x)), "x ⊙ y ⊙ x"),
                    example("k · (x / j) = (k · x) / j", (x, y) -> k(3).mul(x.div(7)), "3 · x / 7"),
                    example("x · (k · y) = (k · x) · y", (x, y) -> x.mul(k(3).mul(sum(y))), "3 · x · Σ(y)"),
                    example("(x / k) · y = (x · y) / k", (x, y) -> x.div(3).mul(y), "x ⊙ y / 3"),
                    example("(k · x) / j = k/j · x", (x, y) -> k(6).mul(x).div(3), "2 · x"),
                    example("(x / k) / j = x / kj", (x, y) -> x.div(2).div(3), "x / 6"),
                    example("(x / n) / k = (x / k) / n", (x, y) -> x.div(SIZE).div(3), "x / 3 / " + Text.of(SIZE)),
                    example("(x / k) / y = (x / y) / k", (x, y) -> x.div(3).div(y), "x / y / 3"),
                    example("x / (k · y) = (x / y) / k", (x, y) -> x.div(k(3).mul(y)), "x / y / 3"),
                    example("x / k ± y / k = (x ± y) / k, and so with products", (x, y) -> x.div(3).sub(y.div(3)), "(x − y) / 3"),
                    example("scales go out of sums, means, matrix products and moves", (x, y) -> sum(k(3).mul(x).mul(y), 0), "3 · Σ₀(x ⊙ y)"),
                    example("Σ of what is stretched = n · x", (x, y) -> sum(broadcastTo(sum(x), Shape.of(2, 3))), "6 · Σ(x)"),
                    new Example("Σ of a distribution = 1", sum(Functions.oneHot(Node.constant(Tensor.indices(Shape.of(2), 0, 2)), 3), 1), "broadcast[2](1)"),
                    example("the mean of a number that is stretched is that number", (x, y) -> mean(broadcastTo(sum(x), Shape.of(2, 3))), "Σ(x)"),
                    example("mean(k − x) = k − mean(x), mean(k + x) = k + mean(x)", (x, y) -> mean(x.rsub(3), 0), "3 − mean₀(x)"),
                    example("(x − y) · (y − x) = −(x − y)²", (x, y) -> x.sub(y).mul(y.sub(x)), "−(x − y)²"),
                    example("n · x / n = x", (x, y) -> SIZE.mul(x).div(SIZE), "x"),
                    example("x · y / y = x", (x, y) -> x.mul(sigmoidOf(y)).div(sigmoidOf(y)), "x"),
                    example("(x / y + z) · y = x + z · y", (x, y) -> x.div(sigmoidOf(y)).add(1).mul(sigmoidOf(y)), "x + σ(y)"),
                    example("k · x + j · x = (k + j) · x", (x, y) -> k(3).mul(x).sub(y).add(x), "4 · x − y"),
                    example("x · (1 − y) − (1 − x) · y = x − y, and all such products that cancel; σ(−x) is 1 − σ(x)", (x, y) -> x.mul(sigmoid(y.neg())).sub(x.rsub(1).mul(sigmoid(y))), "x − σ(y)"),
                    example("(1 − x) / (1 − y) − x / y = (y − x) / ((1 − y) · y), and all such fractions that cancel", (x, y) -> x.rsub(1).div(y.rsub(1)).sub(x.div(y)), "(y − x) / (y ⊙ (1 − y))"));

    /// Rules that ask what is known of their operands, each with a formula that it does not hold for.
    static final ImmutableList<Example> COUNTEREXAMPLES =
            ImmutableList.of(
                    new Example("ln Σ exp(x) = logsumexp(x)", log(sum(exp(NONE), 0)), ""),
                    example("ln(x · y) = ln x + ln y", (x, y) -> log(x.pow(2).mul(y)), ""),
                    example("ln(x / y) = ln x − ln y", (x, y) -> log(x.pow(2).div(y)), ""),
                    example("ln(x^y) = y · ln x", (x, y) -> log(x.pow(2)), ""),
                    example("ln √x = ln x / 2", (x, y) -> log(sqrt(x.pow(2))), ""),
                    example("ln Π x = Σ ln x", (x, y) -> log(prod(pairs(x, y), 0)), ""),
                    example("x · y / y = x", (x, y) -> x.mul(y).div(y), ""),
                    example("(x / y + z) · y = x + z · y", (x, y) -> x.div(y).add(1).mul(y), ""),
                    example("x · (1 − y) − (1 − x) · y = x − y, and all such products that cancel; σ(−x) is 1 − σ(x)", (x, y) -> x.add(y).mul(2).sub(x.mul(2)), ""),
                    example("(1 − x) / (1 − y) − x / y = (y − x) / ((1 − y) · y), and all such fractions that cancel", (x, y) -> x.add(1).div(y).sub(x.div(y)), ""));
    // spotless:on

    /// One node for σ of a node, as simplified formulas have it.
    private static Node sigmoidOf(Node x) {
        return x == Y ? SIGMOID_OF_Y : sigmoid(x);
    }

    /// The numbers as two rows, so that every pair is a column.
    private static Node pairs(Node x, Node y) {
        Node first = Node.constant(Tensor.of(Shape.of(2, 1), 1, 0));
        Node second = Node.constant(Tensor.of(Shape.of(2, 1), 0, 1));
        Node condition = less(second, first);
        return where(condition, reshape(x, 1, N * N), reshape(y, 1, N * N));
    }

    @Test
    void everyRuleHasAnExample() {
        assertThat(EXAMPLES.stream().map(Example::law).toList())
                .isEqualTo(Rewrites.ALL.stream().map(Rewrite::law).toList());
    }

    @Test
    void everyRuleThatAsksWhatIsKnownHasACounterexample() {
        assertThat(COUNTEREXAMPLES.stream().map(Example::law).toList())
                .isEqualTo(
                        Rewrites.ALL.stream()
                                .filter(rewrite -> !rewrite.where().isEmpty())
                                .map(Rewrite::law)
                                .toList());
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void theRuleFits(Example example) {
        assertThat(rewritten(example).type()).isEqualTo(example.formula().type());
        assertThat(Text.of(rewritten(example), 500)).isEqualTo(example.rewritten());
        assertThat(Simplify.explain(example.formula()).steps())
                .extracting(Step::law)
                .contains(example.law());
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void theRuleFitsNothingThatItsOwnResultIsMadeOf(Example example) {
        for (Node node : Walk.order(rewritten(example))) {
            if (Rewrites.on(node).contains(rule(example))) {
                assertThat(rule(example).apply(node, known(example))).as("%s", node).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void valuesStayWhatTheyAre(Example example) {
        Rewrite.Kind kind = rule(example).kind();
        double[] numbers = kind == Rewrite.Kind.STABILISING ? ORDINARY : NUMBERS;
        compare(kind, example.formula(), rewritten(example), numbers);
        compare(kind, example.formula(), Simplify.of(example.formula()), numbers);
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void gradientsStayWhatTheyAre(Example example) {
        double[] numbers = rule(example).kind() == Rewrite.Kind.EXACT ? NUMBERS : ORDINARY;
        List<Node> before = gradients(example.formula());
        List<Node> after = gradients(rewritten(example));
        for (int i = 0; i < before.size(); i++) {
            for (Node other :
                    List.of(after.get(i), Simplify.of(after.get(i)), Simplify.of(before.get(i)))) {
                compare(Rewrite.Kind.ALGEBRAIC, before.get(i), other, numbers);
            }
        }
    }

    /// Also where the formula as it was is no number: a rule does not make one of it. Only where a
    /// factor is cancelled, a NaN in it is lost.
    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void onOrdinaryNumbersTheDomainStaysWhatItIs(Example example) {
        assertThat(isSameOnOrdinaryNumbers(example.formula(), rewritten(example)))
                .isEqualTo(!example.law().equals(CANCELLED));
    }

    @ParameterizedTest
    @FieldSource("COUNTEREXAMPLES")
    void whereWhatItAsksForIsNotKnownTheRuleDoesNotFit(Example example) {
        assertThat(rule(example).apply(example.formula(), known(example))).isEmpty();
    }

    /// The precondition dropped: the rule claims to know everything.
    @ParameterizedTest
    @FieldSource("COUNTEREXAMPLES")
    void ifTheRuleDidNotAskItWouldBeWrong(Example example) {
        if (example.formula().inputs().get(0).inputs().get(0).inputs().contains(NONE)) {
            assertThatThrownBy(() -> rule(example).apply(example.formula(), EVERYTHING))
                    .hasMessageContaining("there are no entries to choose from");
            return;
        }
        Node wrong = rule(example).apply(example.formula(), EVERYTHING).orElseThrow();
        assertThat(isSameOnOrdinaryNumbers(example.formula(), wrong)).isFalse();
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void numbersGiveNumbersWhereTheRuleStabilises(Example example) {
        if (rule(example).kind() == Rewrite.Kind.STABILISING && !example.law().equals(BY_POWER)) {
            Node simple = Simplify.of(example.formula());
            Tensor value = Interpreter.evaluate(simple, FEED);
            Tensor slope = Interpreter.evaluate(Gradient.of(sum(simple), X), FEED);
            for (int i = 0; i < N * N; i++) {
                double x = NUMBERS[i / N];
                double y = NUMBERS[i % N];
                if (Double.isFinite(x) && Double.isFinite(y) && y > -700) {
                    assertThat(value.get(i)).as("value at %s, %s", x, y).isFinite();
                    assertThat(slope.get(i)).as("slope at %s, %s", x, y).isFinite();
                }
            }
        }
    }

    /// Whether two formulas are numbers at the same places, and there the same, and whether a NaN
    /// that goes in comes out of both.
    private static boolean isSameOnOrdinaryNumbers(Node one, Node other) {
        Tensor plain = Interpreter.evaluate(one, feed(ORDINARY));
        Tensor simple = Interpreter.evaluate(other, feed(ORDINARY));
        for (int i = 0; i < plain.size(); i++) {
            double a = plain.get(i);
            double b = simple.get(i);
            boolean same = a == b || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
            boolean noNumberGoesIn = plain.size() == N * N && (i / N == N - 1 || i % N == N - 1);
            if (!same && !Double.isNaN(b)) {
                return false;
            }
            if (!same && !Double.isNaN(a) && !noNumberGoesIn) {
                return false;
            }
        }
        return true;
    }

    private static List<Node> gradients(Node formula) {
        return Gradient.orZero(sum(formula), List.of(X, Y));
    }

    private static Rewrite rule(Example example) {
        return Rewrites.ALL.stream()
                .filter(rewrite -> rewrite.law().equals(example.law()))
                .findFirst()
                .orElseThrow();
    }

    private static Known known(Example example) {
        Share share = new Share();
        Walk.order(example.formula()).forEach(share::one);
        return new Ranges(share);
    }

    private static Node rewritten(Example example) {
        return rule(example).apply(example.formula(), known(example)).orElseThrow();
    }

    /// The same number, or, where there was none, any. Only exact rules hold for what is no real
    /// number, too; others may lose some last digits.
    private static void compare(Rewrite.Kind kind, Node one, Node other, double[] numbers) {
        Tensor plain = Interpreter.evaluate(one, feed(numbers));
        Tensor simple = Interpreter.evaluate(other, feed(numbers));
        assertThat(simple.shape()).isEqualTo(plain.shape());
        for (int i = 0; i < plain.size(); i++) {
            double expected = plain.get(i);
            double actual = simple.get(i);
            boolean real =
                    plain.size() != N * N
                            || (Double.isFinite(numbers[i / N]) && Double.isFinite(numbers[i % N]));
            if (kind == Rewrite.Kind.EXACT) {
                assertThat(actual == expected || (Double.isNaN(actual) && Double.isNaN(expected)))
                        .as("%s instead of %s at %d", actual, expected, i)
                        .isTrue();
            } else if (Double.isFinite(expected) && real) {
                assertThat(Math.abs(actual - expected))
                        .as("%s instead of %s at %d", actual, expected, i)
                        .isLessThanOrEqualTo(1e-9 * Math.max(1, Math.abs(expected)));
            }
        }
    }
}
