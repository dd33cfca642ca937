package chainrule.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.FeedException;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.nn.save.Safetensors;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void weightsComeBackFromAFileByName(@TempDir Path folder) {
        Path file = folder.resolve("weights.safetensors");
        ImmutableMap<Node, Tensor> weights = neuron.initial(new Random(1));
        Map<String, Tensor> named = new LinkedHashMap<>();
        weights.forEach((w, value) -> named.put(w.name().orElseThrow(), value));
        Safetensors.write(file, named);
        ImmutableMap<Node, Tensor> read = model.weights(Safetensors.read(file).tensors());
        assertThat(read).isEqualTo(weights);
        Tensor points = Tensor.of(new double[][] {{1, 2}});
        assertThat(model.predict(read, points)).isEqualTo(model.predict(weights, points));
    }

    @Test
    void valuesThatAreMissingOrUnknownOrDoNotFitAreRefused() {
        Tensor w = Tensor.of(new double[][] {{1}, {2}});
        Tensor b = Tensor.of(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.weights(ImmutableMap.of("neuron.b", b, "c", b)))
                .withMessage(
                        "no value for the parameter 'neuron.W' [2×1]; given were: neuron.b, c");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> model.weights(ImmutableMap.of("neuron.W", w, "c", b, "neuron.b", b)))
                .withMessage("no parameter is called c; the model's are neuron.W, neuron.b");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> model.weights(ImmutableMap.of("neuron.W", b, "neuron.b", b)))
                .withMessage(
                        "the parameter 'neuron.W' is REAL [2×1], and the value given is REAL [1]");
        Model twins = Model.of(Sequential.of(Dense.of("a", 1, 1), Dense.of("a", 1, 1)), 1);
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        twins.weights(
                                ImmutableMap.of("a.W", Tensor.of(new double[][] {{1}}), "a.b", b)))
                .withMessage("two parameters are called 'a.W'; give their layers different names");
    }
}
