package chainrule.graph;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.softmax;
import static chainrule.graph.Functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AxesTest {
    @Test
    void functionsTakeNegativeAxesAndNoneForAll() {
        Node x = input("x", 2, 3);
        assertThat(sum(x, -1).op()).isEqualTo(new Sum(Axes.over(1)));
        assertThat(sum(x).op()).isEqualTo(new Sum(Axes.over(0, 1)));
        assertThat(sum(x, -1, 0).op()).isEqualTo(new Sum(Axes.over(0, 1)));
        assertThat(softmax(x, -1).op()).isEqualTo(new Softmax(1));
        assertThat(sum(x, Axes.keep()).shape()).isEqualTo(Shape.of(1, 1));
    }

    static Stream<Operation> unfinished() {
        return Stream.of(Axes.over(-1), Axes.over(), Axes.over(1, 0))
                .flatMap(axes ->
                        Stream.of(
                                new Sum(axes),
                                new Mean(axes),
                                new Max(axes),
                                new Min(axes),
                                new LogSumExp(axes)));
    }

    /// They would go over no axis, and give another value without a word.
    @ParameterizedTest
    @MethodSource("unfinished")
    void aRecordMadeByHandNeedsItsAxesFromZero(Operation operation) {
        assertThatThrownBy(() -> operation.apply(input("x", 2, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageMatching(
                        "(in the definition of "
                                + operation.label()
                                + ", )?(sum|max): axes \\[.*\\] of \\[2×3\\] must be given from 0, rising; Axes\\.in\\(shape\\) makes them so\n  \\[2×3\\]  .*");
    }

    @Test
    void aSoftmaxMadeByHandNeedsItsAxisFromZero() {
        String message =
                "in the definition of %s, max: axes [-1] of [2×3] must be given from 0, rising; Axes.in(shape) makes them so\n  [2×3]  x";
        assertThatThrownBy(() -> new Softmax(-1).apply(input("x", 2, 3)))
                .hasMessage(message.formatted("softmax"));
        assertThatThrownBy(() -> new LogSoftmax(-1).apply(input("x", 2, 3)))
                .hasMessage(message.formatted("log_softmax"));
    }

    @Test
    void anAxisThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> sum(input("x", 2, 3), 2))
                .isInstanceOf(ShapeException.class)
                .hasMessage("sum: axis 2 of [2×3]: its axes are 0 to 1, or −2 to −1\n  [2×3]  x");
        assertThatThrownBy(() -> sum(input("x", 2, 3), 1, -1))
                .isInstanceOf(ShapeException.class)
                .hasMessage("sum: axis −1 of [2×3] is named twice\n  [2×3]  x");
        assertThatThrownBy(() -> new Sum(Axes.over(2)).apply(input("x", 2, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("sum: axis 2 of [2×3]: its axes are 0 to 1, or −2 to −1\n  [2×3]  x");
    }
}
