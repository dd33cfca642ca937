package chainrule.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.benchmarks.hand.Logistic;
import chainrule.benchmarks.hand.OnePass;
import chainrule.benchmarks.hand.Product;
import chainrule.benchmarks.hand.Relus;
import chainrule.benchmarks.hand.Sigmoids;
import chainrule.benchmarks.hand.Straight;
import chainrule.benchmarks.ours.BuiltAgain;
import chainrule.benchmarks.ours.Compiled;
import chainrule.benchmarks.ours.Formulas;
import chainrule.benchmarks.ours.Graph;
import chainrule.benchmarks.ours.TrainingGraph;
import chainrule.benchmarks.workload.Chain;
import chainrule.benchmarks.workload.Contestant;
import chainrule.benchmarks.workload.Fused;
import chainrule.benchmarks.workload.Square;
import chainrule.benchmarks.workload.Training;
import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The compiled graphs and the programs by hand beside the interpreter, over three runs, on small
/// sizes; what is not filled up evenly is among them.
class ContestantsTest {
    static Stream<Arguments> contestants() {
        Training logistic = Training.of(37, 0.1f, 2, 1);
        Training sigmoids = Training.of(32, 0.1f, 2, 16, 16, 1);
        Training relus = Training.of(24, 0.05f, 20, 16, 5);
        Training deep = Training.of(16, 0.05f, 7, 32, 16, 3);
        Fused fused = new Fused(1500);
        Square square = new Square(40);
        return Stream.of(
                Arguments.of("logistic", TrainingGraph.of(logistic), new Logistic(logistic)),
                Arguments.of("sigmoids", TrainingGraph.of(sigmoids), new Sigmoids(sigmoids)),
                Arguments.of("relus", TrainingGraph.of(relus), new Relus(relus)),
                Arguments.of("deep", TrainingGraph.of(deep), new Relus(deep)),
                Arguments.of("fused", Formulas.fused(fused), new OnePass(fused)),
                Arguments.of("product", Formulas.product(square), new Product(square)),
                Arguments.of("scalars", Formulas.scalars(), new Straight()),
                Arguments.of("built again", Formulas.scalars(), BuiltAgain.scalars()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contestants")
    void theirResultsAreThoseOfTheInterpreter(String name, Graph graph, Contestant other) {
        Contestant compiled = new Compiled(graph);
        Feed feed = graph.firstFeed();
        for (int run = 0; run < 3; run++) {
            List<Tensor> expected = Interpreter.evaluate(graph.outputs(), feed);
            compiled.run();
            other.run();
            assertClose(compiled.results(), expected);
            assertClose(other.results(), expected);
            Map<Node, Tensor> next = new HashMap<>();
            graph.next()
                    .forEach((w, output) ->
                            next.put(w, expected.get(graph.outputs().indexOf(output))));
            feed = graph.feed().and(next);
        }
    }

    @Test
    void theDerivativeOfAChainCountsItsTerms() {
        Contestant chain = BuiltAgain.chain(new Chain(1000));
        chain.run();
        assertThat(chain.results().get(0)).containsExactly(1001);
    }

    private static void assertClose(List<float[]> found, List<Tensor> expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            double[] e = expected.get(i).toDoubles();
            assertThat(found.get(i)).hasSize(e.length);
            double largest = 0;
            for (double v : e) {
                largest = Math.max(largest, Math.abs(v));
            }
            for (int j = 0; j < e.length; j++) {
                assertThat(Math.abs(found.get(i)[j] - e[j]))
                        .as("result %d, entry %d", i, j)
                        .isLessThanOrEqualTo(2e-5 * largest + 1e-8);
            }
        }
    }
}
