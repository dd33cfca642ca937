package chainrule.nn.layer;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.square;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.tape.GradientCheck;
import chainrule.tape.Tape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SequentialTest {
    private static final Node X = input("x", BATCH, 2);

    @Test
    void layersAreAppliedFromTheFirstToTheLast() {
        Dense a = Dense.of("a", 2, 3);
        Dense b = Dense.of("b", 3, 1);
        Sequential network = Sequential.of(a, Functions::tanh, b, Functions::sigmoid);
        assertThat(network.apply(X)).hasToString("σ(tanh(x·a.W + a.b)·b.W + b.b) [batch×1]");
        assertThat(network.parameters())
                .containsExactly(a.weight(), a.bias(), b.weight(), b.bias());
    }

    @Test
    void noLayersLeaveTheInputAsItIs() {
        assertThat(Sequential.of().apply(X)).isSameAs(X);
        assertThat(Sequential.of().parameters()).isEmpty();
    }

    @Test
    void aLambdaIsALayerWithoutParameters() {
        Layer twice = x -> x.mul(2);
        assertThat(twice.parameters()).isEmpty();
        assertThat(twice.initial(new Random(1))).isEmpty();
        assertThat(Sequential.of(twice, x -> x.add(1)).apply(X)).hasToString("x · 2 + 1 [batch×2]");
    }

    @Test
    void firstValuesAreDrawnLayerByLayerFromOneGenerator() {
        Dense a = Dense.of("a", 2, 3);
        Dense b = Dense.of("b", 3, 1);
        Random random = new Random(4);
        assertThat(Sequential.of(a, Functions::relu, b).initial(new Random(4)))
                .isEqualTo(
                        ImmutableMap.builder()
                                .putAll(a.initial(random))
                                .putAll(b.initial(random))
                                .build());
    }

    @Test
    void aLayerThatOccursTwiceSharesItsParametersAndDrawsThemOnce() {
        Dense shared = Dense.of("s", 2, 2);
        Dense last = Dense.of("last", 2, 1);
        Sequential network = Sequential.of(shared, Functions::sigmoid, shared, last);
        assertThat(network.parameters())
                .containsExactly(shared.weight(), shared.bias(), last.weight(), last.bias());
        assertThat(network.initial(new Random(2)))
                .isEqualTo(Sequential.of(shared, last).initial(new Random(2)));
    }

    /// With x·W·W for one number each, y = w²x and ∂y/∂w = 2wx; with W₁ and W₂ it would be the sum
    /// of w₂x and w₁x.
    @Test
    void theGradientOfSharedParametersIsTheSumOverTheirUses() {
        Node x = input("x", BATCH, 1);
        Dense shared = Dense.of("s", 1, 1);
        Node twice = mean(Sequential.of(shared, shared).apply(x));
        Tensor w = Tensor.of(new double[][] {{3}});
        Tensor points = Tensor.of(new double[][] {{5}});
        Tape tape =
                Tape.record(
                        twice,
                        Feed.of(x, points)
                                .and(shared.weight(), w)
                                .and(shared.bias(), Tensor.of(7)));
        // y = w(wx + b) + b = 73, ∂y/∂w = 2wx + b = 37, ∂y/∂b = w + 1 = 4
        assertThat(tape.error()).isEqualTo(73);
        assertThat(tape.backward().of(shared.weight()).item()).isEqualTo(37);
        assertThat(tape.backward().of(shared.bias()).item()).isEqualTo(4);

        Dense first = Dense.of("first", 1, 1);
        Dense second = Dense.of("second", 1, 1);
        Tape apart =
                Tape.record(
                        mean(Sequential.of(first, second).apply(x)),
                        Feed.of(x, points)
                                .and(first.weight(), w)
                                .and(first.bias(), Tensor.of(7))
                                .and(second.weight(), w)
                                .and(second.bias(), Tensor.of(7)));
        assertThat(
                        apart.backward().of(first.weight()).item()
                                + apart.backward().of(second.weight()).item())
                .isCloseTo(37, within(1e-12));
    }

    @Test
    void derivativesThroughSharedAndPlainLayersAgreeWithDifferences() {
        Dense shared = Dense.of("s", 2, 2);
        Sequential network = Sequential.of(shared, Functions::tanh, shared, Functions::sigmoid);
        GradientCheck.of(
                        mean(square(network.apply(X))),
                        Feed.of(network.initial(new Random(3)))
                                .and(X, Tensor.of(new double[][] {{0.5, -1}, {2, 0.25}})))
                .order(2)
                .run();
    }

    @Test
    void networksNest() {
        Dense shared = Dense.of("s", 2, 2);
        Sequential inner = Sequential.of(shared, Functions::tanh);
        Sequential outer = Sequential.of(inner, inner, shared);
        assertThat(outer.parameters()).containsExactly(shared.weight(), shared.bias());
        assertThat(outer.initial(new Random(1)).keySet())
                .containsExactlyInAnyOrderElementsOf(outer.parameters());
        assertThat(outer.apply(X))
                .hasToString("tanh(tanh(x·s.W + s.b)·s.W + s.b)·s.W + s.b [batch×2]");
    }

    @Test
    void layersThatDoNotFitEachOtherAreRefusedWithTheFormulaBetweenThem() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() ->
                        Sequential.of(Dense.of("a", 2, 3), Functions::relu, Dense.of("b", 4, 1))
                                .apply(X))
                .withMessage(
                        """
                        matmul: columns of the left must equal rows of the right
                          [batch×3]  relu(x·a.W + a.b)
                          [4×1]      b.W\
                        """);
    }
}
