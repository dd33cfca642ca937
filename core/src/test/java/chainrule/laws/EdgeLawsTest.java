package chainrule.laws;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static chainrule.laws.Differences.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Backward;
import chainrule.graph.Composite;
import chainrule.graph.Edge;
import chainrule.graph.Functions;
import chainrule.graph.Leaf;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Walk;
import chainrule.tape.Gradients;
import chainrule.tape.LocalDerivative;
import chainrule.tape.Tape;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

/// What comes back along one edge, and what arrives at one node, by taking the graph apart there:
/// the operand, or the node, becomes an input of its own, fed with the value that it had, and
/// central differences tell how the error depends on that alone.
@Domain(RandomGraphs.class)
class EdgeLawsTest {
    @Property(tries = 120)
    void whatComesBackAlongAnEdgeIsTheDerivativeToThatOperandAlone(@ForAll RandomGraph graph) {
        everyContributionIsThatOfTheSplitEdge(graph.e(), graph.feedOfE());
    }

    @Property(tries = 120)
    void anAdjointIsTheDerivativeToTheNodeWhereTheGraphIsCut(@ForAll RandomGraph graph) {
        everyAdjointIsThatOfTheCutGraph(graph.e(), graph.feedOfE());
    }

    @Property(tries = 120)
    void aLocalDerivativeIsTheMapFromOneOperandToTheResult(@ForAll RandomGraph graph) {
        everyLocalDerivativeIsThatOfTheSplitEdge(graph.e(), graph.feedOfE());
    }

    @Property(tries = 120)
    void anAdjointIsTheSumOfWhatComesBackAlongItsEdges(@ForAll RandomGraph graph) {
        Gradients gradients = Tape.record(graph.e(), graph.feedOfE()).backward();
        List<Edge> edges = realEdges(graph.e());
        for (Node node : graph.differentiable()) {
            double[] total = new double[gradients.tape().value(node).size()];
            edges.stream()
                    .filter(edge -> edge.source() == node)
                    .map(gradients::along)
                    .forEach(part -> {
                        for (int i = 0; i < total.length; i++) {
                            total[i] += part.get(i);
                        }
                    });
            if (node != graph.e()) {
                Tensor adjoint = gradients.of(node);
                assertClose(adjoint, Tensor.of(adjoint.shape(), total), 1e-12, "" + node);
            }
        }
    }

    @Test
    void bothEdgesOfASquareCarryTheirOwnPart() {
        Node x = parameter("x", 3);
        checked(sum(x.mul(x)), Feed.of(x, Tensor.of(0.5, -1, 2)));
    }

    @Test
    void bothEdgesOfADifferenceOfANodeWithItselfCarryOppositeParts() {
        Node x = parameter("x", 3);
        checked(sum(tanh(x.sub(x).add(x.div(x)).mul(x))), Feed.of(x, Tensor.of(0.5, -1, 2)));
    }

    @Test
    void aPowerOfANodeWithItselfHasTwoParts() {
        Node x = parameter("x", 3);
        checked(sum(x.pow(x)), Feed.of(x, Tensor.of(0.5, 1, 2)));
    }

    @Test
    void aMatrixTimesItselfHasTwoParts() {
        Node x = parameter("X", 2, 2);
        Node e = sum(tanh(x.matmul(x).add(x.matmul(x.t()))));
        checked(e, Feed.of(x, Tensor.of(Shape.of(2, 2), 0.5, -1, 0.25, 0.75)));
    }

    @Test
    void everyWayThroughADiamondIsTaken() {
        Node x = parameter("x");
        Node left = tanh(x);
        Node right = sigmoid(x);
        Node top = left.mul(right);
        Node e = top.mul(left).add(right.div(top)).add(top.mul(top));
        checked(e, Feed.of(x, 0.7));
    }

    @Test
    void aCompositeAppliedToOneNodeTwiceHasTwoEdges() {
        Node x = parameter("x", 2, 3);
        Feed feed = Feed.of(x, Tensor.of(Shape.of(2, 3), 0.5, -1, 2, 0.25, -0.75, 1));
        checked(sum(RandomGraph.GATE.apply(x, x)), feed);
        checked(sum(tanh(RandomGraph.NESTED.apply(x, x))), feed);
    }

