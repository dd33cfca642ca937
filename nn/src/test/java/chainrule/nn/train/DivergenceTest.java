package chainrule.nn.train;

import static chainrule.graph.Functions.mean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.graph.Functions;
import chainrule.nn.data.DataException;
import chainrule.nn.data.Dataset;
import chainrule.nn.layer.Dense;
import chainrule.nn.layer.Model;
import chainrule.nn.optim.GradientDescent;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DivergenceTest {
    private final Dense line = Dense.of("line", 1, 1);
    private final Model model = Model.of(line, 1);
    private final Dataset point =
            Dataset.of(Tensor.of(new double[][] {{1}}), Tensor.of(new double[][] {{0}}));

    private TrainingState at(double w, double b) {
        return new TrainingState(
                0,
                ImmutableMap.of(
                        line.weight(), Tensor.full(Shape.of(1, 1), w), line.bias(), Tensor.of(b)),
                ImmutableTable.of());
    }

    /// With x = 1 and y = 0 a step takes z = w + b to (1 − 4α)z, here −100z, and the error z² from
    /// 1 through 10⁴ and 10⁸ to 10³⁰⁸ in epoch 78; what comes then is too large.
    @Test
    void aRateThatIsTooLargeStopsTrainingAndKeepsTheBestWeights() {
        List<Integer> told = new ArrayList<>();
        Trained trained =
                Training.of(model, Functions::meanSquaredError, GradientDescent.of(25.25))
                        .epochs(1000)
                        .progress(epoch -> told.add(epoch.number()))
                        .run(point, at(1, 0));
        assertThat(trained.divergence())
                .contains(
                        "in epoch 79 the error became ∞; the weights kept are those after epoch 0, where the error was smallest; a smaller learning rate than 25.25 may help");
        assertThat(trained.state()).isEqualTo(at(1, 0));
        assertThat(trained.epochs()).hasSize(78).allMatch(e -> Double.isFinite(e.error()));
        assertThat(told).hasSize(78).endsWith(77, 78);
        assertThat(trained.epochs().get(1).error()).isEqualTo(1e4);
    }

    @Test
    void whatWasLearntBeforeIsKept() {
        Training training =
                Training.of(model, Functions::meanSquaredError, GradientDescent.of(0.1));
        TrainingState learnt = training.epochs(5).run(point, at(1, 0)).state();
        Trained trained =
                Training.of(model, Functions::meanSquaredError, GradientDescent.of(1e200))
                        .epochs(1000)
                        .run(point, learnt);
        assertThat(trained.divergence())
                .contains(
                        "in epoch 7 the error became ∞; the weights kept are those after epoch 5, where the error was smallest; a smaller learning rate than 1e200 may help");
        assertThat(trained.state()).isEqualTo(learnt);
        assertThat(trained.epochs()).hasSize(1);
    }

    @Test
    void weightsThatOverflowAreNotSaidToBeTheError() {
        Trained trained =
                Training.of(model, Functions::meanSquaredError, GradientDescent.of(1e308))
                        .epochs(3)
                        .run(point, at(2, 0));
        assertThat(trained.divergence())
                .contains(
                        "in epoch 1 the weights became infinite; the weights kept are those after epoch 0, where the error was smallest; a smaller learning rate than 1e308 may help");
        assertThat(trained.state()).isEqualTo(at(2, 0));
        assertThat(trained.epochs()).isEmpty();
    }

    @Test
    void dataThatAreNotFiniteAreRefusedBeforeTraining() {
        Dataset points =
                Dataset.of(
                        Tensor.of(new double[][] {{1}, {2}, {3}}),
                        Tensor.of(new double[][] {{1}, {Double.NaN}, {3}}));
        Training training =
                Training.of(model, Functions::meanSquaredError, GradientDescent.of(0.01));
        assertThatThrownBy(() -> training.run(points))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "the data's targets hold NaN in row 1, column 0, counted from 0; nothing can be learnt from it");
        Dataset infinite =
                Dataset.of(
                        Tensor.of(new double[][] {{1}, {2}, {Double.NEGATIVE_INFINITY}}),
                        Tensor.of(new double[][] {{1}, {2}, {3}}));
        assertThatThrownBy(() -> training.run(infinite))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "the data's features hold −∞ in row 2, column 0, counted from 0; nothing can be learnt from it");
    }

    /// From z = 10¹⁶⁰ the first error is ∞; steps from there would make the third NaN.
    @Test
    void theErrorNamedIsTheFirstThatIsNotFinite() {
        Dataset points = Dataset.of(Tensor.full(Shape.of(3, 1), 1), Tensor.full(Shape.of(3, 1), 0));
        assertThat(
                        Training.of(model, Functions::meanSquaredError, GradientDescent.of(1e200))
                                .batch(1)
                                .run(points, at(1e160, 0))
                                .divergence())
                .contains(
                        "in epoch 1 the error became ∞; the weights kept are those after epoch 0, where the error was smallest; a smaller learning rate than 1e200 may help");
    }

    @Test
    void aLargeErrorIsNoDivergence() {
        Trained trained =
                Training.of(model, (p, y) -> mean(p.add(y)).mul(1e300), GradientDescent.of(1e-300))
                        .epochs(4)
                        .run(point, at(1, 0));
        assertThat(trained.divergence()).isEmpty();
        assertThat(trained.epochs()).hasSize(4);
        assertThat(trained.state().epoch()).isEqualTo(4);
    }
}
