package chainrule.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.graph.Functions;
import chainrule.nn.data.Dataset;
import chainrule.nn.layer.Dense;
import chainrule.nn.layer.Layer;
import chainrule.nn.layer.Model;
import chainrule.nn.layer.Sequential;
import chainrule.nn.optim.GradientDescent;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TrainedTest {
    private static Trained trained(Layer layer) {
        Dataset points =
                Dataset.of(
                        Tensor.of(new double[][] {{1}, {2}}), Tensor.of(new double[][] {{0}, {1}}));
        return Training.of(Model.of(layer, 1), Functions::meanSquaredError, GradientDescent.of(0.1))
                .run(points);
    }

    @Test
    void weightsHaveTheNamesOfTheirLayers() {
        assertThat(trained(Sequential.of(Dense.of("a", 1, 2), Dense.of("b", 2, 1))).byName())
                .containsOnlyKeys("a.W", "a.b", "b.W", "b.b");
    }

    @Test
    void twoLayersOfOneNameWouldOverwriteEachOtherAndAreRefused() {
        Trained trained = trained(Sequential.of(Dense.of("a", 1, 1), Dense.of("a", 1, 1)));
        assertThatThrownBy(trained::byName)
                .hasMessage("two parameters are called 'a.W'; give their layers different names");
    }
}
