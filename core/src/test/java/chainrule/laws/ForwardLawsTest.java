package chainrule.laws;

import static chainrule.graph.Functions.sum;
import static chainrule.laws.Differences.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Backward;
import chainrule.grad.Derivatives;
import chainrule.grad.Forward;
import chainrule.grad.Gradient;
import chainrule.grad.Partial;
import chainrule.graph.Node;
import chainrule.graph.Walk;
import chainrule.tape.GradientCheck;
import chainrule.tape.Tape;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/// What is true of derivatives forward, of Jacobians and of Hessians of every formula.
@Domain(RandomGraphs.class)
@Domain(net.jqwik.api.domains.DomainContext.Global.class)
class ForwardLawsTest {
    @Property(tries = 200)
    void aTangentIsWhatDifferencesGive(@ForAll RandomGraph graph, @ForAll Random random) {
        Node y = computed(graph, random, _ -> true);
        List<Node> used = Walk.order(y).stream().filter(graph.variables()::contains).toList();
        Directions v = new Directions(graph.feed(), used);
        Tensor tangent = v.value(Derivatives.jvp(y, v.of));
        double[] expected = new double[tangent.size()];
        for (Node x : used) {
            double[][] jacobian = Differences.jacobian(y, x, graph.feed());
            for (int i = 0; i < expected.length; i++) {
                expected[i] += dot(jacobian[i], v.value(v.of(x)).toDoubles());
            }
        }
        assertClose(tangent, Tensor.of(tangent.shape(), expected), 2e-5, "tangent of " + y);
    }

    @Property(tries = 150)
    void forwardAndBackwardAreTransposesFromEveryNode(@ForAll RandomGraph graph) {
        Backward backward = Backward.of(graph.e());
        for (Node x : graph.differentiable()) {
            Directions v = new Directions(graph.feed(), List.of(x));
            Forward forward = Forward.of(graph.e(), v.of);
            assertThat(forward.tangent(graph.e()).type()).isEqualTo(graph.e().type());
            assertClose(
                    v.value(forward.tangent(graph.e())),
                    v.value(sum(backward.adjoint(x).mul(v.of(x)))),
                    1e-10,
                    "⟨ē, Jẋ⟩ and ⟨Jᵀē, ẋ⟩ from " + x);
        }
    }

    @Property(tries = 100)
    void everyTangentHasTheTypeOfItsNode(@ForAll RandomGraph graph) {
        Directions v = new Directions(graph.feed(), graph.used());
        Forward forward = Forward.of(graph.e(), v.of);
        for (Node node : graph.nodes()) {
            if (node.kind() == Kind.REAL) {
                assertThat(forward.tangent(node).type()).isEqualTo(node.type());
            }
        }
    }

    @Property(tries = 60)
    void theHessianIsTheSameForwardOverReverseAndReverseOverReverse(@ForAll RandomGraph graph) {
        List<Node> nodes = graph.used();
        Directions v = new Directions(graph.feed(), nodes);
        List<Node> gradients = Gradient.of(graph.e(), nodes);
        Map<Node, Node> products = Derivatives.hessianVector(graph.e(), v.of);
        Node slope = Derivatives.directional(graph.e(), v.of);
        List<Node> reverseOverForward = Gradient.orZero(slope, nodes);
        Node along = Node.constant(0);
        for (int i = 0; i < nodes.size(); i++) {
            along = along.add(sum(gradients.get(i).mul(v.of(nodes.get(i)))));
        }
        List<Node> reverseOverReverse = Gradient.orZero(along, nodes);
        for (int i = 0; i < nodes.size(); i++) {
            Node product = products.get(nodes.get(i));
            assertThat(product).isNotNull();
            Tensor expected = v.value(reverseOverReverse.get(i));
            assertClose(v.value(product), expected, 1e-9, "H·v for " + nodes.get(i));
            assertClose(v.value(reverseOverForward.get(i)), expected, 1e-9, "H·v, forward first");
        }
    }

