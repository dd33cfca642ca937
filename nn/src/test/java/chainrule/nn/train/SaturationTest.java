package chainrule.nn.train;

import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.softmax;
import static chainrule.graph.Functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.nn.data.Dataset;
import chainrule.nn.layer.Dense;
import chainrule.nn.layer.Model;
import chainrule.nn.layer.Sequential;
import chainrule.nn.optim.Adam;
import chainrule.nn.optim.GradientDescent;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableTable;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SaturationTest {
    /// −(1/m) Σ [y ln ŷ + (1 − y) ln(1 − ŷ)] in ways of writing it.
    static Stream<BinaryOperator<Node>> logLosses() {
        return Stream.of(
                (p, y) -> mean(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1))))).neg(),
                (p, y) -> mean(y.neg().mul(log(p)).sub(y.rsub(1).mul(log(p.rsub(1))))),
                (p, y) ->
                        sum(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1)))))
                                .neg()
                                .div(Node.size(p.shape().dim(0))),
                Functions::logLoss);
    }

    private final Dense neuron = Dense.of("neuron", 1, 1);
    private final Model perceptron = Model.of(Sequential.of(neuron, Functions::sigmoid), 1);

    private TrainingState weightOne() {
        return new TrainingState(
                0,
                ImmutableMap.of(
                        neuron.weight(), Tensor.full(Shape.of(1, 1), 1),
                        neuron.bias(), Tensor.of(0)),
                ImmutableTable.of());
    }

    /// With w = 1 and b = 0 the neuron is at z = ±10⁴, twice right and twice wrong. ŷ is 0 or 1 to
    /// the last digit, a wrong one costs |z| and pulls with its full weight: the error is (10⁴ +
    /// 10⁴)/4, and ∂E/∂w = (z₂ − z₃)/4 = 5000.
    @ParameterizedTest
    @MethodSource("logLosses")
    void aSaturatedNeuronLearnsFromWhatItGetsWrong(BinaryOperator<Node> loss) {
        Dataset points =
                Dataset.of(
                        Tensor.of(new double[][] {{1e4}, {1e4}, {-1e4}, {-1e4}}),
                        Tensor.of(new double[][] {{1}, {0}, {1}, {0}}));
        Trained trained =
                Training.of(perceptron, loss, GradientDescent.of(1e-4))
                        .fullBatch()
                        .run(points, weightOne());
        assertThat(trained.divergence()).isEmpty();
        assertThat(trained.epochs().get(0).error()).isCloseTo(5000, within(1e-9));
        assertThat(trained.weights().getOrDefault(neuron.weight(), Tensor.of(0)).item())
                .isCloseTo(0.5, within(1e-12));
        assertThat(trained.weights().getOrDefault(neuron.bias(), Tensor.of(1)).item())
                .isCloseTo(0, within(1e-12));
    }

    @Property(tries = 50)
    void trainingStaysFiniteFromNeuronsAsFarOutAsTenThousand(
            @ForAll @DoubleRange(min = -1e4, max = 1e4) double a,
            @ForAll @DoubleRange(min = -1e4, max = 1e4) double b) {
        Dataset points =
                Dataset.of(
                        Tensor.of(new double[][] {{a}, {b}}), Tensor.of(new double[][] {{1}, {0}}));
        logLosses()
                .forEach(loss -> {
                    Trained trained =
                            Training.of(perceptron, loss, Adam.of(0.1))
                                    .epochs(5)
                                    .batch(1)
                                    .run(points, weightOne());
                    assertThat(trained.divergence()).isEmpty();
                    assertThat(trained.epochs()).hasSize(5);
                });
    }

    @Test
    void saturatedClassesLearnToo() {
        Dense layer = Dense.of("layer", 1, 3);
        Dataset points =
                Dataset.of(
                        Tensor.of(new double[][] {{1e4}, {-1e4}}),
                        Tensor.of(new double[][] {{0, 0, 1}, {1, 0, 0}}));
        TrainingState start =
                new TrainingState(
                        0,
                        ImmutableMap.of(
                                layer.weight(), Tensor.of(new double[][] {{1, 0, -1}}),
                                layer.bias(), Tensor.of(0, 0, 0)),
                        ImmutableTable.of());
        Trained logits =
                Training.of(
                                Model.of(layer, 1),
                                Functions::softmaxCrossEntropy,
                                GradientDescent.of(1e-4))
                        .epochs(3)
                        .run(points, start);
        Trained probabilities =
                Training.of(
                                Model.of(Sequential.of(layer, z -> softmax(z, -1)), 1),
                                (p, y) -> mean(sum(y.mul(log(p)), -1)).neg(),
                                GradientDescent.of(1e-4))
                        .epochs(3)
                        .run(points, start);
        // both rows are wrong by 2·10⁴
        assertThat(logits.epochs().get(0).error()).isCloseTo(2e4, within(1e-9));
        assertThat(probabilities.epochs()).hasSize(3);
        for (int e = 0; e < 3; e++) {
            assertThat(probabilities.epochs().get(e).error())
                    .isCloseTo(logits.epochs().get(e).error(), within(1e-9));
        }
        double[] w = logits.weights().getOrDefault(layer.weight(), Tensor.of()).toDoubles();
        assertThat(Arrays.stream(w).allMatch(Double::isFinite)).isTrue();
        assertThat(w[2]).isGreaterThan(w[0]);
    }
}
