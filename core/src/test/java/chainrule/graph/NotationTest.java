package chainrule.graph;

import static chainrule.graph.Functions.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.graph.Notation.Binding;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotationTest {
    @Test
    void aNameThatLooksLikeAPlaceForAnOperandIsANameStill() {
        Node y = Composite.of("50%safe", v -> v.mul(2)).apply(input("%s"));
        assertThat(Text.of(y)).isEqualTo("50%safe(%s)");
        assertThat(Text.latex(y, 100)).isEqualTo("\\operatorname{50\\%safe}\\left(\\%s\\right)");
        assertThat(Text.of(y.named("%d%n").add(y))).isEqualTo("%d%n + 50%safe(%s)");
        Node z = Opaque.of("%s%s", Math::sin, Math::cos).apply(y);
        assertThat(z).hasToString("%s%s(50%safe(%s)) []");
        assertThat(Notation.infix(" %s ", " %s ", Binding.SUM).text().parts())
                .containsExactly("", " %s ", "");
    }

    @Test
    void lineEndsInNamesAreSpaces() {
        Node y = Composite.of("two\nlines", v -> v.mul(2)).apply(input("a\r\nb\u202Ec"));
        assertThat(Text.of(y)).isEqualTo("two lines(a b c)");
    }

    @Test
    void aFunctionOfNoneOrManyOperandsHasAPlaceForEach() {
        assertThat(Notation.function("f", 0).text().parts()).containsExactly("f()");
        assertThat(Notation.function("f", 3).text().parts()).containsExactly("f(", ", ", ", ", ")");
    }

    /// A notation with more places or fewer than there are operands is a mistake of its author, but
    /// messages that show it must come through.
    @Test
    void aNotationForAnotherNumberOfOperandsIsFilledAsFarAsItGoes() {
        assertThat(Text.of(new Miscounted(3).apply(input("a"), input("b")))).isEqualTo("f(a, b, )");
        assertThat(Text.of(new Miscounted(1).apply(input("a"), input("b")))).isEqualTo("f(a)");
        assertThat(Formulas.of(new Miscounted(1).apply(input("a"), input("b"))).text())
                .isEqualTo("t₁ = f(a)");
    }

    @Test
    void aPatternWithoutAPlaceForItsOperandIsRefused() {
        assertThatThrownBy(() -> Notation.sign("−%s", "-", Binding.SUM, Binding.PRODUCT))
                .isInstanceOf(GraphException.class)
                .hasMessage("a notation has one %s for each operand; '-' has 0 for 1");
    }

    private record Miscounted(int places) implements Opaque {
        @Override
        public String label() {
            return "f";
        }

        @Override
        public Notation notation(Node y) {
            return Notation.function("f", places);
        }

        @Override
        public Type type(ImmutableList<Node> x) {
            return x.get(0).type();
        }

        @Override
        public Tensor value(Shape y, List<Tensor> x) {
            return x.get(0);
        }

        @Override
        public Rule rule() {
            return new Rule.Refused("it is a sample");
        }
    }
}
