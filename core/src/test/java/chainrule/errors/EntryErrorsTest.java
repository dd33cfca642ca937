package chainrule.errors;

import static chainrule.graph.Functions.acos;
import static chainrule.graph.Functions.asin;
import static chainrule.graph.Functions.constant;
import static chainrule.graph.Functions.crossEntropy;
import static chainrule.graph.Functions.distribution;
import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.gather;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.logLoss;
import static chainrule.graph.Functions.logSumExp;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.oneHot;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.scatterAdd;
import static chainrule.graph.Functions.softmaxCrossEntropy;
import static chainrule.graph.Functions.sqrt;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.takeAlong;
import static chainrule.graph.Functions.where;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.EvaluationException;
import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Composite;
import chainrule.graph.Node;
import chainrule.graph.SourceLines;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What is said, in full, of entries that an operation cannot take, and of numbers that stop being
/// finite.
class EntryErrorsTest {
    private static final String HINT =
            "\nto see lines, build the formula inside SourceLines.record(() -> …)";

    private final Node p = input("p", BATCH, 3);
    private final Node classes = input("class", Kind.INDEX, Shape.of(BATCH));

    private static void failed(ThrowingCallable run, String message) {
        assertThatThrownBy(run).isExactlyInstanceOf(EvaluationException.class).hasMessage(message);
    }

    private static Tensor indices(int... entries) {
        return Tensor.indices(Shape.of(entries.length), entries);
    }

    @Test
    void aClassOutsideTheClasses() {
        Feed feed = Feed.of(p, Tensor.full(Shape.of(2, 3), 0.25)).and(classes, indices(2, 3));
        failed(
                () -> Tape.record(crossEntropy(p, classes), feed),
                """
                take_along in take₁(p, reshape[batch×1](class)): index 3 at position 1 is outside an axis of 3; its indices are 0 to 2
                  p = [2×3] 0.25 0.25 0.25 0.25 0.25 0.25
                  reshape[batch×1](class) = [2×1] 2 3
                  inside class_cross_entropy(p, class)\
                """
                        + HINT);
        int line = Lines.here() + 1;
        Node e = SourceLines.record(() -> softmaxCrossEntropy(p, classes));
        failed(
                () -> Tape.record(e, feed),
                """
                take_along in take₁(logsoftmax₁(p), reshape[batch×1](class)) (EntryErrorsTest.java:%d): index 3 at position 1 is outside an axis of 3; its indices are 0 to 2
                  logsoftmax₁(p) = [2×3] −1.0986122886681098 −1.0986122886681098 −1.0986122886681098 −1.0986122886681098 −1.0986122886681098 −1.0986122886681098
                  reshape[batch×1](class) = [2×1] 2 3
                  inside softmax_class_cross_entropy(p, class) (EntryErrorsTest.java:%d)\
                """
                        .formatted(line, line));
    }

    @Test
    void anIndexOutsideAnAxis() {
        Node rows = parameter("rows", 3, 2);
        Node i = input("i", Kind.INDEX, Shape.of(2));
        Feed feed = Feed.of(i, indices(0, -1));
        Tensor table = Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
        failed(
                () -> Interpreter.evaluate(gather(rows, i, 0), feed.and(rows, table)),
                """
                gather in gather₀(rows, i): index −1 at position 1 is outside an axis of 3; its indices are 0 to 2
                  rows = [3×2] 1 2 3 4 5 6
                  i = [2] 0 −1\
                """
                        + HINT);
        failed(
                () -> Interpreter.evaluate(oneHot(i, 4), feed),
                "one_hot in onehot(i): index −1 at position 1 is outside an axis of 4; its indices are 0 to 3\n  i = [2] 0 −1"
                        + HINT);
        Node added = constant(Tensor.of(Shape.of(2, 2), 1, 1, 1, 1));
        failed(
                () -> Interpreter.evaluate(scatterAdd(rows, i, added, 0), feed.and(rows, table)),
                """
                scatter_add in scatter₀(const[2×2], i): index −1 at position 1 is outside an axis of 3; its indices are 0 to 2
                  const[2×2] = [2×2] 1 1 1 1
                  i = [2] 0 −1\
                """
                        + HINT);
        failed(
                () ->
                        Interpreter.evaluate(
                                takeAlong(constant(Tensor.of(7, 8)), i, 0),
                                Feed.of(i, indices(1, 2))),
                """
                take_along in take([7, 8], i): index 2 at position 1 is outside an axis of 2; its indices are 0 to 1
                  [7, 8] = [2] 7 8
                  i = [2] 1 2\
                """
                        + HINT);
    }

