package chainrule.laws;

import static chainrule.graph.Functions.sum;
import static chainrule.laws.Differences.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Backward;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Type;
import chainrule.tape.GradientCheck;
import chainrule.tensor.Kind;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.domains.Domain;

/// What is true of the derivatives of every formula.
@Domain(RandomGraphs.class)
@Domain(net.jqwik.api.domains.DomainContext.Global.class)
class GradientLawsTest {
    @Property(tries = 300)
    void aGradientIsWhatDifferencesGive(@ForAll RandomGraph graph) {
        List<Node> nodes = graph.used();
        ImmutableList<Node> gradients = Gradient.of(graph.e(), nodes);
        for (int i = 0; i < nodes.size(); i++) {
            assertThat(gradients.get(i).type()).isEqualTo(nodes.get(i).type());
            assertClose(
                    Interpreter.evaluate(gradients.get(i), graph.feed()),
                    Differences.gradient(graph.e(), nodes.get(i), graph.feed()),
                    "∂e/∂" + nodes.get(i));
        }
    }

    @Property(tries = 60)
    void aGradientOfAGradientIsWhatDifferencesGive(@ForAll RandomGraph graph) {
        List<Node> nodes = graph.used();
        Directions directions = new Directions(graph);
        Node slope = directions.along(graph, nodes);
        ImmutableList<Node> second = Gradient.orZero(slope, nodes);
        for (int i = 0; i < nodes.size(); i++) {
            assertClose(
                    Interpreter.evaluate(second.get(i), directions.feed),
                    Differences.gradient(slope, nodes.get(i), directions.feed),
                    "second derivative to " + nodes.get(i));
        }
    }

    @Property(tries = 60)
    void gradientCheckAgreesInBothOrders(@ForAll RandomGraph graph) {
        GradientCheck.of(graph.e(), graph.feed()).tolerance(1e-4).order(2).run();
    }

    @Property(tries = 100)
    void theGradientOfASumIsTheSumOfTheGradients(@ForAll RandomGraph graph) {
        List<Node> nodes = graph.variables();
        ImmutableList<Node> both = Gradient.orZero(graph.e().add(graph.f()), nodes);
        ImmutableList<Node> e = Gradient.orZero(graph.e(), nodes);
        ImmutableList<Node> f = Gradient.orZero(graph.f(), nodes);
        for (int i = 0; i < nodes.size(); i++) {
            assertClose(
                    Interpreter.evaluate(both.get(i), graph.feed()),
                    Interpreter.evaluate(e.get(i).add(f.get(i)), graph.feed()),
                    1e-12,
                    "∂(e + f)/∂" + nodes.get(i));
        }
    }

    @Property(tries = 100)
    void aFactorComesOutOfTheGradient(
            @ForAll RandomGraph graph, @ForAll @DoubleRange(min = -3, max = 3) double c) {
        List<Node> nodes = graph.variables();
        ImmutableList<Node> scaled = Gradient.orZero(graph.e().mul(c), nodes);
        ImmutableList<Node> plain = Gradient.orZero(graph.e(), nodes);
        for (int i = 0; i < nodes.size(); i++) {
            assertClose(
                    Interpreter.evaluate(scaled.get(i), graph.feed()),
                    Interpreter.evaluate(plain.get(i).mul(c), graph.feed()),
                    1e-12,
                    "∂(c·e)/∂" + nodes.get(i));
        }
    }

    @Property(tries = 60)
    void theSecondDerivativesAreSymmetric(@ForAll RandomGraph graph) {
        List<Node> nodes = graph.used();
        Directions directions = new Directions(graph);
        for (Node a : nodes) {
            for (Node b : nodes) {
                assertClose(
                        directions.second(graph, a, b),
                        directions.second(graph, b, a),
                        1e-10,
                        "%s and %s".formatted(a, b));
            }
        }
    }

    @Property(tries = 100)
    void differentiatingLeavesTheGraphAsItIs(@ForAll RandomGraph graph) {
        List<Node> before = List.copyOf(graph.nodes());
        String structure = Structure.of(graph.e());
        Backward first = Backward.of(graph.e());
        Backward again = Backward.of(graph.e());
        assertThat(graph.nodes()).isEqualTo(before);
        assertThat(Structure.of(graph.e())).isEqualTo(structure);
        assertThat(Structure.of(adjoints(first, graph)))
                .isEqualTo(Structure.of(adjoints(again, graph)));
    }

    @Property(tries = 100)
    void everyNodeThatIsNotConstantHasAnAdjointInItsShape(@ForAll RandomGraph graph) {
        Backward backward = Backward.of(graph.e());
        assertThat(backward.order()).isEqualTo(graph.nodes());
        for (Node node : graph.nodes()) {
            boolean has = node.kind() == Kind.REAL && !(node.op() instanceof Op.Constant);
            assertThat(backward.reaches(node)).as("%s", node).isEqualTo(has);
            if (has) {
                assertThat(backward.adjoint(node).type()).isEqualTo(node.type());
            }
        }
    }

    @Property(tries = 60)
    void aSeedWeighsTheEntries(@ForAll RandomGraph graph) {
        Random random = new Random(3);
        for (Node y : graph.differentiable()) {
            Node seed = Node.input("seed", y.type());
            Tensor weights =
                    Tensor.generate(
                            y.shape().bind(graph.feed().sizes()),
                            Kind.REAL,
                            i -> random.nextDouble());
            Feed feed = graph.feed().and(seed, weights);
            Backward seeded = Backward.of(y, seed);
            Backward summed = Backward.of(sum(y.mul(seed)));
            for (Node node : graph.used()) {
                if (seeded.reaches(node)) {
                    assertClose(
                            Interpreter.evaluate(seeded.adjoint(node), feed),
                            Interpreter.evaluate(summed.adjoint(node), feed),
                            1e-12,
                            "seeded %s".formatted(node));
                }
            }
        }
    }

    private static List<Node> adjoints(Backward backward, RandomGraph graph) {
        return graph.differentiable().stream().map(backward::adjoint).toList();
    }

    /// A direction for each variable, as inputs of their own, so that open dimensions fit.
    private static final class Directions {
        final Map<Node, Node> of = new HashMap<>();
        final Feed feed;

        Directions(RandomGraph graph) {
            Random random = new Random(7);
            Feed feed = graph.feed();
            for (Node node : graph.variables()) {
                Node direction = Node.input("d" + node.name().orElseThrow(), node.type());
                of.put(node, direction);
                Tensor at = graph.feed().value(node);
                feed =
                        feed.and(
                                direction,
                                Tensor.generate(
                                        at.shape(), Kind.REAL, i -> random.nextDouble(-1.5, 1.5)));
            }
            this.feed = feed;
        }

        /// Σ d⊙∂e/∂x over the nodes.
        Node along(RandomGraph graph, List<Node> nodes) {
            ImmutableList<Node> gradients = Gradient.orZero(graph.e(), nodes);
            List<Node> parts = new ArrayList<>();
            for (int i = 0; i < nodes.size(); i++) {
                parts.add(sum(gradients.get(i).mul(of.get(nodes.get(i)))));
            }
            return parts.stream().reduce(Node.constant(0), Node::add);
        }

        /// dₐᵀ (∂²e/∂a∂b) d_b, by way of a first.
        Tensor second(RandomGraph graph, Node a, Node b) {
            Node slope = along(graph, List.of(a));
            Node curve = Gradient.orZero(slope, List.of(b)).get(0);
            assertThat(curve.type()).isEqualTo(new Type(Kind.REAL, b.shape()));
            return Interpreter.evaluate(sum(curve.mul(of.get(b))), feed);
        }
    }
}
