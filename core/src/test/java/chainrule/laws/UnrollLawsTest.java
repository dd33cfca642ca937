package chainrule.laws;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.graph.Walk;
import chainrule.simplify.Unroll;
import chainrule.simplify.Unrolled;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.Maps;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/// What is true of every formula of tensors that is written with scalars.
@Domain(RandomGraphs.class)
class UnrollLawsTest {
    private static Unrolled unrolled(RandomGraph graph) {
        return Unroll.of(graph.e(), graph.feedOfE().sizes());
    }

    private static Feed feed(Unrolled unrolled, RandomGraph graph) {
        Map<Node, Tensor> values = Maps.toMap(graph.used(), graph.feed()::value);
        return Feed.of(unrolled.values(values));
    }

    @Property(tries = 300)
    void everyNodeIsWorthItsEntries(@ForAll RandomGraph graph) {
        Unrolled unrolled = unrolled(graph);
        Interpreter tensors = Interpreter.of(graph.feed());
        Interpreter scalars = Interpreter.of(feed(unrolled, graph));
        for (Node node : graph.nodes()) {
            List<Node> entries = unrolled.of(node);
            Tensor expected = tensors.value(node);
            assertThat(entries).hasSize(expected.size());
            for (int i = 0; i < entries.size(); i++) {
                assertThat(entries.get(i).kind()).isEqualTo(node.kind());
                Differences.assertClose(
                        scalars.value(entries.get(i)),
                        Tensor.scalar(expected.get(i)),
                        1e-10,
                        "entry " + i + " of " + node);
            }
        }
    }

    @Property(tries = 200)
    void everySourceHasTheDerivativesOfItsEntries(@ForAll RandomGraph graph) {
        Unrolled unrolled = unrolled(graph);
        Interpreter tensors = Interpreter.of(graph.feed());
        Interpreter scalars = Interpreter.of(feed(unrolled, graph));
        for (Node source : graph.used()) {
            Tensor expected = tensors.value(Gradient.of(graph.e(), source));
            List<Node> gradients = Gradient.orZero(unrolled.root(), unrolled.of(source));
            for (int i = 0; i < gradients.size(); i++) {
                Differences.assertClose(
                        scalars.value(gradients.get(i)),
                        Tensor.scalar(expected.get(i)),
                        1e-9,
                        "∂e/∂ entry " + i + " of " + source);
            }
        }
    }

    @Property(tries = 100)
    void gradientsOfTensorsAreUnrolledToo(@ForAll RandomGraph graph) {
        Interpreter tensors = Interpreter.of(graph.feed());
        for (Node source : graph.used()) {
            Node gradient = Gradient.of(graph.e(), source);
            Unrolled unrolled = Unroll.of(gradient, graph.feedOfE().sizes());
            Set<Node> fed = new HashSet<>(Walk.order(gradient));
            fed.retainAll(graph.used());
            Map<Node, Tensor> values = unrolled.values(Maps.asMap(fed, graph.feed()::value));
            Interpreter scalars = Interpreter.of(Feed.of(values));
            Tensor expected = tensors.value(gradient);
            for (int i = 0; i < expected.size(); i++) {
                Differences.assertClose(
                        scalars.value(unrolled.of(gradient).get(i)),
                        Tensor.scalar(expected.get(i)),
                        1e-9,
                        "entry " + i + " of ∂e/∂" + source);
            }
        }
    }

    @Property(tries = 200)
    void allNodesAreScalars(@ForAll RandomGraph graph) {
        for (Node node : Walk.order(unrolled(graph).root())) {
            assertThat(node.shape()).isEqualTo(Shape.SCALAR);
        }
    }
}
