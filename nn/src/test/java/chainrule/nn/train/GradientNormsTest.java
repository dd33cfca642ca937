package chainrule.nn.train;

import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.square;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.graph.Node;
import chainrule.nn.data.Dataset;
import chainrule.nn.layer.Dense;
import chainrule.nn.layer.Model;
import chainrule.nn.optim.GradientDescent;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientNormsTest {
    private static final Dataset POINTS =
            Dataset.of(
                    Tensor.of(new double[][] {{3, 4}, {0, 0}}),
                    Tensor.of(new double[][] {{0}, {0}}));

    private final Dense dense = Dense.of("neuron", 2, 1);
    private final Model model = Model.of(dense, 2);

    private static Node squares(Node p, Node y) {
        return mean(square(p.sub(y)));
    }

    /// E = ½[(3w₁ + 4w₂ + b)² + b²]; at w = (1, 0), b = 2: ∂E/∂w = 5·(3, 4), of length 25, and
    /// ∂E/∂b = 5 + 2.
    @Test
    void theyAreTheLengthsWorkedByHand() {
        var norms = GradientNorms.of(model, GradientNormsTest::squares, POINTS);
        ImmutableMap<Node, Tensor> weights =
                ImmutableMap.of(
                        dense.weight(), Tensor.of(new double[][] {{1}, {0}}),
                        dense.bias(), Tensor.of(2.0));
        assertThat(norms.at(weights).keySet()).containsExactly("neuron.W", "neuron.b");
        assertThat(norms.at(weights).get("neuron.W")).isCloseTo(25, within(1e-12));
        assertThat(norms.at(weights).get("neuron.b")).isCloseTo(7, within(1e-12));
    }

    @Test
    void whoWatchesHearsOfTheStateAfterEachEpoch() {
        List<Integer> told = new ArrayList<>();
        List<TrainingState> first = new ArrayList<>();
        List<TrainingState> second = new ArrayList<>();
        Progress epochs = epoch -> told.add(epoch.number());
        Trained trained =
                Training.of(model, GradientNormsTest::squares, GradientDescent.of(0.01))
                        .epochs(3)
                        .progress(
                                epochs.and(Progress.states(first::add))
                                        .and(Progress.states(second::add)))
                        .run(POINTS);
        assertThat(told).containsExactly(1, 2, 3);
        assertThat(first).extracting(TrainingState::epoch).containsExactly(1, 2, 3);
        assertThat(first.getLast()).isEqualTo(trained.state());
        assertThat(second).isEqualTo(first);
        assertThat(first.getFirst().weights()).isNotEqualTo(first.getLast().weights());
    }
}
