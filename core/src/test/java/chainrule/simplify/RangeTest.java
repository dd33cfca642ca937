package chainrule.simplify;

import static chainrule.graph.Functions.*;
import static chainrule.simplify.Range.closed;
import static chainrule.simplify.Range.open;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.graph.Clamp;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.graph.Within;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Where numbers lie: intervals worked out by hand, and every pair of intervals on numbers.
class RangeTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final ImmutableList<Range> RANGES =
            ImmutableList.of(
                    Range.ALL,
                    Range.POSITIVE,
                    Range.NOT_NEGATIVE,
                    Range.UNIT,
                    open(0, 1),
                    open(-1, 1),
                    closed(-1, 1),
                    closed(0, 0),
                    closed(2, 3),
                    closed(-3, -2),
                    open(-3, -2),
                    new Range(-2, 0, false, true),
                    new Range(0, 2, true, false),
                    closed(-2, 0),
                    Range.POSITIVE.negative(),
                    closed(-1, INF));

    private static final double[] NUMBERS = {
        -1e9, -3, -2.5, -2, -1.5, -1, -0.5, -1e-9, 0, 1e-9, 0.5, 1, 1.5, 2, 2.5, 3, 1e9
    };

    @ParameterizedTest
    @FieldSource("RANGES")
    void whatIsMadeOfTwoLiesInWhatIsSaid(Range a) {
        for (Range b : RANGES) {
            for (double x : NUMBERS) {
                if (!a.contains(x)) {
                    continue;
                }
                assertThat(a.negative().contains(-x)).isTrue();
                assertThat(a.absolute().contains(Math.abs(x))).as("|%s|", x).isTrue();
                assertThat(a.hull(b).contains(x)).isTrue();
                assertThat(b.hull(a).contains(x)).isTrue();
                if (x != 0) {
                    assertThat(a.reciprocal().contains(1 / x)).as("1/%s", x).isTrue();
                }
                for (double y : NUMBERS) {
                    if (b.contains(y)) {
                        assertThat(a.plus(b).contains(x + y)).as("%s + %s", x, y).isTrue();
                        assertThat(a.times(b).contains(x * y)).as("%s · %s", x, y).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void rangesAreAsNarrowAsTheyCanBe() {
        assertThat(open(0, 1).times(open(0, 1))).isEqualTo(open(0, 1));
        assertThat(closed(2, 3).times(open(0, 1))).isEqualTo(open(0, 3));
        assertThat(closed(-3, -2).times(closed(2, 3))).isEqualTo(closed(-9, -4));
        assertThat(closed(2, 3).times(closed(-3, -2))).isEqualTo(closed(-9, -4));
        assertThat(closed(-3, -2).times(closed(-3, -2))).isEqualTo(closed(4, 9));
        assertThat(open(-3, 1).times(closed(0, 2))).isEqualTo(closed(-6, 6));
        assertThat(Range.UNIT.times(open(0, 1))).isEqualTo(new Range(0, 1, false, true));
        assertThat(closed(0, 0).times(Range.ALL)).isEqualTo(closed(0, 0));
        assertThat(Range.POSITIVE.times(Range.POSITIVE)).isEqualTo(Range.POSITIVE);
        assertThat(closed(1, 2).plus(open(3, 5))).isEqualTo(open(4, 7));
        assertThat(closed(1, 2).plus(closed(3, 5))).isEqualTo(closed(4, 7));
        assertThat(new Range(0, 1, true, false).plus(closed(0, 1)))
                .isEqualTo(new Range(0, 2, true, false));
        assertThat(new Range(0, 1, false, true).plus(closed(0, 1)))
                .isEqualTo(new Range(0, 2, false, true));
        assertThat(new Range(1, 2, true, false).negative())
                .isEqualTo(new Range(-2, -1, false, true));
        assertThat(closed(2, 4).reciprocal()).isEqualTo(closed(0.25, 0.5));
        assertThat(new Range(2, 4, true, false).reciprocal())
                .isEqualTo(new Range(0.25, 0.5, false, true));
        assertThat(closed(-4, -2).reciprocal()).isEqualTo(closed(-0.5, -0.25));
        assertThat(open(0, 2).reciprocal()).isEqualTo(open(0.5, INF));
        assertThat(Range.UNIT.reciprocal()).isEqualTo(Range.ALL);
        assertThat(closed(-1, 0).reciprocal()).isEqualTo(Range.ALL);
        assertThat(closed(1, 2).hull(open(0, 3))).isEqualTo(open(0, 3));
        assertThat(open(0, 3).hull(closed(1, 2))).isEqualTo(open(0, 3));
        assertThat(open(0, 1).hull(closed(0, 1))).isEqualTo(closed(0, 1));
        assertThat(closed(0, 1).hull(open(0, 1))).isEqualTo(closed(0, 1));
        assertThat(open(0, 1).hull(open(0, 1))).isEqualTo(open(0, 1));
        assertThat(closed(-3, 2).absolute()).isEqualTo(closed(0, 3));
        assertThat(closed(-3, -2).absolute()).isEqualTo(closed(2, 3));
        assertThat(open(2, 3).absolute()).isEqualTo(open(2, 3));
        assertThat(new Range(-3, 0, false, true).absolute())
                .isEqualTo(new Range(0, 3, true, false));
        assertThat(closed(-1, INF)).isEqualTo(new Range(-1, INF, false, true));
    }

    @Test
    void endsBelongToARangeIfTheyAreClosed() {
        assertThat(closed(0, 1).contains(0)).isTrue();
        assertThat(closed(0, 1).contains(1)).isTrue();
        assertThat(open(0, 1).contains(0)).isFalse();
        assertThat(open(0, 1).contains(1)).isFalse();
        assertThat(open(0, 1).isPositive()).isTrue();
        assertThat(closed(0, 1).isPositive()).isFalse();
        assertThat(closed(0.5, 1).isPositive()).isTrue();
        assertThat(closed(-1, 1).isPositive()).isFalse();
        assertThat(closed(0, 1).isNotNegative()).isTrue();
        assertThat(closed(-1, 1).isNotNegative()).isFalse();
        assertThat(closed(0, 1).isBounded()).isTrue();
        assertThat(closed(0, INF).isBounded()).isFalse();
        assertThat(closed(-INF, 0).isBounded()).isFalse();
    }

    /// A node, and where its entries lie.
    record Known(Node node, Range range) {
        @Override
        public String toString() {
            return node + " in " + range;
        }
    }

    private static final Node X = Functions.input("x", 2, 2);
    private static final Node P = sigmoid(X);
    private static final Node TRUE = less(X, constant(0));

    // spotless:off
    static final ImmutableList<Known> NODES =
            ImmutableList.of(
                    new Known(X, Range.ALL),
                    new Known(constant(Tensor.of(-1, 2, 0.5)), closed(-1, 2)),
                    new Known(constant(Tensor.of(1, Double.NaN)), Range.ALL),
                    new Known(constant(Tensor.of(Shape.of(0))), Range.ALL),
                    new Known(Node.size(chainrule.tensor.Dim.BATCH), closed(0, Integer.MAX_VALUE)),
                    new Known(P, open(0, 1)),
                    new Known(P.named("ŷ"), open(0, 1)),
                    new Known(P.rsub(1), open(0, 1)),
                    new Known(P.add(P), open(0, 2)),
                    new Known(P.neg(), open(-1, 0)),
                    new Known(P.mul(P.rsub(1)), open(0, 1)),
                    new Known(X.mul(X), Range.NOT_NEGATIVE),
                    new Known(square(X), Range.NOT_NEGATIVE),
                    new Known(square(P), open(0, 1)),
                    new Known(square(X).add(1), closed(1, INF)),
                    new Known(X.mul(P), Range.ALL),
                    new Known(P.div(2), open(0, 0.5)),
                    new Known(P.rdiv(1), open(1, INF)),
                    new Known(reciprocal(P), open(1, INF)),
                    new Known(P.pow(X), Range.POSITIVE),
                    new Known(X.pow(P), Range.ALL),
                    new Known(maximum(X, constant(2)), closed(2, INF)),
                    new Known(minimum(X, constant(2)), closed(-INF, 2)),
                    new Known(exp(X), Range.POSITIVE),
                    new Known(exp(square(X).neg()), new Range(0, 1, true, false)),
                    new Known(exp(P), open(1, Math.E)),
                    new Known(expm1(X), open(-1, INF)),
                    new Known(sqrt(X), Range.NOT_NEGATIVE),
                    new Known(sqrt(P), Range.POSITIVE),
                    new Known(sin(X), closed(-1, 1)),
                    new Known(cos(X), closed(-1, 1)),
                    new Known(sign(X), closed(-1, 1)),
                    new Known(atan(X), open(-Math.PI / 2, Math.PI / 2)),
                    new Known(tanh(X), open(-1, 1)),
                    new Known(erf(X), open(-1, 1)),
                    new Known(abs(X), Range.NOT_NEGATIVE),
                    new Known(abs(tanh(X)), new Range(0, 1, false, true)),
                    new Known(log(X), Range.ALL),
                    new Known(TRUE, Range.UNIT),
                    new Known(chainrule.graph.Leaf.TO_REAL.apply(TRUE), Range.UNIT),
                    new Known(chainrule.graph.Leaf.TO_REAL.apply(Functions.input("k", Kind.INDEX, Shape.of(2))), Range.ALL),
                    new Known(where(TRUE, P, constant(3)), new Range(0, 3, true, false)),
                    new Known(softplus(X), Range.POSITIVE),
                    new Known(logSigmoid(X), Range.POSITIVE.negative()),
                    new Known(relu(X), Range.NOT_NEGATIVE),
                    new Known(step(X), Range.UNIT),
                    new Known(hardtanh(X), closed(-1, 1)),
                    new Known(rsqrt(X), Range.POSITIVE),
                    new Known(cosh(X), closed(1, INF)),
                    new Known(softmax(X, 0), new Range(0, 1, true, false)),
                    new Known(logSoftmax(X, 0), closed(-INF, 0)),
                    new Known(new Clamp(-1, 2).apply(X), closed(-1, 2)),
                    new Known(new Within(0, 1, "a").apply(X), Range.UNIT),
                    new Known(distribution(X, 1), Range.UNIT),
                    new Known(oneHot(Functions.input("k", Kind.INDEX, Shape.of(2)), 3), Range.UNIT),
                    new Known(variance(X, chainrule.graph.Axes.over(), 0), Range.NOT_NEGATIVE),
                    new Known(sum(P), Range.NOT_NEGATIVE),
                    new Known(sum(X), Range.ALL),
                    new Known(prod(P), Range.POSITIVE),
                    new Known(prod(X), Range.ALL),
                    new Known(concat(0, P, P.add(1)), open(0, 2)),
                    new Known(mean(P), open(0, 1)),
                    new Known(max(P), open(0, 1)),
                    new Known(reshape(P.t(), 4), open(0, 1)),
                    new Known(broadcastTo(P, Shape.of(3, 2, 2)), open(0, 1)),
                    new Known(slice(flip(P, 0), 0, 0, 1), open(0, 1)),
                    new Known(stopGradient(diag(P)), open(0, 1)),
                    new Known(X.matmul(P), Range.ALL));
    // spotless:on

    @ParameterizedTest
    @FieldSource("NODES")
    void aNodeSaysByItsFormWhereItsEntriesLie(Known known) {
        Ranges ranges = new Ranges(new Share());
        assertThat(ranges.range(known.node)).isEqualTo(known.range);
        assertThat(ranges.range(known.node)).isEqualTo(known.range);
    }

    @Test
    void aLongChainIsLookedAtOnce() {
        Ranges ranges = new Ranges(new Share());
        Node chain = P;
        for (int i = 0; i < 100_000; i++) {
            chain = chain.mul(P);
        }
        assertThat(ranges.range(chain)).isEqualTo(open(0, 1));
        assertThat(List.of(ranges.isPositive(chain), ranges.cancels(chain)))
                .containsExactly(true, true);
        assertThat(ranges.cancels(exp(X))).isFalse();
        assertThat(ranges.cancels(tanh(X))).isFalse();
    }
}
