package chainrule.simplify;

import static chainrule.graph.Functions.broadcastTo;
import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.reshape;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.softmax;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.where;
import static org.assertj.core.api.Assertions.assertThat;

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
    private static final Feed FEED =
            Feed.of(X, Tensor.generate(X.shape(), Kind.REAL, i -> NUMBERS[i / N]))
                    .and(Y, Tensor.generate(Y.shape(), Kind.REAL, i -> NUMBERS[i % N]));

    /// A rule, a formula that it is for, and what becomes of this.
    record Example(String law, Node formula, String simplified) {
        @Override
        public String toString() {
            return law;
        }
    }

    private static Example example(String law, BinaryOperator<Node> formula, String simplified) {
        return new Example(law, formula.apply(X, Y), simplified);
    }

    static final ImmutableList<Example> EXAMPLES =
            ImmutableList.of(
                    example("ln σ(x) = −softplus(−x)", (x, y) -> log(sigmoid(x)), "−softplus(−x)"),
                    example(
                            "ln(1 − σ(x)) = −softplus(x)",
                            (x, y) -> log(sigmoid(x).rsub(1)),
                            "−softplus(x)"),
                    example(
                            "ln softmax(x) = logsoftmax(x)",
                            (x, y) -> log(softmax(pairs(x, y), 0)),
                            "logsoftmax₀(" + pairs(X, Y) + ")"),
                    example(
                            "ln of entries of σ(x), 1 − σ(x) or softmax(x) = entries of its logarithm",
                            (x, y) -> log(Functions.slice(sigmoid(x), 0, 0, N)),
                            "(−softplus(−x))[0:17]"),
                    example(
                            "ln Σ exp(x) = logsumexp(x)",
                            (x, y) -> log(sum(exp(pairs(x, y)), Axes.keep(0))),
                            "logsumexp₀(" + pairs(X, Y) + ")"),
                    example(
                            "what lies in [0, 1] by its form is not checked",
                            (x, y) -> new Within(0, 1, "a probability").apply(sigmoid(x)),
                            "σ(x)"),
                    example(
                            "element-wise operations move inside what only moves entries",
                            (x, y) -> log(reshape(x, 1, x.shape().size())),
                            "reshape[1×" + X.shape().size() + "](ln(x))"),
                    example("x + 0 = x", (x, y) -> x.add(0), "x"),
                    example("0 + x = x", (x, y) -> Node.constant(0).add(x), "x"),
                    example("x + −y = x − y", (x, y) -> x.add(y.neg()), "x − y"),
                    example("−x + y = y − x", (x, y) -> x.neg().add(y), "y − x"),
                    example("x − 0 = x", (x, y) -> x.sub(0), "x"),
                    example("0 − x = −x", (x, y) -> x.rsub(0), "−x"),
                    example("x − −y = x + y", (x, y) -> x.sub(y.neg()), "x + y"),
                    example("x · 1 = x", (x, y) -> x.mul(1), "x"),
                    example("1 · x = x", (x, y) -> Node.constant(1).mul(x), "x"),
                    example("x · −1 = −x", (x, y) -> x.mul(-1), "−x"),
                    example("−1 · x = −x", (x, y) -> Node.constant(-1).mul(x), "−x"),
                    example("−x · y = −(x · y)", (x, y) -> x.neg().mul(y), "−x ⊙ y"),
                    example("x · −y = −(x · y)", (x, y) -> x.mul(y.neg()), "−x ⊙ y"),
                    example("x / 1 = x", (x, y) -> x.div(1), "x"),
                    example("−x / y = −(x / y)", (x, y) -> x.neg().div(y), "−x / y"),
                    example("x / −y = −(x / y)", (x, y) -> x.div(y.neg()), "−x / y"),
                    example("−c / x = −(c / x)", (x, y) -> y.rdiv(-3), "−3 / y"),
                    example("x^1 = x", (x, y) -> x.pow(1), "x"),
                    example("−(−x) = x", (x, y) -> x.neg().neg(), "x"),
                    new Example(
                            "an operation on numbers is a number", Node.constant(2).mul(3), "6"),
                    example(
                            "element-wise operations stretch by themselves",
                            (x, y) -> x.add(broadcastTo(Node.constant(3), y.shape())),
                            "x + 3"),
                    example(
                            "stretching to the own shape does nothing",
                            (x, y) -> broadcastTo(x, y.shape()),
                            "x"),
                    example(
                            "reshaping to the own shape does nothing",
                            (x, y) -> reshape(x, y.shape()),
                            "x"),
                    example(
                            "of two reshapings the last counts",
                            (x, y) -> reshape(reshape(x, N * N), N * N, 1),
                            "reshape[289×1](x)"),
                    example("(xᵀ)ᵀ = x", (x, y) -> x.t().t(), "x"));

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

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void theRuleFits(Example example) {
        assertThat(rewritten(example).type()).isEqualTo(example.formula().type());
        assertThat(Text.of(rewritten(example)))
                .isEqualTo(example.simplified().replaceAll(" \\[[0-9×]*\\]\\)$", ")"));
        assertThat(Text.of(Simplify.of(example.formula()))).isEqualTo(Text.of(rewritten(example)));
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void theRuleFitsNothingThatItsOwnResultIsMadeOf(Example example) {
        for (Node node : Walk.order(rewritten(example))) {
            assertThat(rule(example).apply().apply(node)).as("%s", node).isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void valuesStayWhatTheyAre(Example example) {
        compare(
                Interpreter.evaluate(example.formula(), FEED),
                Interpreter.evaluate(Simplify.of(example.formula()), FEED),
                rule(example).kind() == Rewrite.Kind.EXACT ? 0 : 1e-9);
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void gradientsStayWhatTheyAre(Example example) {
        List<Node> before = Gradient.orZero(sum(example.formula()), List.of(X, Y));
        List<Node> after = Gradient.orZero(sum(Simplify.of(example.formula())), List.of(X, Y));
        for (int i = 0; i < before.size(); i++) {
            Tensor plain = Interpreter.evaluate(before.get(i), FEED);
            compare(plain, Interpreter.evaluate(after.get(i), FEED), 1e-9);
            compare(plain, Interpreter.evaluate(Simplify.of(after.get(i)), FEED), 1e-9);
        }
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void numbersGiveNumbersWhereTheRuleStabilises(Example example) {
        if (rule(example).kind() == Rewrite.Kind.STABILISING) {
            Node simple = Simplify.of(example.formula());
            Tensor value = Interpreter.evaluate(simple, FEED);
            Tensor slope = Interpreter.evaluate(Gradient.of(sum(simple), X), FEED);
            for (int i = 0; i < N * N; i++) {
                double x = NUMBERS[i / N];
                double y = NUMBERS[i % N];
                if (Double.isFinite(x) && Double.isFinite(y)) {
                    assertThat(value.get(i)).as("value at %s, %s", x, y).isFinite();
                    assertThat(slope.get(i)).as("slope at %s, %s", x, y).isFinite();
                }
            }
        }
    }

    private static Rewrite rule(Example example) {
        return Rewrites.ALL.stream()
                .filter(rewrite -> rewrite.law().equals(example.law()))
                .findFirst()
                .orElseThrow();
    }

    private static Node rewritten(Example example) {
        return rule(example).apply().apply(example.formula()).orElseThrow();
    }

    /// The same number, or, where there was none, any.
    private static void compare(Tensor plain, Tensor simple, double tolerance) {
        assertThat(simple.shape()).isEqualTo(plain.shape());
        for (int i = 0; i < plain.size(); i++) {
            double expected = plain.get(i);
            double actual = simple.get(i);
            if (tolerance == 0) {
                assertThat(actual == expected || (Double.isNaN(actual) && Double.isNaN(expected)))
                        .as("%s instead of %s at %d", actual, expected, i)
                        .isTrue();
            } else if (Double.isFinite(expected)) {
                assertThat(Math.abs(actual - expected))
                        .as("%s instead of %s at %d", actual, expected, i)
                        .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(expected)));
            }
        }
    }
}
