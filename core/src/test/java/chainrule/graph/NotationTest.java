package chainrule.graph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NotationTest {
    @Test
    void aNameThatLooksLikeAPlaceForAnOperandIsRefused() {
        assertThatThrownBy(() ->
                        Composite.of("50%safe", v -> v.mul(2))
                                .apply(Functions.input("x"))
                                .toString())
                .isInstanceOf(GraphException.class)
                .hasMessage(
                        "the name of an operation cannot contain %s, which stands for an operand: 50%safe");
    }
}
