package chainrule.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import chainrule.graph.Functions;
import chainrule.nn.data.Dataset;
import chainrule.nn.layer.Dense;
import chainrule.nn.layer.Model;
import chainrule.nn.layer.Sequential;
import chainrule.nn.optim.Adam;
import chainrule.nn.optim.GradientDescent;
import chainrule.nn.optim.Optimizer;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Iterables;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResumeTest {
    private static final Dataset POINTS = points();
    private final Model network =
            Model.of(
                    Sequential.of(
                            Dense.of("hidden", 2, 3),
                            Functions::tanh,
                            Dense.of("last", 3, 1),
                            Functions::sigmoid),
                    2);

    private static Dataset points() {
        Random random = new Random(1);
        return Dataset.of(
                Tensor.generate(Shape.of(10, 2), Kind.REAL, i -> random.nextGaussian()),
                Tensor.generate(Shape.of(10, 1), Kind.REAL, i -> random.nextInt(2)));
    }

    static Stream<Optimizer> optimizers() {
        return Stream.of(GradientDescent.of(0.3), new GradientDescent(0.1, 0.9), Adam.of(0.05));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aRunThatGoesOnGivesTheBitsOfOneThatNeverStopped(Optimizer optimizer) {
        Training training = Training.of(network, Functions::logLoss, optimizer).batch(3).seed(42);
        Trained whole = training.epochs(10).run(POINTS);
        Trained begun = training.epochs(4).run(POINTS);
        Trained resumed = training.epochs(10).run(POINTS, begun.state());
        assertThat(begun.state().epoch()).isEqualTo(4);
        assertThat(resumed.state()).isEqualTo(whole.state());
        assertThat(Iterables.transform(begun.epochs(), Epoch::error))
                .containsExactlyElementsOf(
                        Iterables.transform(whole.epochs().subList(0, 4), Epoch::error));
        assertThat(resumed.epochs()).isEqualTo(whole.epochs().subList(4, 10));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aStateWithoutMemoryIsAFreshStart(Optimizer optimizer) {
        Training training =
                Training.of(network, Functions::logLoss, optimizer).batch(3).epochs(3).seed(42);
        TrainingState start =
                new TrainingState(
                        0, network.initial(new SplittableRandom(42)), ImmutableTable.of());
        assertThat(training.run(POINTS, start).state()).isEqualTo(training.run(POINTS).state());
    }

    @Test
    void theMemoryOfAnotherOptimizerIsRefusedUnlessLeftOut() {
        Training training = Training.of(network, Functions::logLoss, Adam.of(0.05));
        TrainingState adam = training.epochs(2).run(POINTS).state();
        Training descent =
                Training.of(network, Functions::logLoss, GradientDescent.of(0.05)).epochs(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> descent.run(POINTS, adam))
                .withMessage(
                        "the state remembers 'm' of 'hidden.W', which GradientDescent[rate=0.05, momentum=0.0] does not; "
                                + "go on with the optimizer that gave the state, or start this one afresh: "
                                + "new TrainingState(epoch, weights, ImmutableTable.of())");
        TrainingState momentum =
                Training.of(network, Functions::logLoss, new GradientDescent(0.05, 0.9))
                        .run(POINTS)
                        .state();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> training.run(POINTS, momentum))
                .withMessageStartingWith(
                        "the state remembers 'velocity' of 'hidden.W', which Adam[");
        Trained plain =
                descent.run(
                        POINTS,
                        new TrainingState(adam.epoch(), adam.weights(), ImmutableTable.of()));
        assertThat(plain.epochs()).hasSize(1);
        assertThat(plain.state().memory().isEmpty()).isTrue();
    }

    @Test
    void aStateThatIsDoneStaysAsItIs() {
        Training training = Training.of(network, Functions::logLoss, Adam.of(0.05)).epochs(2);
        TrainingState done = training.run(POINTS).state();
        Trained again = training.run(POINTS, done);
        assertThat(again.state()).isEqualTo(done);
        assertThat(again.epochs()).isEmpty();
        assertThat(again.divergence()).isEmpty();
    }
}
