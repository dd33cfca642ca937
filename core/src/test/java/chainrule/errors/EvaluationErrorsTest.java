package chainrule.errors;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.max;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.minimum;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.sqrt;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.eval.EvaluationException;
import chainrule.eval.Feed;
import chainrule.eval.FeedException;
import chainrule.eval.Interpreter;
import chainrule.graph.Composite;
import chainrule.graph.Edge;
import chainrule.graph.Node;
import chainrule.graph.Notation;
import chainrule.graph.SourceLines;
import chainrule.graph.Structural;
import chainrule.graph.Type;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What is said, in full, where values are missing, do not fit, or are no numbers.
class EvaluationErrorsTest {
    private static final String HINT =
            "to see lines, build the formula inside SourceLines.record(() -> …)";
    private static final String SATURATED =
            "a saturated σ or softmax is behind it: Simplify.of(e) gives a formula that stays finite";

    private final Node x = input("x", BATCH, 2);
    private final Node w = parameter("w", 2);
    private final Node e = sum(x.mul(w));
    private final Tensor points = Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);

    private static void unfed(ThrowingCallable run, String message) {
        assertThatThrownBy(run).isExactlyInstanceOf(FeedException.class).hasMessage(message);
    }

    private static void failed(ThrowingCallable run, String message) {
        assertThatThrownBy(run).isExactlyInstanceOf(EvaluationException.class).hasMessage(message);
    }

    @Test
    void nothingIsFed() {
        unfed(
                () -> Interpreter.evaluate(sum(w), Feed.empty()),
                "no value for 'w' [2]; fed were: none\n(" + HINT + ")");
    }

    @Test
    void aValueIsMissing() {
        unfed(
                () -> Tape.record(e, Feed.of(x, points)),
                "no value for 'w' [2]; fed were: x\n(" + HINT + ")");
    }

    @Test
    void aValueIsMissingForANodeWithALine() {
        int line = Lines.here() + 1;
        Node v = SourceLines.record(() -> parameter("v", 2));
        unfed(
                () -> Interpreter.evaluate(sum(v), Feed.of(x, points)),
                "no value for 'v' [2] (EvaluationErrorsTest.java:%d); fed were: x".formatted(line));
    }

    @Test
    void aNamesakeIsFed() {
        Node other = parameter("w", 2);
        unfed(
                () -> Interpreter.evaluate(e, Feed.of(x, points).and(other, Tensor.of(1, 2))),
                "no value for 'w' [2]; another node of that name was fed: feed the one that the formula was built with\n("
                        + HINT
                        + ")");
    }

    @Test
    void aNodeIsFedThatIsNoPart() {
        Node other = parameter("other", 2);
        Feed feed = Feed.of(x, points).and(w, Tensor.of(1, 2)).and(other, Tensor.of(1, 2));
        unfed(
                () -> Tape.record(e, feed),
                "'other' [2] is fed, and is not part of the formula, which has the inputs and parameters x, w");
        assertThat(Interpreter.evaluate(e, feed).item()).isEqualTo(9 + 24);
        unfed(
                () -> Tape.record(Node.constant(2), Feed.of(w, Tensor.of(1, 2))),
                "'w' [2] is fed, and is not part of the formula, which has no inputs or parameters");
    }

    @Test
    void aNodeIsFedTwice() {
        Feed once = Feed.of(w, Tensor.of(1, 2));
        unfed(() -> once.and(w, Tensor.of(1, 2)), "'w' is fed twice");
    }

    @Test
    void aComputedNodeIsFed() {
        unfed(
                () -> Feed.of(e, 1),
                "only inputs and parameters are fed, and Σ(x ⊙ w) [] is computed from others");
        unfed(
                () -> Feed.of(Node.constant(2).named("two"), 1),
                "only inputs and parameters are fed, and two [] is part of the formula");
    }

    @Test
    void aValueOfAnotherShapeOrKindIsFed() {
        unfed(() -> Feed.of(w, Tensor.of(1, 2, 3)), "'w' is [2], and the value fed is [3]");
        unfed(() -> Feed.of(x, Tensor.of(1, 2)), "'x' is [batch×2], and the value fed is [2]");
        unfed(
                () -> Feed.of(w, Tensor.indices(Shape.of(2), 1, 2)),
                "'w' is [2], and the value fed is INDEX [2]");
        unfed(
                () -> Feed.of(input("class", Kind.INDEX, Shape.of(2)), Tensor.of(1, 2)),
                "'class' is INDEX [2], and the value fed is [2]");
        int line = Lines.here() + 1;
        Node v = SourceLines.record(() -> parameter("v", 2));
        unfed(
                () -> Feed.of(v, 1),
                "'v' (EvaluationErrorsTest.java:%d) is [2], and the value fed is []"
                        .formatted(line));
    }

    @Test
    void aMultipleOfADimensionIsFedAnotherSize() {
        Node pairs = input("pairs", Shape.of(List.of(new Dim(2, "batch"))));
        unfed(
                () -> Feed.of(pairs, Tensor.of(1, 2, 3)),
                "'pairs' is [2·batch], and the value fed is [3]");
        assertThat(Feed.of(pairs, Tensor.of(1, 2, 3, 4)).sizes()).isEqualTo(Map.of("batch", 2));
    }

    @Test
    void aDimensionIsFedTwoSizes() {
        Node y = input("y", BATCH, 1);
        unfed(
                () -> Feed.of(x, points).and(y, Tensor.of(Shape.of(2, 1), 1, 2)),
                "dimension 'batch' is 3 in 'x', and 2 in 'y'");
    }

    @Test
    void aDimensionHasNoSize() {
        assertThatThrownBy(() -> Interpreter.evaluate(Node.size(BATCH), Feed.empty()))
                .isExactlyInstanceOf(ShapeException.class)
                .hasMessage("dimension 'batch' has no size: no value with this dimension was fed");
        assertThatThrownBy(() -> Tensor.full(x.shape(), 0))
                .isExactlyInstanceOf(ShapeException.class)
                .hasMessage("the size of dimension batch is known only when values are fed");
    }

    @Test
    void aMaximumOverABatchWithoutPoints() {
        failed(
                () -> Tape.record(sum(max(x, 0)), Feed.of(x, Tensor.of(Shape.of(0, 2)))),
                """
                max in max₀(x): there are no entries to choose from
                  x = [0×2]
                """
                        + HINT);
    }

    @Test
    void theLogarithmOfANegativeNumber() {
        Node y = log(w.sub(2));
        Feed feed = Feed.of(w, Tensor.of(4, -5));
        failed(
                () -> Tape.recordChecked(sum(y), feed),
                """
                log in ln(w − 2) gave NaN at position 1
                  w − 2 = [2] 2 −7
                """
                        + HINT);
        assertThat(Tape.record(sum(y), feed).error()).isNaN();
    }

    @Test
    void theLogarithmOfANegativeNumberWithItsLine() {
        int line = Lines.here() + 1;
        Node y = SourceLines.record(() -> log(w));
        failed(
                () -> Tape.recordChecked(sum(y), Feed.of(w, Tensor.of(4, -5))),
                """
                log in ln(w) (EvaluationErrorsTest.java:%d) gave NaN at position 1
                  w = [2] 4 −5\
                """
                        .formatted(line));
    }

    @Test
    void theLogarithmOfASaturatedNeuron() {
        Node p = sigmoid(w).named("p");
        failed(
                () -> Tape.recordChecked(mean(log(p)), Feed.of(w, Tensor.of(4, -800))),
                """
                log in ln(p) gave −∞ at position 1
                  p = [2] 0.9820137900379085 0
                """
                        + SATURATED
                        + "\n"
                        + HINT);
    }

    /// Simplifying does not help here, so it is not advised.
    @Test
    void aDivisionOfASigmoidByZero() {
        Node y = input("y", 2);
        failed(
                () ->
                        Tape.recordChecked(
                                sum(sigmoid(w).div(y)),
                                Feed.of(w, Tensor.of(0, 0)).and(y, Tensor.of(1, 0))),
                """
                div in σ(w) / y gave ∞ at position 1
                  σ(w) = [2] 0.5 0.5
                  y = [2] 1 0
                """
                        + HINT);
    }

    @Test
    void aLogarithmInsideAComposite() {
        Composite entropy = Composite.of("entropy", p -> sum(p.mul(log(p))).neg());
        int line = Lines.here() + 1;
        Node h = SourceLines.record(() -> entropy.apply(w));
        failed(
                () -> Tape.recordChecked(h, Feed.of(w, Tensor.of(0.5, -0.5))),
                """
                log in ln(w) (EvaluationErrorsTest.java:%1$d) gave NaN at position 1
                  w = [2] 0.5 −0.5
                  inside entropy(w) (EvaluationErrorsTest.java:%1$d)\
                """
                        .formatted(line));
    }

    @Test
    void theInnermostCompositeIsNamed() {
        Composite inner = Composite.of("inner", p -> log(p));
        Composite outer = Composite.of("outer", (p, q) -> tanh(p).add(inner.apply(q)).mul(tanh(q)));
        failed(
                () ->
                        Interpreter.checking(Feed.of(w, Tensor.of(0.5, -0.5)))
                                .value(sum(sigmoid(outer.apply(sigmoid(w), w)))),
                """
                log in ln(w) gave NaN at position 1
                  w = [2] 0.5 −0.5
                  inside inner(w)
                """
                        + HINT);
    }

    @Test
    void aCompositeBesideOrAboveIsNotBlamed() {
        String message =
                """
                log in ln(w) gave NaN at position 1
                  w = [2] 0.5 −0.5
                """
                        + HINT;
        Interpreter run = Interpreter.checking(Feed.of(w, Tensor.of(0.5, -0.5)));
        failed(() -> run.value(sigmoid(w).add(log(w))), message);
        failed(() -> run.value(log(w).add(sigmoid(w))), message);
        failed(() -> run.value(sigmoid(log(w))), message);
    }

    @Test
    void aDivisionByZero() {
        failed(
                () -> Tape.recordChecked(sum(w.rdiv(1)), Feed.of(w, Tensor.of(4, 0))),
                """
                div in 1 / w gave ∞ at position 1
                  1 = 1
                  w = [2] 4 0
                """
                        + HINT);
    }

    @Test
    void nanIsFed() {
        failed(
                () -> Tape.recordChecked(e, Feed.of(x, points).and(w, Tensor.of(4, Double.NaN))),
                "'w' is fed NaN at position 1");
    }

    @Test
    void aConstantMayBeInfinite() {
        Node infinite = Node.constant(Double.POSITIVE_INFINITY).named("∞");
        Node least = minimum(sum(w), infinite);
        assertThat(Tape.recordChecked(least, Feed.of(w, Tensor.of(1, 2))).error()).isEqualTo(3);
    }

    @Test
    void nanIsBornOnTheWayBack() {
        Node root = sum(sqrt(w));
        Gradients gradients = Tape.recordChecked(root, Feed.of(w, Tensor.of(4, 0))).backward();
        failed(
                () -> gradients.of(w),
                """
                div in 0.5 / √(w) gave ∞ at position 1
                  0.5 = 0.5
                  √(w) = [2] 2 0
                1/√x is infinite at 0, and so is the derivative of √x: √(x + 1e−12) keeps both finite, and norm(x) has derivative 0 there
                """
                        + HINT);
    }

    /// The identity, as a user might get it wrong.
    private record Identity(Function<Tensor, Tensor> mine) implements Structural {
        @Override
        public String label() {
            return "identity";
        }

        @Override
        public Type type(ImmutableList<Node> x) {
            return x.get(0).type();
        }

        @Override
        public Tensor value(Shape y, List<Tensor> x) {
            return mine.apply(x.get(0));
        }

        @Override
        public Node transpose(Edge edge, Node g) {
            return g;
        }

        @Override
        public Notation notation(Node y) {
            return Notation.function("identity", 1);
        }
    }

    @Test
    void aUsersOperationThrows() {
        Identity throwing =
                new Identity(v -> {
                    throw new IllegalStateException("no " + v.size() + " today");
                });
        ThrowingCallable run =
                () -> Tape.record(throwing.apply(w.neg()), Feed.of(w, Tensor.of(4, 0)));
        failed(
                run,
                """
                identity in identity(−w) threw java.lang.IllegalStateException: no 2 today
                  −w = [2] −4 0\
                """);
        assertThatThrownBy(run).hasCauseExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void aUsersOperationGivesAnotherShapeOrKind() {
        Identity shorter = new Identity(v -> Tensor.of(1, 2, 3));
        failed(
                () -> Tape.record(shorter.apply(w), Feed.of(w, Tensor.of(4, 0))),
                """
                identity in identity(w) gave REAL [3], and its type says REAL [2]
                  w = [2] 4 0\
                """);
        Identity truth = new Identity(v -> Tensor.bools(v.shape(), true, false));
        failed(
                () -> Tape.record(truth.apply(w), Feed.of(w, Tensor.of(4, 0))),
                """
                identity in identity(w) gave BOOL [2], and its type says REAL [2]
                  w = [2] 4 0\
                """);
    }
}