    @Property(tries = 40)
    void theRowsOfAJacobianAreTheGradientsOfTheEntries(
            @ForAll RandomGraph graph, @ForAll Random random) {
        Node y = computed(graph, random, n -> n.shape().isKnown());
        for (Node x : Walk.order(y).stream().filter(graph.variables()::contains).toList()) {
            Tensor jacobian = Interpreter.evaluate(Partial.of(y, x), graph.feed());
            Shape shape = graph.feed().value(x).shape();
            assertThat(jacobian.size()).isEqualTo(y.shape().size() * shape.size());
            for (int i = 0; i < y.shape().size(); i++) {
                int row = i;
                Tensor unit = Tensor.generate(y.shape(), Kind.REAL, j -> j == row ? 1 : 0);
                Tensor gradient =
                        Interpreter.evaluate(
                                Gradient.of(sum(y.mul(Node.constant(unit))), x), graph.feed());
                assertClose(
                        Tensor.generate(
                                shape, Kind.REAL, j -> jacobian.get(row * shape.size() + j)),
                        gradient,
                        1e-11,
                        "row %d of ∂%s/∂%s".formatted(i, y, x));
            }
        }
    }

    @Property(tries = 40)
    void aTapeHasTheJacobianOfAnyTwoNodesInNumbers(
            @ForAll RandomGraph graph, @ForAll Random random) {
        Tape tape = Tape.record(graph.e(), graph.feedOfE());
        List<Node> nodes = graph.differentiable();
        Node y = computed(graph, random, _ -> true);
        for (Node x : Walk.order(y).stream().filter(nodes::contains).toList()) {
            Tensor jacobian = tape.jacobian(y, x);
            Directions v = new Directions(graph.feed(), List.of(x));
            Tensor tangent = v.value(Derivatives.jvp(y, v.of));
            double[] direction = v.value(v.of(x)).toDoubles();
            double[] product = new double[tangent.size()];
            for (int i = 0; i < product.length; i++) {
                for (int j = 0; j < direction.length; j++) {
                    product[i] += jacobian.get(i * direction.length + j) * direction[j];
                }
            }
            assertClose(Tensor.of(tangent.shape(), product), tangent, 1e-10, "J·ẋ from " + x);
        }
    }

    @Property(tries = 25)
    void aHessianTimesAVectorIsTheHessianVectorProduct(@ForAll RandomGraph graph) {
        Tape tape = Tape.record(graph.e(), graph.feedOfE());
        for (Node x : graph.used()) {
            Directions v = new Directions(graph.feed(), List.of(x));
            Node node = Derivatives.hessianVector(graph.e(), v.of).get(x);
            assertThat(node).isNotNull();
            Tensor product = v.value(node);
            Tensor hessian = tape.hessian(x);
            if (x.shape().isKnown()) {
                assertClose(
                        v.value(Derivatives.hessian(graph.e(), x)), hessian, 1e-11, "H of " + x);
            }
            int n = product.size();
            assertClose(
                    product,
                    Differences.transposed(
                            hessian.reshape(Shape.of(n, n)), v.value(v.of(x)), product.shape()),
                    1e-9,
                    "H·v for " + x);
        }
    }

    @Property(tries = 10)
    void gradientCheckAgreesInThreeOrders(@ForAll RandomGraph graph) {
        GradientCheck.of(graph.e(), graph.feed()).tolerance(1e-3).order(3).run();
    }

    private static Node computed(RandomGraph graph, Random random, Predicate<Node> wanted) {
        List<Node> nodes =
                graph.differentiable().stream()
                        .filter(n -> !n.inputs().isEmpty())
                        .filter(wanted)
                        .toList();
        return nodes.get(random.nextInt(nodes.size()));
    }

    private static double dot(double[] a, double[] b) {
        double total = 0;
        for (int i = 0; i < a.length; i++) {
            total += a[i] * b[i];
        }
        return total;
    }

    /// A direction for each of some nodes, as inputs of their own, so that open dimensions fit.
    private static final class Directions {
        final Map<Node, Node> of = new LinkedHashMap<>();
        final Interpreter run;

        Directions(Feed feed, List<Node> nodes) {
            Random random = new Random(7);
            Interpreter plain = Interpreter.of(feed);
            Map<Node, Tensor> values = new LinkedHashMap<>();
            for (Node node : nodes) {
                Node direction = Node.input("v", node.type());
                of.put(node, direction);
                Shape shape = plain.value(node).shape();
                values.put(
                        direction,
                        Tensor.generate(shape, Kind.REAL, i -> random.nextDouble(-1.5, 1.5)));
            }
            this.run = plain.and(values);
        }

        Node of(Node node) {
            Node direction = of.get(node);
            assertThat(direction).isNotNull();
            return direction;
        }

        Tensor value(Node node) {
            return run.value(node);
        }
    }
}
