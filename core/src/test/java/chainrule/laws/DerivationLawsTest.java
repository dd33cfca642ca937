package chainrule.laws;

import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.sin;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.derivation.Derivation;
import chainrule.derivation.Step;
import chainrule.eval.Feed;
import chainrule.graph.LatexSyntax;
import chainrule.graph.Node;
import chainrule.graph.Walk;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import com.google.common.collect.ImmutableList;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/// What is true of the derivation of every formula, whichever of its nodes have a name.
@Domain(RandomGraphs.class)
@Domain(DomainContext.Global.class)
class DerivationLawsTest {
    private static final Node X = parameter("x");
    private static final Node Y = parameter("y");
    private static final Feed FEED = Feed.of(X, 0.6).and(Y, -0.4);

    /// A formula of numbers that shares nodes, some of which have names.
    private static Node scalars(Random random, int size) {
        List<Node> pool = new ArrayList<>(List.of(X, Y));
        for (int i = 0; i < size; i++) {
            Node a = pool.get(pool.size() - 1 - random.nextInt(Math.min(3, pool.size())));
            Node b = pool.get(random.nextInt(pool.size()));
            Node next =
                    switch (random.nextInt(7)) {
                        case 0 -> a.add(b);
                        case 1 -> a.sub(b.mul(2));
                        case 2 -> a.mul(b);
                        case 3 -> tanh(a).div(square(b).add(1));
                        case 4 -> sin(a.mul(b));
                        case 5 -> exp(tanh(a));
                        default -> sigmoid(a.add(b));
                    };
            pool.add(random.nextInt(2) == 0 ? next.named("n" + i) : next);
        }
        return pool.getLast().mul(X).add(Y);
    }

    /// The number of paths from the error to each node and the sums of their products, by going
    /// down along the steps.
    private record Sums(Map<Node, BigInteger> counts, Map<Node, Double> products) {
        static Sums of(Node e, List<Step> steps) {
            Sums sums = new Sums(new HashMap<>(), new HashMap<>());
            sums.counts.put(e, BigInteger.ONE);
            sums.products.put(e, 1.0);
            for (Step step : steps) {
                double factor = step.value().orElseThrow().item();
                sums.counts.merge(
                        step.by(),
                        sums.counts.getOrDefault(step.of(), BigInteger.ZERO),
                        BigInteger::add);
                sums.products.merge(
                        step.by(),
                        sums.products.getOrDefault(step.of(), Double.NaN) * factor,
                        Double::sum);
            }
            return sums;
        }
    }

    @Property(tries = 300)
    void theSumOverPathsOfProductsOfFactorsIsTheGradient(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 25) int size) {
        Node e = scalars(random, size);
        Tape tape = Tape.record(e, FEED);
        for (Node w : List.of(X, Y)) {
            Derivation named = Derivation.of(e, w).at(tape);
            for (Derivation d : List.of(named, named.everyStep())) {
                double sweep = tape.backward().of(w).item();
                Sums sums = Sums.of(e, d.steps());
                assertThat(sums.products.getOrDefault(w, 0.0))
                        .isCloseTo(sweep, within(1e-12 * Math.max(1, Math.abs(sweep))));
                assertThat(d.count()).isEqualTo(sums.counts.getOrDefault(w, BigInteger.ZERO));
                assertThat(tape.value(d.result()).item())
                        .isCloseTo(sweep, within(1e-12 * Math.max(1, Math.abs(sweep))));
            }
        }
    }

    /// Where all paths are listed, their products add up.
    @Property(tries = 300)
    void theListedPathsAreAllIfThereAreFew(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int size) {
        Node e = scalars(random, size);
        Tape tape = Tape.record(e, FEED);
        Derivation d = Derivation.of(e, X).at(tape);
        Map<List<Node>, Double> factors = new HashMap<>();
        d.steps()
                .forEach(step ->
                        factors.put(
                                List.of(step.of(), step.by()), step.value().orElseThrow().item()));
        assertThat(d.paths()).doesNotHaveDuplicates();
        if (d.count().compareTo(BigInteger.valueOf(20)) > 0) {
            assertThat(d.paths()).hasSize(20);
            return;
        }
        assertThat(BigInteger.valueOf(d.paths().size())).isEqualTo(d.count());
        double sum = 0;
        for (ImmutableList<Node> path : d.paths()) {
            double product = 1;
            for (int i = 1; i < path.size(); i++) {
                product *= factors.getOrDefault(List.of(path.get(i - 1), path.get(i)), Double.NaN);
            }
            sum += product;
        }
        double sweep = tape.backward().of(X).item();
        assertThat(sum).isCloseTo(sweep, within(1e-12 * Math.max(1, Math.abs(sweep))));
    }

    /// The formula with names for about half of its operations.
    private static Node named(Node e, long seed) {
        Random random = new Random(seed);
        return Walk.rebuild(
                        List.of(e),
                        (node, inputs) -> {
                            Node same = node.withInputs(inputs);
                            boolean name = random.nextBoolean();
                            return !inputs.isEmpty() && name ? same.named("n") : same;
                        })
                .getOrDefault(e, e);
    }

    @Property(tries = 150)
    void whatComesBackToEachStationIsItsGradient(
            @ForAll RandomGraph graph, @ForAll long seed, @ForAll Random random) {
        Node e = named(graph.e(), seed);
        Tape tape = Tape.record(e, graph.feedOfE());
        Gradients sweep = tape.backward();
        for (Node w : graph.used()) {
            Derivation named = Derivation.of(e, w).at(tape);
            for (Derivation d : List.of(named, named.everyStep())) {
                boolean scalar = d.steps().stream().allMatch(s -> s.by().shape().isScalar());
                for (Step step : d.steps()) {
                    if (!scalar) {
                        Differences.assertClose(
                                step.value().orElseThrow(),
                                sweep.of(step.by()),
                                1e-9,
                                step.symbol().text());
                    }
                }
                Differences.assertClose(tape.value(d.result()), sweep.of(w), 1e-9, "∂E/∂" + w);
            }
        }
        Node w = graph.used().get(random.nextInt(graph.used().size()));
        for (Derivation d : List.of(Derivation.of(e, w), Derivation.of(e, w).at(tape))) {
            for (Derivation each : List.of(d, d.everyStep())) {
                LatexSyntax.check(each.latex());
                assertThat(each.text()).isEqualTo(each.text()).hasSizeLessThan(300 * 1_000);
                assertThat(each.markdown()).doesNotContain("<", ">", "`");
            }
        }
    }
}