    @Test
    void aCompositeAppliedToANodeAndToWhatIsMadeOfIt() {
        Node x = parameter("x", 2, 3);
        Feed feed = Feed.of(x, Tensor.of(Shape.of(2, 3), 0.5, -1, 2, 0.25, -0.75, 1));
        Node h = tanh(x);
        checked(sum(RandomGraph.NESTED.apply(h, RandomGraph.GATE.apply(x, h))), feed);
    }

    @Test
    void aStretchedOperandOfACompositeGetsItsPartSummedBack() {
        Node a = parameter("a", 2, 1);
        Node b = parameter("b", 3);
        Feed feed = Feed.of(a, Tensor.of(Shape.of(2, 1), 0.5, -1)).and(b, Tensor.of(1, -0.25, 0.5));
        checked(sum(RandomGraph.GATE.apply(a, b)), feed);
        checked(sum(RandomGraph.NESTED.apply(b, a)), feed);
    }

    @Test
    void aCompositeThatIsOneOfItsOperands() {
        Composite first = Composite.of("first", (a, b) -> a);
        Node a = parameter("a", 2);
        Node b = parameter("b", 2);
        Feed feed = Feed.of(a, Tensor.of(0.5, -1)).and(b, Tensor.of(2, 3));
        checked(sum(first.apply(a, b).mul(b)), feed);
        checked(sum(first.apply(a, a)), Feed.of(a, Tensor.of(0.5, -1)));
    }

    @Test
    void aCompositeWithATensorInItsDefinition() {
        Node scale = Node.constant(Tensor.of(0.5, 2, -1));
        Composite scaled = Composite.of("scaled", x -> tanh(x.mul(scale)));
        Node x = parameter("x", 3);
        checked(sum(scaled.apply(x)), Feed.of(x, Tensor.of(0.5, -1, 2)));
        Node one = parameter("one", 1);
        checked(sum(scaled.apply(one)), Feed.of(one, Tensor.of(0.5)));
    }

    @Test
    void aCompositeWhoseDefinitionAsksForTheShapeOfItsOperand() {
        Composite perEntry = Composite.of("per_entry", x -> tanh(x).div(x.shape().size()));
        Composite perColumn =
                Composite.of("per_column", x -> x.mul(x).div(Math.sqrt(x.shape().size(-1))));
        Node x = parameter("x", 2, 3);
        Feed feed = Feed.of(x, Tensor.of(Shape.of(2, 3), 0.5, -1, 2, 0.25, -0.75, 1));
        checked(sum(perEntry.apply(x)), feed);
        checked(sum(perColumn.apply(x)), feed);
    }

    @Test
    void aNodeThatIsOnlyAskedAboutHasDerivativeZero() {
        Node x = parameter("x", 3);
        Node doubled = x.mul(2);
        Node chosen = Functions.where(Functions.less(doubled, Node.constant(1)), tanh(x), x);
        checked(sum(chosen), Feed.of(x, Tensor.of(0.4, -1, 2)));
        Node y = parameter("y", 3);
        Node e = sum(Functions.where(Functions.less(y, Node.constant(1)), tanh(x), x));
        checked(e, Feed.of(x, Tensor.of(0.4, -1, 2)).and(y, Tensor.of(0, 2, 3)));
        assertThat(Backward.of(e).adjoint(y)).hasToString("broadcast[3](0) [3]");
    }

    @Test
    void aChainOfNestedCompositesIsDifferentiatedThroughEach() {
        Composite inner = Composite.of("inner", (a, b) -> a.mul(b).add(tanh(a)));
        Composite middle =
                Composite.of("middle", (a, b) -> inner.apply(a, inner.apply(b, b)).sub(mean(a)));
        Composite outer = Composite.of("outer", x -> middle.apply(x, middle.apply(tanh(x), x)));
        Node x = parameter("x", 3);
        checked(sum(outer.apply(x)), Feed.of(x, Tensor.of(0.5, -1, 2)));
    }

    private static void checked(Node e, Feed feed) {
        everyContributionIsThatOfTheSplitEdge(e, feed);
        everyAdjointIsThatOfTheCutGraph(e, feed);
        everyLocalDerivativeIsThatOfTheSplitEdge(e, feed);
    }