    @Test
    void entriesThatAreNoDistribution() {
        Node y = distribution(input("y", BATCH, 3), 1);
        Tensor[] fed = {
            Tensor.of(new double[][] {{0.5, 0.25, 0.25}, {0.5, 0, 0.25}}),
            Tensor.of(new double[][] {{0.5, 0.5, 0}, {1.5, -0.5, 0}}),
            Tensor.of(new double[][] {{0, Double.NaN, 1}}),
        };
        String[] message = {
            """
            distribution in y: the entries along axis 1 must sum to 1, and those from position 3 on sum to 0.75
              y = [2×3] 0.5 0.25 0.25 0.5 0 0.25\
            """,
            """
            distribution in y: 1.5 at position 3 is not a probability; the entries along axis 1 must lie between 0 and 1, and sum to 1
              y = [2×3] 0.5 0.5 0 1.5 −0.5 0\
            """,
            """
            distribution in y: NaN at position 1 is not a probability; the entries along axis 1 must lie between 0 and 1, and sum to 1
              y = [1×3] 0 NaN 1\
            """
        };
        for (int i = 0; i < fed.length; i++) {
            Feed feed = Feed.of(y.inputs().get(0), fed[i]);
            failed(() -> Interpreter.evaluate(sum(y), feed), message[i] + HINT);
        }
        Node columns = distribution(constant(Tensor.of(new double[][] {{1, 0.5}, {0, 0.4}})), 0);
        failed(
                () -> Interpreter.evaluate(columns, Feed.empty()),
                """
                distribution in const[2×2]: the entries along axis 0 must sum to 1, and those from position 1 on sum to 0.9
                  const[2×2] = [2×2] 1 0.5 0 0.4\
                """
                        + HINT);
    }

    @Test
    void distributionsStoredAsFloatsMayBeRounded() {
        float third = 1 / 3f;
        Tensor thirds = Tensor.floats(Shape.of(3), third, third, third);
        assertThat(Interpreter.evaluate(distribution(constant(thirds), 0), Feed.empty()))
                .isEqualTo(thirds);
        Node more = distribution(constant(Tensor.of(0.5, 0.500_002)), 0);
        failed(
                () -> Interpreter.evaluate(more, Feed.empty()),
                """
                distribution in [0.5, 0.500002]: the entries along axis 0 must sum to 1, and those from position 0 on sum to 1.000002
                  [0.5, 0.500002] = [2] 0.5 0.500002\
                """
                        + HINT);
    }

    @Test
    void aProbabilityOutsideItsRange() {
        Node y = input("y", BATCH, 3);
        Feed feed =
                Feed.of(p, Tensor.of(new double[][] {{0.2, 0.8, 1.5}}))
                        .and(y, Tensor.of(new double[][] {{0, 0, 1}}));
        failed(
                () -> Tape.record(logLoss(p, y), feed),
                """
                within in p: 1.5 at position 2 is not a probability, which lies between 0 and 1
                  p = [1×3] 0.2 0.8 1.5
                  inside log_loss(p, y)\
                """
                        + HINT);
        failed(
                () -> Tape.record(crossEntropy(p.neg(), y), feed),
                """
                within in −p: −0.2 at position 0 is not a probability, which lies between 0 and 1
                  −p = [1×3] −0.2 −0.8 −1.5
                  inside cross_entropy(−p, y)\
                """
                        + HINT);
    }

    /// NaN is no probability either, but it has been born elsewhere.
    @Test
    void aProbabilityThatIsNaNPasses() {
        Node y = input("y", BATCH, 3);
        Feed feed =
                Feed.of(p, Tensor.of(new double[][] {{0.2, 0.8, Double.NaN}}))
                        .and(y, Tensor.of(new double[][] {{0, 0, 1}}));
        assertThat(Tape.record(logLoss(p, y), feed).error()).isNaN();
    }

    @Test
    void anEmptyBatch() {
        Node x = input("x", BATCH);
        failed(
                () -> Tape.recordChecked(mean(x), Feed.of(x, Tensor.of())),
                """
                div in Σ(x) / batch gave NaN at position 0
                  Σ(x) = 0
                  batch = 0
                  inside mean(x)
                the batch is empty: a mean over no points is 0/0\
                """
                        + HINT);
    }

