package chainrule.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.FeedException;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelTest {
    private final Dense neuron = Dense.of("neuron", 2, 1);
    private final Model model = Model.of(Sequential.of(neuron, Functions::sigmoid), 2);

    @Test
    void aModelIsItsLayerOnAnInputNamedX() {
        assertThat(model.input()).hasToString("x [batch×2]");
        assertThat(model.output()).hasToString("σ(x·neuron.W + neuron.b) [batch×1]");
        assertThat(model.parameters()).containsExactly(neuron.weight(), neuron.bias());
        assertThat(model.initial(new Random(1))).isEqualTo(neuron.initial(new Random(1)));
    }

    /// σ(ln 3) = 3/4.
    @Test
    void predictionsAreTheOutputForAnyNumberOfPoints() {
        ImmutableMap<Node, Tensor> weights =
                ImmutableMap.of(
                        neuron.weight(),
                        Tensor.of(new double[][] {{Math.log(3)}, {-1}}),
                        neuron.bias(),
                        Tensor.of(0));
        Tensor three = model.predict(weights, Tensor.of(new double[][] {{1, 0}, {-1, 0}, {0, 0}}));
        assertThat(three.shape()).isEqualTo(Shape.of(3, 1));
        assertThat(three.toDoubles())
                .containsExactly(new double[] {0.75, 0.25, 0.5}, within(1e-15));
        assertThat(model.predict(weights, Tensor.of(new double[][] {{1, 0}})).toDoubles())
                .containsExactly(new double[] {0.75}, within(1e-15));
    }

    @Test
    void pointsOfAnotherWidthAndMissingWeightsAreRefused() {
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() ->
                        model.predict(
                                neuron.initial(new Random(1)),
                                Tensor.of(new double[][] {{1, 2, 3}})))
                .withMessage("'x' is [batch×2], and the value fed is [1×3]");
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() ->
                        model.predict(
                                ImmutableMap.of(neuron.bias(), Tensor.of(0)),
                                Tensor.of(new double[][] {{1, 2}})))
                .withMessageStartingWith("no value for 'neuron.W' [2×1]; fed were: neuron.b, x\n");
    }

    @Test
    void aLayerThatDoesNotTakeTheFeaturesIsRefused() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Model.of(neuron, 3))
                .withMessage(
                        """
                        matmul: columns of the left must equal rows of the right
                          [batch×3]  x
                          [2×1]      neuron.W\
                        """);
    }
}
