package chainrule.golden;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Axes;
import chainrule.graph.Concat;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.graph.Window;
import chainrule.kernel.Precision;
import chainrule.program.Program;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Ints;
import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Graphs with their values, gradients, and products of Hessian and vector, as PyTorch computed
/// them in double precision.
final class TorchCasesTest {
    private static final Golden GOLDEN = new Golden("torch-cases.json");

    private static final ImmutableMap<String, Builder> OPERATIONS =
            ImmutableMap.<String, Builder>builder()
                    .put("add", binary(Node::add))
                    .put("sub", binary(Node::sub))
                    .put("mul", binary(Node::mul))
                    .put("div", binary(Node::div))
                    .put("maximum", binary(Functions::maximum))
                    .put("minimum", binary(Functions::minimum))
                    .put("matmul", binary(Node::matmul))
                    .put("neg", unary(Node::neg))
                    .put("exp", unary(Functions::exp))
                    .put("log", unary(Functions::log))
                    .put("log1p", unary(Functions::log1p))
                    .put("sqrt", unary(Functions::sqrt))
                    .put("abs", unary(Functions::abs))
                    .put("tanh", unary(Functions::tanh))
                    .put("sigmoid", unary(Functions::sigmoid))
                    .put("softplus", unary(Functions::softplus))
                    .put("relu", unary(Functions::relu))
                    .put("square", unary(Functions::square))
                    .put("pow", (x, with) -> x.get(0).pow(with.p))
                    .put("sum", reduction(Functions::sum))
                    .put("mean", reduction(Functions::mean))
                    .put("amax", reduction(Functions::max))
                    .put("amin", reduction(Functions::min))
                    .put("logsumexp", reduction(Functions::logSumExp))
                    .put("softmax", (x, with) -> Functions.softmax(x.get(0), with.axis))
                    .put("reshape", (x, with) -> Functions.reshape(x.get(0), shape(with.shape)))
                    .put(
                            "broadcast_to",
                            (x, with) -> Functions.broadcastTo(x.get(0), shape(with.shape)))
                    .put(
                            "transpose",
                            (x, with) -> Functions.transpose(x.get(0), Ints.toArray(with.perm)))
                    .put(
                            "cross_entropy",
                            (x, with) ->
                                    Functions.softmaxCrossEntropy(x.get(0), indices(with.target)))
                    .put("concat", (x, with) -> new Concat(with.axis).apply(x.toArray(Node[]::new)))
                    .put(
                            "slice",
                            (x, with) ->
                                    Functions.slice(
                                            x.get(0), with.axis, with.start, with.stop, with.step))
                    .put(
                            "gather",
                            (x, with) ->
                                    Functions.gather(x.get(0), indices(with.indices), with.axis))
                    .put(
                            "conv2d",
                            (x, with) ->
                                    Functions.conv2d(
                                            x.get(0),
                                            x.get(1),
                                            Window.stride(with.stride).pad(with.padding),
                                            1))
                    .buildOrThrow();

    @FunctionalInterface
    private interface Builder {
        Node of(List<Node> x, Attributes with);
    }

    private static Builder unary(UnaryOperator<Node> f) {
        return (x, with) -> f.apply(x.get(0));
    }

    private static Builder binary(BinaryOperator<Node> f) {
        return (x, with) -> f.apply(x.get(0), x.get(1));
    }

    private static Builder reduction(BiFunction<Node, Axes, Node> f) {
        return (x, with) -> f.apply(x.get(0), with.overAxes());
    }

    private static Node indices(List<Integer> indices) {
        return Node.constant(Tensor.indices(Shape.of(indices.size()), Ints.toArray(indices)));
    }

    private static Shape shape(List<Integer> sizes) {
        return Shape.of(Ints.toArray(sizes));
    }

    /// What the file holds.
    private record File(List<Case> cases) {}

    private record Case(
            String name,
            List<Step> nodes,
            int root,
            List<Integer> inputs,
            double value,
            Map<Integer, List<Double>> grad,
            @SerializedName("hvp_v") Map<Integer, List<Double>> vector,
            @SerializedName("hvp") Map<Integer, List<Double>> hessianTimesVector) {}

