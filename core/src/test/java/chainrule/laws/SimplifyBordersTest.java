package chainrule.laws;

import static chainrule.laws.Differences.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.EvaluationException;
import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.simplify.Simplify;
import chainrule.tensor.Kind;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/// What is true of every simplified formula at the borders of the domains of the rules.
@Domain(RandomGraphs.class)
@Domain(DomainContext.Global.class)
class SimplifyBordersTest {
    private static final double[] EDGES = {0, -0.0, 2, -2, 1, -1};
    private static final double[] SATURATING = {750, -750, 0};

    /// Rules that leave out what is bounded and not 0.
    private static final ImmutableSet<String> CANCELLING =
            ImmutableSet.of("x · y / y = x", "(x / y + z) · y = x + z · y");

    /// Rules that hold over one point or more.
    private static final ImmutableSet<String> NEEDING_POINTS =
            ImmutableSet.of(
                    "ln Σ exp(x) = logsumexp(x)",
                    "n · x / n = x",
                    "the mean of a number that is stretched is that number");

    /// What is a number stays this number, where entries are 0, or go near saturation.
    @Property(tries = 400)
    void numbersStayWhatTheyAre(@ForAll RandomGraph graph, @ForAll Random random) {
        Feed feed = with(graph, random, EDGES);
        for (Pair pair : pairs(graph)) {
            Tensor plain = Interpreter.evaluate(pair.plain, feed);
            if (isFinite(plain)) {
                assertClose(Interpreter.evaluate(pair.simple, feed), plain, 1e-6, "simplified");
            }
        }
    }

    /// Where neurons saturate, the formula as written has lost its digits; but what it gives as a
    /// number stays one.
    @Property(tries = 400)
    void whatIsFiniteStaysFinite(@ForAll RandomGraph graph, @ForAll Random random) {
        Feed feed = with(graph, random, SATURATING);
        for (Pair pair : pairs(graph)) {
            if (isFinite(Interpreter.evaluate(pair.plain, feed))) {
                assertThat(isFinite(Interpreter.evaluate(pair.simple, feed)))
                        .as("%s", pair.plain)
                        .isTrue();
            }
        }
    }

    /// A NaN that is fed does not vanish, unless what it was in is cancelled.
    @Property(tries = 400)
    void whatIsNoNumberStaysNone(@ForAll RandomGraph graph, @ForAll Random random) {
        Feed feed = with(graph, random, new double[] {Double.NaN});
        for (Pair pair : pairs(graph)) {
            Tensor plain = Interpreter.evaluate(pair.plain, feed);
            Tensor simple = Interpreter.evaluate(pair.simple, feed);
            for (int i = 0; i < plain.size(); i++) {
                assertThat(Double.isNaN(simple.get(i)) || pair.cancelled())
                        .as("%s of %s at %d", simple.get(i), pair.plain, i)
                        .isEqualTo(Double.isNaN(plain.get(i)) || pair.cancelled());
            }
        }
    }

    /// Infinities may cancel differently; none is made of numbers, and none is refused.
    @Property(tries = 400)
    void infinitiesAreTaken(@ForAll RandomGraph graph, @ForAll Random random) {
        Feed feed =
                with(
                        graph,
                        random,
                        new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY});
        for (Pair pair : pairs(graph)) {
            assertThat(Interpreter.evaluate(pair.simple, feed).shape())
                    .isEqualTo(Interpreter.evaluate(pair.plain, feed).shape());
        }
    }

    /// Over no points, what is a number stays this number; or it is 0/0, since a size counts as a
    /// number other than 0. Three rules need a point.
    @Property(tries = 400)
    void overNoPointsNumbersStayOrAreNone(@ForAll RandomGraph graph) {
        Feed feed = withoutPoints(graph);
        for (Pair pair : pairs(graph)) {
            Optional<Tensor> plain = value(pair.plain, feed);
            if (plain.isPresent() && !pair.applies(NEEDING_POINTS)) {
                Tensor simple = Interpreter.evaluate(pair.simple, feed);
                assertThat(simple.shape()).isEqualTo(plain.get().shape());
                for (int i = 0; i < simple.size(); i++) {
                    double expected = plain.get().get(i);
                    double error = Math.abs(simple.get(i) - expected);
                    assertThat(
                                    simple.get(i) == expected
                                            || Double.isNaN(simple.get(i))
                                            || error <= 1e-9 * Math.max(1, Math.abs(expected)))
                            .as("%s instead of %s of %s", simple.get(i), expected, pair.plain)
                            .isTrue();
                }
            }
        }
    }

    /// None where an operation needs entries to choose from.
    private static Optional<Tensor> value(Node node, Feed feed) {
        try {
            return Optional.of(Interpreter.evaluate(node, feed));
        } catch (EvaluationException | ShapeException refused) {
            return Optional.empty();
        }
    }

    private static Feed withoutPoints(RandomGraph graph) {
        Map<Node, Tensor> values = new LinkedHashMap<>();
        for (Node node : graph.variables()) {
            Tensor value = graph.feed().value(node);
            values.put(
                    node,
                    node.shape().isKnown()
                            ? value
                            : Tensor.generate(
                                    node.shape().bind(Map.of("batch", 0)), Kind.REAL, _ -> 0));
        }
        return Feed.of(values);
    }

    /// A formula and its simpler form.
    private record Pair(Node plain, Node simple) {
        boolean cancelled() {
            return applies(CANCELLING);
        }

        boolean applies(Set<String> laws) {
            return Simplify.explain(plain).steps().stream()
                    .anyMatch(step -> laws.contains(step.law()));
        }
    }

    private static List<Pair> pairs(RandomGraph graph) {
        List<Pair> pairs = new ArrayList<>();
        pairs.add(new Pair(graph.e(), Simplify.of(graph.e())));
        for (Node gradient : Gradient.of(graph.e(), graph.used())) {
            pairs.add(new Pair(gradient, Simplify.of(gradient)));
        }
        return pairs;
    }

    private static boolean isFinite(Tensor tensor) {
        for (double entry : tensor.toDoubles()) {
            if (!Double.isFinite(entry)) {
                return false;
            }
        }
        return true;
    }

    /// The values of a graph, some of their entries one of these numbers.
    static Feed with(RandomGraph graph, Random random, double[] numbers) {
        Map<Node, Tensor> values = new LinkedHashMap<>();
        for (Node node : graph.variables()) {
            Tensor value = graph.feed().value(node);
            values.put(
                    node,
                    Tensor.generate(
                            value.shape(),
                            Kind.REAL,
                            i ->
                                    random.nextInt(3) == 0
                                            ? numbers[random.nextInt(numbers.length)]
                                            : value.get(i)));
        }
        return Feed.of(values);
    }
}
