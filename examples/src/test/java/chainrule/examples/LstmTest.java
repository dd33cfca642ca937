package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.graph.Walk;
import chainrule.tape.GradientCheck;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Kind;
import chainrule.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Backpropagation through a thousand steps.
class LstmTest {
    @Test
    void afterAFewStepsTheGradientOfBothOrdersIsWhatDifferencesGive() {
        Lstm network = new Lstm(3, 2);
        GradientCheck.of(network.e, network.values(2)).order(2).run();
    }

    /// Central differences of every weight: 36 numbers, each moved up and down.
    @Test
    void afterAThousandStepsEveryDerivativeIsWhatDifferencesGive() {
        Lstm network = new Lstm(1024, 2);
        Feed feed = network.values(3);
        Gradients d = Tape.record(network.e, feed).backward();
        for (Node parameter : network.parameters()) {
            Tensor found = d.of(parameter);
            for (int i = 0; i < found.size(); i++) {
                double difference =
                        (moved(network, feed, parameter, i, 1e-5)
                                        - moved(network, feed, parameter, i, -1e-5))
                                / 2e-5;
                assertThat(Math.abs(found.get(i) - difference))
                        .as("%s[%d]: %s, differences %s", parameter, i, found.get(i), difference)
                        .isLessThan(1e-8 * Math.max(1, Math.abs(difference)));
            }
        }
    }

    private static double moved(Lstm network, Feed feed, Node parameter, int entry, double by) {
        Map<Node, Tensor> values = new HashMap<>();
        feed.nodes().forEach(node -> values.put(node, feed.value(node)));
        Tensor at = feed.value(parameter);
        values.put(
                parameter,
                Tensor.generate(at.shape(), Kind.REAL, i -> at.get(i) + (i == entry ? by : 0)));
        return Interpreter.evaluate(network.e, Feed.of(values)).item();
    }

    /// Each step adds the same number of nodes, on the way forward and on the way back.
    @Test
    void nodesGrowInProportionToTheSteps() {
        assertThat(forward(1024) - forward(512)).isEqualTo(2 * (forward(512) - forward(256)));
        assertThat(back(1024) - back(512)).isEqualTo(2 * (back(512) - back(256)));
    }

    private static int forward(int steps) {
        return Walk.order(new Lstm(steps, 2).e).size();
    }

    private static int back(int steps) {
        Lstm network = new Lstm(steps, 2);
        List<Node> gradients = Gradient.of(network.e, network.parameters());
        return Walk.order(gradients).size();
    }
}