    @Test
    void anExponentialThatOverflows() {
        Node x = input("x", 2);
        failed(
                () -> Tape.recordChecked(sum(exp(x)), Feed.of(x, Tensor.of(1, 1000))),
                """
                exp in exp(x) gave ∞ at position 1
                  x = [2] 1 1000
                eˣ is more than a double holds for x above 709: logSumExp, softmax and softplus do without it\
                """
                        + HINT);
    }

    /// √0 is not chosen, but its derivative is asked for: 0·∞.
    @Test
    void anInfiniteDerivativeBehindWhere() {
        Node x = input("x", 2);
        Node root = where(less(constant(0), x), sqrt(x), x);
        Feed feed = Feed.of(x, Tensor.of(4, 0));
        Gradients gradients = Tape.recordChecked(sum(root), feed).backward();
        failed(
                () -> gradients.of(x),
                """
                div in 0.5 / √(x) gave ∞ at position 1
                  0.5 = 0.5
                  √(x) = [2] 2 0
                1/√x is infinite at 0, and so is the derivative of √x: √(x + 1e−12) keeps both finite, and norm(x) has derivative 0 there\
                """
                        + HINT);
        Node infinite = constant(Tensor.of(1, Double.POSITIVE_INFINITY));
        Node scaled = where(less(constant(0), x), x.mul(infinite), x);
        Gradients scaledGradients =
                Tape.recordChecked(sum(scaled), Feed.of(x, Tensor.of(4, -1))).backward();
        failed(
                () -> scaledGradients.of(x),
                """
                mul in broadcast[2](1) ⊙ where(0 < x, 1, 0) ⊙ [1, ∞] gave NaN at position 1
                  broadcast[2](1) ⊙ where(0 < x, 1, 0) = [2] 1 0
                  [1, ∞] = [2] 1 ∞
                0·∞: a derivative of 0 met an infinite one, as behind an entry that `where` does not choose; a where inside the function as well keeps it finite\
                """
                        + HINT);
    }

    /// asin divides by √(1 − x²), which is 0 at 1; what it is worth there is finite.
    @Test
    void anInfinityInsideACompositeDoesNoHarmIfTheValueIsFinite() {
        Node x = input("x", 3);
        Tape tape = Tape.recordChecked(sum(asin(x).add(acos(x))), Feed.of(x, Tensor.of(1, -1, 0)));
        assertThat(tape.error()).isCloseTo(1.5 * Math.PI, within(1e-15));
        Node outer =
                Composite.of("outer", v -> where(less(v, constant(1)), v, asin(v).mul(log(v))))
                        .apply(x);
        failed(
                () -> Tape.recordChecked(sum(outer), Feed.of(x, Tensor.of(0.5, 1, 2))),
                """
                sqrt in √((1 − x) ⊙ (x + 1)) gave NaN at position 2
                  (1 − x) ⊙ (x + 1) = [3] 0.75 0 −3
                  inside asin(x)\
                """
                        + HINT);
    }

    /// A mask of −∞, as in attention, is meant by whoever wrote it.
    @Test
    void anInfinityThatAConstantBringsIsPassedOn() {
        Node x = input("x", 3);
        Node masked =
                where(
                        constant(Tensor.bools(Shape.of(3), true, false, true)),
                        x,
                        constant(Double.NEGATIVE_INFINITY));
        Node e = logSumExp(masked);
        Gradients gradients = Tape.recordChecked(e, Feed.of(x, Tensor.of(1, 2, 1))).backward();
        assertThat(gradients.of(x).toDoubles()).containsExactly(0.5, 0, 0.5);
        assertThatCode(() ->
                        Interpreter.checking(Feed.empty())
                                .value(constant(1).div(constant(Double.POSITIVE_INFINITY))))
                .doesNotThrowAnyException();
    }

    @Test
    void anEvaluationThatIsInterruptedStopsAndTheThreadStaysInterrupted() throws Exception {
        Node x = input("x");
        Node e = exp(x).named("E");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> still = new AtomicReference<>();
        Thread thread =
                new Thread(() -> {
                    Thread.currentThread().interrupt();
                    try {
                        Interpreter.evaluate(Gradient.of(e, x), Feed.of(x, 1));
                    } catch (EvaluationException stopped) {
                        thrown.set(stopped);
                    }
                    still.set(Thread.currentThread().isInterrupted());
                });
        thread.start();
        thread.join();
        assertThat(thrown.get())
                .isExactlyInstanceOf(EvaluationException.class)
                .hasMessage("the evaluation was interrupted before exp in exp(x)");
        assertThat(still.get()).isTrue();
    }
}