    private record Step(
            int id,
            String op,
            List<Integer> in,
            Attributes attr,
            List<Integer> shape,
            List<Double> data) {
        Tensor value() {
            return Tensor.of(TorchCasesTest.shape(shape), Doubles.toArray(data));
        }
    }

    private record Attributes(
            List<Integer> axes,
            boolean keepdims,
            int axis,
            List<Integer> perm,
            List<Integer> shape,
            double p,
            List<Integer> target,
            List<Integer> indices,
            int start,
            int stop,
            int step,
            int stride,
            int padding) {
        Axes overAxes() {
            return keepdims ? Axes.keep(Ints.toArray(axes)) : Axes.over(Ints.toArray(axes));
        }
    }

    private static final Attributes NONE =
            new Attributes(
                    List.of(), false, 0, List.of(), List.of(), 0, List.of(), List.of(), 0, 0, 0, 0,
                    0);

    @TestFactory
    Stream<DynamicTest> valuesAndDerivativesOfBothOrdersAreThoseOfTorch() {
        return GOLDEN.tests(
                text -> new Gson().fromJson(text, File.class).cases(),
                Case::name,
                TorchCasesTest::check);
    }

    @AfterAll
    static void summary() {
        System.out.println(GOLDEN.summary());
    }

    private static void check(Case golden) {
        Map<Integer, Node> nodes = new HashMap<>();
        Feed feed = Feed.empty();
        for (Step step : golden.nodes) {
            Node node = build(step, nodes);
            assertThat(node.shape()).as("shape of %s", step).isEqualTo(shape(step.shape));
            nodes.put(step.id, node);
            feed = step.op.equals("input") ? feed.and(node, step.value()) : feed;
        }
        Node e = node(nodes, golden.root);
        List<Node> inputs = golden.inputs.stream().map(id -> node(nodes, id)).toList();
        List<Node> gradients = Gradient.of(e, inputs);
        Node along = Node.constant(0);
        for (int i = 0; i < inputs.size(); i++) {
            double[] v = entries(golden.vector, golden.inputs.get(i));
            Node gradient = gradients.get(i);
            Tensor weights = Tensor.of(gradient.shape(), v);
            along = along.add(Functions.sum(gradient.mul(Node.constant(weights))));
        }
        List<Node> outputs = new ArrayList<>();
        outputs.add(e);
        outputs.addAll(gradients);
        outputs.addAll(Gradient.orZero(along, inputs));
        check(golden, Interpreter.evaluate(outputs, feed), Golden::compare);
        check(golden, Program.compile(outputs, Precision.DOUBLE).run(feed), Golden::compare);
        check(golden, Program.compile(outputs, Precision.FLOAT).run(feed), Golden::compareSingle);
    }

    /// @param values of the error, its gradients, and the products
    private static void check(Case golden, List<Tensor> values, Golden.Comparison comparison) {
        comparison.compare(
                "the value of " + golden.name, new double[] {golden.value}, values.get(0), 1e-10);
        int count = golden.inputs.size();
        for (int i = 0; i < count; i++) {
            int id = golden.inputs.get(i);
            comparison.compare(
                    "∂E/∂" + id + " of " + golden.name,
                    entries(golden.grad, id),
                    values.get(1 + i),
                    1e-10);
            comparison.compare(
                    "H·v at " + id + " of " + golden.name,
                    entries(golden.hessianTimesVector, id),
                    values.get(1 + count + i),
                    1e-9);
        }
    }

    private static Node build(Step step, Map<Integer, Node> nodes) {
        return switch (step.op) {
            case "input" -> Functions.input("x" + step.id, shape(step.shape));
            case "const" -> Node.constant(step.value());
            default -> {
                List<Node> x = step.in.stream().map(id -> node(nodes, id)).toList();
                Builder builder = OPERATIONS.get(step.op);
                assertThat(builder).as(step.op).isNotNull();
                yield builder.of(x, step.attr == null ? NONE : step.attr);
            }
        };
    }

    private static Node node(Map<Integer, Node> nodes, int id) {
        Node node = nodes.get(id);
        assertThat(node).as("node %d", id).isNotNull();
        return node;
    }

    private static double[] entries(Map<Integer, List<Double>> byInput, int id) {
        List<Double> entries = byInput.get(id);
        assertThat(entries).as("input %d", id).isNotNull();
        return Doubles.toArray(entries);
    }
}
