package chainrule.nn.loss;

import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.softmax;
import static chainrule.graph.Functions.sqrt;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.sum;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Functions;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Walk;
import chainrule.tape.GradientCheck;
import chainrule.tape.Tape;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LossTest {
    private static final double LN2 = Math.log(2);

    private static Arguments row(
            String name, BinaryOperator<Node> loss, double[][] p, double[][] y, double value) {
        return Arguments.of(name, loss, Tensor.of(p), Tensor.of(y), value);
    }

    /// The name, the error function, prediction, target, and the error worked by hand.
    static Stream<Arguments> known() {
        return Stream.of(
                // −(ln ½ + ln ¼) / 2 = (1 + 2)/2 · ln 2
                row(
                        "log-loss",
                        Functions::logLoss,
                        new double[][] {{0.5}, {0.75}},
                        new double[][] {{1}, {0}},
                        1.5 * LN2),
                row(
                        "log-loss as a lambda",
                        (p, y) -> mean(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1))))).neg(),
                        new double[][] {{0.5}, {0.75}},
                        new double[][] {{1}, {0}},
                        1.5 * LN2),
                // the mean over rows, not over entries: −(ln ½ + ln ⅛) / 2
                row(
                        "cross-entropy",
                        Functions::crossEntropy,
                        new double[][] {{0.5, 0.25, 0.25}, {0.25, 0.125, 0.625}},
                        new double[][] {{1, 0, 0}, {0, 1, 0}},
                        2 * LN2),
                // softmax(ln 2, ln 1, ln 1) = (½, ¼, ¼)
                row(
                        "softmax cross-entropy",
                        Functions::softmaxCrossEntropy,
                        new double[][] {{LN2, 0, 0}, {LN2, 0, 0}},
                        new double[][] {{1, 0, 0}, {0, 0, 1}},
                        1.5 * LN2),
                row(
                        "softmax cross-entropy as a lambda",
                        (z, y) -> mean(sum(y.mul(log(softmax(z, -1))), -1)).neg(),
                        new double[][] {{LN2, 0, 0}, {LN2, 0, 0}},
                        new double[][] {{1, 0, 0}, {0, 0, 1}},
                        1.5 * LN2),
                // the mean over entries: (1 + 4 + 0 + 9) / 4
                row(
                        "mean squared error",
                        Functions::meanSquaredError,
                        new double[][] {{1, 2}, {3, 4}},
                        new double[][] {{0, 4}, {3, 1}},
                        3.5),
                // the mean of √5 − 1 and 0
                row(
                        "pseudo-Huber as a lambda",
                        (p, y) -> mean(sqrt(square(p.sub(y)).add(1)).sub(1)),
                        new double[][] {{3}, {1}},
                        new double[][] {{1}, {1}},
                        (Math.sqrt(5) - 1) / 2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("known")
    void valuesAreThoseWorkedByHand(
            String name,
            BinaryOperator<Node> loss,
            Tensor prediction,
            Tensor target,
            double value) {
        Node p = input("p", BATCH, prediction.shape().size(1));
        Node y = input("y", BATCH, prediction.shape().size(1));
        Node error = Loss.of(loss, p, y);
        assertThat(error.shape().isScalar()).isTrue();
        assertThat(Interpreter.evaluate(error, Feed.of(p, prediction).and(y, target)).item())
                .as(name)
                .isCloseTo(value, within(1e-15));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("known")
    void derivativesOfBothOrdersAgreeWithDifferences(
            String name, BinaryOperator<Node> loss, Tensor prediction, Tensor target) {
        Node p = input("p", prediction.shape());
        Node y = input("y", target.shape());
        GradientCheck.of(Loss.of(loss, p, y), Feed.of(p, prediction).and(y, target)).order(2).run();
    }

    /// At the logits, the log-loss of σ(z) has the gradient (σ(z) − y) / m, and the cross-entropy
    /// of softmax(z) has (p − y) / m.
    @Test
    void gradientsAtTheLogitsArePredictionMinusTarget() {
        Random random = new Random(1);
        Node z = input("z", 5, 1);
        Node y = input("y", 5, 1);
        Tensor logits = Tensor.generate(z.shape(), Kind.REAL, i -> 3 * random.nextGaussian());
        Tensor labels = Tensor.of(z.shape(), 0, 1, 1, 0, 1);
        Tensor gradient =
                Tape.record(
                                Loss.of(Functions::logLoss, sigmoid(z), y),
                                Feed.of(z, logits).and(y, labels))
                        .backward()
                        .of(z);
        for (int i = 0; i < 5; i++) {
            double p = 1 / (1 + Math.exp(-logits.get(i)));
            assertThat(gradient.get(i)).isCloseTo((p - labels.get(i)) / 5, within(1e-14));
        }
    }

    @Test
    void anErrorIsMadeInTheScopeOfErrors() {
        Node p = input("p", BATCH, 1);
        Node y = input("y", BATCH, 1);
        Node error = Loss.of((a, b) -> mean(square(a.sub(b))), p, y);
        assertThat(Walk.order(error))
                .filteredOn(n -> !n.inputs().isEmpty())
                .hasSize(3)
                .allMatch(n -> n.scope().equals("error"));
    }

    @Test
    void predictionAndTargetAreGivenInThisOrder() {
        Node p = input("p", BATCH, 1);
        Node y = input("y", BATCH, 1);
        assertThat(Loss.of((a, b) -> mean(a.div(exp(b))), p, y)).hasToString("mean(p / exp(y)) []");
    }

    @Test
    void shapesThatWouldBeStretchedOverEachOtherAreRefused() {
        Node p = sigmoid(input("z", BATCH, 1));
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Loss.of(Functions::logLoss, p, input("y", Shape.of(BATCH))))
                .withMessage(
                        """
                        error function: prediction and target must have the same shape
                          prediction  [batch×1]  σ(z)
                          target      [batch]  y
                        otherwise they would be stretched over each other; reshape one of them\
                        """);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        Loss.of(
                                (a, b) -> mean(square(a.sub(b))),
                                input("p", 4, 3),
                                input("y", 4, 1)))
                .withMessage(
                        """
                        error function: prediction and target must have the same shape
                          prediction  [4×3]  p
                          target      [4×1]  y
                        otherwise they would be stretched over each other; reshape one of them\
                        """);
    }

    @Test
    void anErrorForEachPointInsteadOfOneNumberIsRefused() {
        Node p = input("p", BATCH, 1);
        Node y = input("y", BATCH, 1);
        assertThatExceptionOfType(GraphException.class)
                .isThrownBy(() -> Loss.of((a, b) -> square(a.sub(b)), p, y))
                .withMessage(
                        """
                        an error function gives one real number, and this gives REAL [batch×1]: (p − y)²
                        take its mean(…) or sum(…)\
                        """);
        assertThatExceptionOfType(GraphException.class)
                .isThrownBy(() -> Loss.of((a, b) -> less(sum(a), sum(b)), p, y))
                .withMessage(
                        """
                        an error function gives one real number, and this gives BOOL []: Σ(p) < Σ(y)\
                        """);
    }
}
