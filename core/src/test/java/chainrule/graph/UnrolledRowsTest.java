package chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.simplify.Unroll;
import chainrule.simplify.Unrolled;
import chainrule.tensor.Kind;
import chainrule.tensor.Tensor;
import com.google.common.collect.Maps;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row written with scalars: its entries and their derivatives stay what they are.
final class UnrolledRowsTest {
    /// Rows that depend on indices that are fed, or give indices.
    private static final Set<String> REFUSED =
            Set.of(
                    "ArgMax",
                    "ArgMin",
                    "Dropout",
                    "Errors.CLASS_CROSS_ENTROPY",
                    "Errors.SOFTMAX_CLASS_CROSS_ENTROPY",
                    "Gather",
                    "OneHot",
                    "PutAlong",
                    "ScatterAdd",
                    "TakeAlong",
                    "Uniform");

    private static boolean isRefused(Catalogue.Sample sample) {
        return REFUSED.contains(sample.row());
    }

    private static boolean hasEntries(Catalogue.Sample sample) {
        return sample.feed().sizes().isEmpty()
                ? sample.node().shape().size() > 0
                : sample.node().shape().bind(sample.feed().sizes()).size() > 0;
    }

    static Stream<Catalogue.Sample> unrollable() {
        return Catalogue.samples().filter(s -> !isRefused(s));
    }

    @ParameterizedTest
    @MethodSource("unrollable")
    void valuesAndGradientsStay(Catalogue.Sample sample) {
        boolean real = sample.node().kind() == Kind.REAL;
        Node e = real ? sample.weighted() : sample.node();
        Feed feed = real ? sample.weightedFeed() : sample.feed();
        check(sample, e, sample.node(), feed, feed.nodes());
    }

    static Stream<Catalogue.Sample> byConstantIndices() {
        return Catalogue.samples()
                .filter(s -> s.operands().stream().anyMatch(x -> x.kind() == Kind.INDEX))
                .filter(s -> s.feed().sizes().isEmpty() && s.node().kind() == Kind.REAL);
    }

    @ParameterizedTest
    @MethodSource("byConstantIndices")
    void valuesAndGradientsStayWhereIndicesAreConstants(Catalogue.Sample sample) {
        Map<Node, Node> constants = new HashMap<>();
        Set<Node> fed = new HashSet<>(sample.weightedFeed().nodes());
        for (Node x : sample.operands()) {
            if (x.kind() == Kind.INDEX) {
                constants.put(x, Node.constant(sample.feed().value(x)));
                fed.remove(x);
            }
        }
        List<Node> roots = List.of(sample.weighted(), sample.node());
        List<Node> replaced = Walk.replace(roots, constants);
        check(sample, replaced.get(0), replaced.get(1), sample.weightedFeed(), fed);
    }

    private static void check(Catalogue.Sample sample, Node e, Node y, Feed feed, Set<Node> fed) {
        Unrolled unrolled = Unroll.of(e, feed.sizes());
        Interpreter tensors = Interpreter.of(feed);
        Feed entries = Feed.of(unrolled.values(Maps.asMap(fed, feed::value)));
        Interpreter scalars = Interpreter.of(entries);
        close(scalars, unrolled.of(y), tensors.value(y));
        for (Node x : sample.operands()) {
            if (y.kind() == Kind.REAL && x.kind() == Kind.REAL) {
                List<Node> gradients = Gradient.orZero(unrolled.root(), unrolled.of(x));
                close(scalars, gradients, tensors.value(Gradient.of(e, x)));
            }
        }
    }

    private static void close(Interpreter run, List<Node> found, Tensor expected) {
        assertThat(found).hasSize(expected.size());
        for (int i = 0; i < found.size(); i++) {
            assertThat(run.value(found.get(i)).item())
                    .as("%s", found.get(i))
                    .isCloseTo(expected.get(i), within(1e-12 * (1 + Math.abs(expected.get(i)))));
        }
    }

    @Test
    void whatIsRefusedIsListed() {
        Set<String> refused = new TreeSet<>();
        Catalogue.samples()
                .filter(UnrolledRowsTest::hasEntries)
                .filter(s -> {
                    try {
                        Unroll.of(s.node(), s.feed().sizes());
                        return false;
                    } catch (GraphException _) {
                        return true;
                    }
                })
                .forEach(s -> refused.add(s.row()));
        assertThat(refused).isEqualTo(new TreeSet<>(REFUSED));
    }
}
