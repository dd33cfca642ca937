package chainrule.nn.layer;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.square;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Node;
import chainrule.graph.Scope;
import chainrule.graph.Walk;
import chainrule.tape.GradientCheck;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenseTest {
    private final Dense hidden = Dense.of("hidden", 2, 3);

    /// x of shape […×2] through W with rows (1, 2, 3) and (4, 5, 6) and b = (0.1, 0.2, 0.3).
    private Tensor through(Node x, Tensor value) {
        return Interpreter.evaluate(
                hidden.apply(x),
                Feed.of(x, value)
                        .and(hidden.weight(), Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}}))
                        .and(hidden.bias(), Tensor.of(0.1, 0.2, 0.3)));
    }

    @Test
    void theValueIsThatWorkedByHand() {
        Tensor y =
                through(input("x", BATCH, 2), Tensor.of(new double[][] {{1, 0}, {0, 1}, {2, -1}}));
        assertThat(y.shape()).isEqualTo(Shape.of(3, 3));
        assertThat(y.toDoubles())
                .containsExactly(
                        new double[] {1.1, 2.2, 3.3, 4.1, 5.2, 6.3, -1.9, -0.8, 0.3},
                        within(1e-15));
    }

    @Test
    void oneRowWithoutABatchAndABatchOfBatchesGoThrough() {
        assertThat(through(input("x", 2), Tensor.of(2, -1)).toDoubles())
                .containsExactly(new double[] {-1.9, -0.8, 0.3}, within(1e-15));
        Tensor y =
                through(
                        input("x", 2, 1, 2),
                        Tensor.of(Shape.of(2, 1, 2), new double[] {1, 0, 0, 1}));
        assertThat(y.shape()).isEqualTo(Shape.of(2, 1, 3));
        assertThat(y.toDoubles())
                .containsExactly(new double[] {1.1, 2.2, 3.3, 4.1, 5.2, 6.3}, within(1e-15));
    }

    @Test
    void parametersAreNamedAfterTheLayerAndComeInAFixedOrder() {
        assertThat(hidden.parameters()).containsExactly(hidden.weight(), hidden.bias());
        assertThat(hidden.parameters())
                .extracting(Node::toString)
                .containsExactly("hidden.W [2×3]", "hidden.b [3]");
    }

    @Test
    void whatALayerMakesIsInItsScope() {
        Node x = input("x", BATCH, 2);
        Node y = Scope.within("network", () -> hidden.apply(x));
        assertThat(Walk.order(y))
                .filteredOn(n -> !n.inputs().isEmpty())
                .isNotEmpty()
                .allMatch(n -> n.scope().equals("network/hidden"));
        assertThat(hidden.apply(x).scope()).isEqualTo("hidden");
        assertThat(x.scope()).isEmpty();
        assertThat(y).hasToString("x·hidden.W + hidden.b [batch×3]");
    }

    @Property(tries = 50)
    void firstWeightsFillTheGlorotRangeAndBiasesAreZero(
            @ForAll @IntRange(min = 1, max = 40) int in,
            @ForAll @IntRange(min = 1, max = 40) int out,
            @ForAll long seed) {
        Dense layer = Dense.of("d", in, out);
        Map<Node, Tensor> first = layer.initial(new SplittableRandom(seed));
        assertThat(first.keySet()).containsExactlyElementsOf(layer.parameters());
        assertThat(first).containsEntry(layer.bias(), Tensor.full(Shape.of(out), 0));
        Tensor w = first.getOrDefault(layer.weight(), Tensor.scalar(0));
        assertThat(w.shape()).isEqualTo(Shape.of(in, out));
        double limit = Math.sqrt(6.0 / (in + out));
        assertThat(Arrays.stream(w.toDoubles())).allMatch(v -> -limit <= v && v < limit);
    }

    @Test
    void firstWeightsAreUniform() {
        Dense wide = Dense.of("wide", 100, 50);
        double[] w =
                wide.initial(new SplittableRandom(1))
                        .getOrDefault(wide.weight(), Tensor.scalar(0))
                        .toDoubles();
        // of a uniform distribution in ±0.2 the mean is 0 and the variance 0.2² / 3
        assertThat(Arrays.stream(w).average().orElseThrow()).isCloseTo(0, within(0.005));
        assertThat(Arrays.stream(w).map(v -> v * v).average().orElseThrow())
                .isCloseTo(0.04 / 3, within(0.0005));
        assertThat(Arrays.stream(w).min().orElseThrow()).isBetween(-0.2, -0.199);
        assertThat(Arrays.stream(w).max().orElseThrow()).isBetween(0.199, 0.2);
    }

    @Test
    void firstWeightsComeFromTheGeneratorAlone() {
        assertThat(hidden.initial(new Random(7))).isEqualTo(hidden.initial(new Random(7)));
        assertThat(hidden.initial(new Random(7))).isNotEqualTo(hidden.initial(new Random(8)));
        Random shared = new Random(7);
        assertThat(hidden.initial(shared)).isNotEqualTo(hidden.initial(shared));
    }

    @Test
    void derivativesOfBothOrdersAgreeWithDifferences() {
        Node x = input("x", BATCH, 2);
        Random random = new Random(5);
        GradientCheck.of(
                        mean(square(hidden.apply(x))),
                        Feed.of(hidden.initial(random))
                                .and(
                                        x,
                                        Tensor.generate(
                                                Shape.of(4, 2),
                                                Kind.REAL,
                                                i -> random.nextGaussian())))
                .order(2)
                .run();
    }

    @Test
    void anInputOfAnotherWidthIsRefusedWithBothShapes() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> hidden.apply(input("x", BATCH, 4)))
                .withMessage(
                        """
                        matmul: columns of the left must equal rows of the right
                          [batch×4]  x
                          [2×3]      hidden.W\
                        """);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0 → 1", "1, 0, 1 → 0", "-2, 3, -2 → 3"})
    void aLayerWithoutInputsOrOutputsIsRefused(int in, int out, String arrow) {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Dense.of("d", in, out))
                .withMessage("a dense layer needs inputs and outputs, and 'd' is " + arrow);
    }
}