    private static List<Edge> realEdges(Node e) {
        return Walk.order(e).stream()
                .flatMap(node -> node.edges().stream())
                .filter(edge -> edge.isReal() && !isConstantExponent(edge))
                .toList();
    }

    /// (−2)³ has no derivative with respect to its exponent.
    private static boolean isConstantExponent(Edge edge) {
        return edge.consumer().op() == Leaf.POW
                && edge.operand() == 1
                && edge.source().op() instanceof Op.Constant;
    }

    /// The consumer of an edge with an input in the place of this one operand.
    private static Node split(Edge edge, Node hole) {
        List<Node> operands = new ArrayList<>(edge.consumer().inputs());
        operands.set(edge.operand(), hole);
        return edge.consumer().withInputs(ImmutableList.copyOf(operands));
    }

    private static Node hole(Node in) {
        return Node.input("hole", in.type());
    }

    private static Feed fed(Node hole, Node instead, Feed feed) {
        return feed.and(hole, Interpreter.evaluate(instead, feed));
    }

    private static void everyContributionIsThatOfTheSplitEdge(Node e, Feed feed) {
        Gradients gradients = Tape.record(e, feed).backward();
        for (Edge edge : realEdges(e)) {
            Node hole = hole(edge.source());
            Node apart =
                    Walk.replace(List.of(e), Map.of(edge.consumer(), split(edge, hole))).get(0);
            assertClose(
                    gradients.along(edge),
                    Differences.gradient(apart, hole, fed(hole, edge.source(), feed)),
                    "operand " + edge.operand() + " of " + edge);
        }
    }

    private static void everyAdjointIsThatOfTheCutGraph(Node e, Feed feed) {
        Gradients gradients = Tape.record(e, feed).backward();
        for (Node node : Walk.order(e)) {
            if (gradients.formulas().reaches(node)) {
                Node hole = hole(node);
                Node cut = Walk.replace(List.of(e), Map.of(node, hole)).get(0);
                assertClose(
                        gradients.of(node),
                        Differences.gradient(cut, hole, fed(hole, node, feed)),
                        "adjoint of " + node);
            }
        }
    }

    private static void everyLocalDerivativeIsThatOfTheSplitEdge(Node e, Feed feed) {
        Gradients gradients = Tape.record(e, feed).backward();
        for (Edge edge : realEdges(e)) {
            Node hole = hole(edge.source());
            Node y = edge.consumer();
            Tensor expected =
                    Tensor.of(
                            Differences.jacobian(
                                    split(edge, hole), hole, fed(hole, edge.source(), feed)));
            LocalDerivative local = gradients.local(edge);
            Tensor jacobian = local.jacobian();
            assertClose(jacobian, expected, "operand " + edge.operand() + " of " + edge);
            assertThat(local.entry(0, 0)).isEqualTo(jacobian.at(0, 0));
            if (local.isDiagonal()) {
                int n = gradients.tape().value(y).size();
                double[] rows =
                        IntStream.range(0, n).mapToDouble(i -> rowSum(jacobian, i)).toArray();
                Shape shape = gradients.tape().value(y).shape();
                assertClose(local.diagonal(), Tensor.of(shape, rows), 0, "diagonal of " + edge);
            }
            Tensor back = gradients.along(edge);
            assertClose(
                    back,
                    Differences.transposed(jacobian, gradients.of(y), back.shape()),
                    1e-10,
                    "the local derivative transposed times what arrives, along " + edge);
        }
    }

    private static double rowSum(Tensor jacobian, int row) {
        double total = 0;
        for (int j = 0; j < jacobian.shape().size(1); j++) {
            total += jacobian.at(row, j);
        }
        return total;
    }

    @Test
    void theFormulaOfALocalDerivativeIsTheSameForEveryUse() {
        Node x = input("x", 2, 2);
        Node w = parameter("W", 2, 2);
        Edge edge = Edge.of(x.matmul(w), 0);
        assertThat(Backward.local(edge).formula()).hasToString("ȳ·Wᵀ [2×2]");
    }
}
