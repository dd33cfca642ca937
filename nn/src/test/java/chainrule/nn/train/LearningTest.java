package chainrule.nn.train;

import static chainrule.graph.Functions.softmax;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.graph.Functions;
import chainrule.nn.data.Dataset;
import chainrule.nn.layer.Dense;
import chainrule.nn.layer.Model;
import chainrule.nn.layer.Sequential;
import chainrule.nn.optim.Adam;
import chainrule.nn.optim.GradientDescent;
import chainrule.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LearningTest {
    /// Three clouds around (0, 3), (3, −2) and (−3, −2), targets one-hot.
    private static Dataset clouds(int each, long seed) {
        double[][] centres = {{0, 3}, {3, -2}, {-3, -2}};
        Random random = new Random(seed);
        double[][] x = new double[3 * each][];
        double[][] y = new double[3 * each][3];
        for (int i = 0; i < x.length; i++) {
            double[] centre = centres[i % 3];
            x[i] =
                    new double[] {
                        centre[0] + random.nextGaussian(), centre[1] + random.nextGaussian()
                    };
            y[i][i % 3] = 1;
        }
        return Dataset.of(Tensor.of(x), Tensor.of(y));
    }

    private static double accuracy(Trained trained, Dataset points) {
        return Confusion.of(trained.predict(points.features()), points.targets()).accuracy();
    }

    @Test
    void threeCloudsAreToldApartFromTheirLogits() {
        Trained trained =
                Training.of(
                                Model.of(Dense.of("d", 2, 3), 2),
                                Functions::softmaxCrossEntropy,
                                GradientDescent.of(0.1))
                        .epochs(20)
                        .batch(16)
                        .metrics(Metric.ACCURACY)
                        .run(clouds(50, 1));
        assertThat(trained.epochs().getLast().metrics().get("accuracy")).isGreaterThan(0.95);
        assertThat(accuracy(trained, clouds(50, 2))).isGreaterThan(0.95);
        assertThat(trained.epochs().getLast().error())
                .isLessThan(trained.epochs().get(0).error() / 2);
    }

    @Test
    void threeCloudsAreToldApartFromTheirProbabilities() {
        Trained trained =
                Training.of(
                                Model.of(
                                        Sequential.of(Dense.of("d", 2, 3), z -> softmax(z, -1)), 2),
                                Functions::crossEntropy,
                                GradientDescent.of(0.1))
                        .epochs(20)
                        .batch(16)
                        .run(clouds(50, 1));
        assertThat(accuracy(trained, clouds(50, 2))).isGreaterThan(0.95);
    }

    @Test
    void aHiddenLayerLearnsExclusiveOr() {
        Dataset xor =
                Dataset.of(
                        Tensor.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}),
                        Tensor.of(new double[][] {{0}, {1}, {1}, {0}}));
        Trained trained =
                Training.of(
                                Model.of(
                                        Sequential.of(
                                                Dense.of("hidden", 2, 4),
                                                Functions::tanh,
                                                Dense.of("last", 4, 1),
                                                Functions::sigmoid),
                                        2),
                                Functions::logLoss,
                                Adam.of(0.05))
                        .epochs(300)
                        .fullBatch()
                        .run(xor);
        assertThat(accuracy(trained, xor)).isEqualTo(1);
        assertThat(trained.epochs().getLast().error()).isLessThan(0.05);
    }
}
