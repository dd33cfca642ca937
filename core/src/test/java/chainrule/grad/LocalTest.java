package chainrule.grad;

import static chainrule.graph.Functions.constant;
import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.relu;
import static chainrule.graph.Functions.step;
import static chainrule.graph.Functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.graph.Edge;
import chainrule.graph.Node;
import org.junit.jupiter.api.Test;

final class LocalTest {
    private final Node x = input("x", 2);

    private static boolean isZero(Node y, int operand) {
        return Local.of(Edge.of(y, operand)).isZero();
    }

    @Test
    void aLocalDerivativeIsZeroByItsFormWhereNothingEverComesBack() {
        assertThat(isZero(step(x), 0)).isTrue();
        assertThat(isZero(x.mul(constant(0)), 0)).isTrue();
        assertThat(isZero(x.pow(0), 0)).isTrue();
        assertThat(isZero(new Cut().apply(x), 0)).isTrue();
    }

    @Test
    void aLocalDerivativeThatIsZeroForSomeValuesIsNotZeroByItsForm() {
        assertThat(isZero(relu(x), 0)).isFalse();
        assertThat(isZero(x.mul(x), 0)).isFalse();
        assertThat(isZero(exp(x), 0)).isFalse();
        assertThat(isZero(sum(x), 0)).isFalse();
        assertThat(isZero(x.mul(constant(0)), 1)).isFalse();
    }
}
