package chainrule.grad;

import static chainrule.graph.Functions.constant;
import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.softplus;
import static chainrule.graph.Functions.sqrt;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Composite;
import chainrule.graph.Node;
import chainrule.graph.Opaque;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Fourth derivatives that are known by hand, in every mix of forward and reverse mode.
final class OrdersTest {
    private static final Opaque SIN = Opaque.of("sin", Math::sin, (x, _) -> cos(x));
    private static final Opaque COS = Opaque.of("cos", Math::cos, (x, _) -> SIN.apply(x).neg());

    /// x·σ(x), without a rule of its own.
    private static final Composite SWISH = Composite.of("swish", x -> x.mul(sigmoid(x)));

    private static final Tensor MATRIX = Tensor.of(new double[][] {{0.5, -1}, {2, 0.25}});

    record Known(String name, UnaryOperator<Node> f, DoubleUnaryOperator fourth) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Node cos(Node x) {
        return COS.apply(x);
    }

    static Stream<Known> functions() {
        return Stream.of(
                new Known("exp", x -> exp(x), Math::exp),
                new Known("sin", SIN::apply, Math::sin),
                new Known("x⁵ by a power", x -> x.pow(5), x -> 120 * x),
                new Known("x⁵ by products", x -> square(x).mul(square(x)).mul(x), x -> 120 * x),
                new Known("1/x", x -> x.rdiv(1), x -> 24 / Math.pow(x, 5)),
                new Known("ln", x -> log(x), x -> -6 / Math.pow(x, 4)),
                new Known("√", x -> sqrt(x), x -> -15.0 / 16 * Math.pow(x, -3.5)),
                new Known("σ", x -> sigmoid(x), x -> fourthOfSigmoid(x)),
                new Known("softplus", x -> softplus(x), x -> thirdOfSigmoid(x)),
                new Known(
                        "x·σ(x)",
                        SWISH::apply,
                        x -> x * fourthOfSigmoid(x) + 4 * thirdOfSigmoid(x)),
                new Known("tanh", x -> tanh(x), x -> fourthOfTanh(Math.tanh(x))),
                new Known("eˣ·sin x", x -> exp(x).mul(SIN.apply(x)), OrdersTest::fourthOfProduct),
                new Known("Σ (xA)⁴", OrdersTest::powerOfMatrix, x -> 24 * sumOfPower()));
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /// With s = σ(x) and s′ = s − s²: s″ = s − 3s² + 2s³, and so on.
    private static double thirdOfSigmoid(double x) {
        double s = logistic(x);
        return s - 7 * Math.pow(s, 2) + 12 * Math.pow(s, 3) - 6 * Math.pow(s, 4);
    }

    private static double fourthOfSigmoid(double x) {
        double s = logistic(x);
        return s
                - 15 * Math.pow(s, 2)
                + 50 * Math.pow(s, 3)
                - 60 * Math.pow(s, 4)
                + 24 * Math.pow(s, 5);
    }

    /// With y = tanh x and y′ = 1 − y².
    private static double fourthOfTanh(double y) {
        return 16 * y - 40 * Math.pow(y, 3) + 24 * Math.pow(y, 5);
    }

    /// eˣ·sin x is the imaginary part of e^((1 + i)x), and (1 + i)⁴ = −4.
    private static double fourthOfProduct(double x) {
        return -4 * Math.exp(x) * Math.sin(x);
    }

    private static Node powerOfMatrix(Node x) {
        Node a = x.mul(constant(MATRIX));
        Node square = a.matmul(a);
        return sum(square.matmul(square));
    }

    private static double sumOfPower() {
        Node a = constant(MATRIX);
        Node power = a.matmul(a).matmul(a).matmul(a);
        return Interpreter.evaluate(sum(power), Feed.empty()).item();
    }

    private static Node reverse(Node y, Node x) {
        return Gradient.orZero(y, List.of(x)).get(0);
    }

    private static Node forward(Node y, Node x) {
        return Forward.of(y, Map.of(x, constant(1))).tangent(y);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theFourthDerivativeIsThatByHandInEveryMixOfDirections(Known known) {
        Node x = input("x");
        for (int mix = 0; mix < 16; mix++) {
            Node y = known.f.apply(x);
            for (int order = 0; order < 4; order++) {
                y = (mix >> order & 1) == 0 ? reverse(y, x) : forward(y, x);
            }
            for (double at : new double[] {0.3, 0.75, 1.5}) {
                double expected = known.fourth.applyAsDouble(at);
                assertThat(Interpreter.evaluate(y, Feed.of(x, at)).item())
                        .as("%s at %s, mix %s", known, at, Integer.toBinaryString(mix))
                        .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
            }
        }
    }

    /// Of f(xᵢ) summed over i, the fourth derivatives stand on the diagonal of a tensor of four
    /// axes; directions of ones take its sums.
    @ParameterizedTest
    @MethodSource("functions")
    void theFourthDerivativeOfASumOfEntriesIsTheSumOfTheFourthDerivatives(Known known) {
        Node x = input("x", 3);
        double[] places = {0.3, 0.75, 1.5};
        Node e =
                IntStream.range(0, 3)
                        .mapToObj(i -> known.f.apply(sum(x.mul(constant(unit(i))))))
                        .reduce(constant(0), Node::add);
        Node ones = constant(Tensor.of(1, 1, 1));
        Node third = e;
        for (int order = 0; order < 3; order++) {
            third = Derivatives.directional(third, Map.of(x, ones));
        }
        Tensor fourth = Interpreter.evaluate(Gradient.of(third, x), Feed.of(x, Tensor.of(places)));
        for (int i = 0; i < 3; i++) {
            double expected = known.fourth.applyAsDouble(places[i]);
            assertThat(fourth.get(i))
                    .as("%s at %s", known, places[i])
                    .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
        }
    }

    private static Tensor unit(int i) {
        return Tensor.generate(Shape.of(3), Kind.REAL, j -> i == j ? 1 : 0);
    }
}
