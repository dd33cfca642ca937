package chainrule.graph;

import static chainrule.graph.Functions.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.tape.GradientCheck;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowersTest {
    private final Node x = input("x");
    private final Node p = input("p");
    private final Node y = x.pow(p);

    /// ∂²xᵖ/∂x∂p = xᵖ⁻¹(1 + p ln x), in either order, also at p = 0.
    @ParameterizedTest
    @CsvSource({"2, 0", "2, 1", "0.5, 0", "3, -1.5"})
    void mixedSecondDerivativesAgreeInEitherOrder(double base, double exponent) {
        Feed values = Feed.of(x, base).and(p, exponent);
        double known = Math.pow(base, exponent - 1) * (1 + exponent * Math.log(base));
        for (Node mixed :
                new Node[] {Gradient.of(Gradient.of(y, x), p), Gradient.of(Gradient.of(y, p), x)}) {
            assertThat(Interpreter.evaluate(mixed, values).item()).isCloseTo(known, within(1e-12));
        }
        GradientCheck.of(y, values).order(2).run();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, 1, 1", "0, 2, 0", "5, 0, 0"})
    void theSlopeByTheBaseIsThereAtZero(double base, double exponent, double slope) {
        Feed values = Feed.of(x, base).and(p, exponent);
        assertThat(Interpreter.evaluate(Gradient.of(y, x), values).item()).isEqualTo(slope);
    }
}
