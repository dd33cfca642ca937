package chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.tensor.Lent;
import chainrule.tensor.Shape;
import chainrule.tensor.Strides;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where movements of a matrix of 2 rows and 3 columns say that its entries lie.
class MovementTest {
    private static final Shape MATRIX = Shape.of(2, 3);

    private static void views(Movement op, Shape y, int offset, int... strides) {
        views(op, MATRIX, y, offset, strides);
    }

    private static void views(Movement op, Shape x, Shape y, int offset, int... strides) {
        assertThat(op.view(x, y))
                .usingRecursiveComparison()
                .isEqualTo(Strides.of(y, offset, strides));
    }

    @Test
    void movementsSayWhereTheirEntriesLie() {
        views(new Transpose(ImmutableList.of(1, 0)), Shape.of(3, 2), 0, 1, 3);
        views(new Slice(1, 1, 3, 1), Shape.of(2, 2), 1, 3, 1);
        views(new Slice(1, 0, 3, 2), Shape.of(2, 2), 0, 3, 2);
        views(new Flip(1), MATRIX, 2, 3, -1);
        views(new Flip(0), MATRIX, 3, -3, 1);
        views(new BroadcastTo(Shape.of(4, 2, 3)), Shape.of(4, 2, 3), 0, 0, 3, 1);
        views(new Diagonal(), Shape.of(5, 3, 3), Shape.of(5, 3), 0, 9, 4);
        views(new StopGradient(), MATRIX, 0, 3, 1);
        views(new Reshape(Shape.of(3, 2)), Shape.of(3, 2), 0, 2, 1);
    }

    @Test
    void whatStaysInItsOrderIsNotCopied() {
        Tensor x = Tensor.floats(MATRIX, 1, 2, 3, 4, 5, 6);
        assertThat(Lent.array(new Reshape(Shape.of(6)).value(Shape.of(6), List.of(x))))
                .isSameAs(Lent.array(x));
        assertThat(new StopGradient().value(MATRIX, List.of(x))).isSameAs(x);
    }

    @Test
    void aFewOfTheEntriesAreThoseFewAlone() {
        Shape row = Shape.of(1, 3);
        assertThat(new Slice(0, 0, 1, 1).value(row, List.of(Tensor.of(MATRIX, 1, 2, 3, 4, 5, 6))))
                .isEqualTo(Tensor.of(row, 1, 2, 3));
    }

    @Test
    void anOperationOfOnesOwnNeedsItsViewAlone() {
        record EverySecond() implements Movement {
            @Override
            public String label() {
                return "every_second";
            }

            @Override
            public Type type(ImmutableList<Node> x) {
                return Type.real(Shape.of(x.get(0).shape().size(0) / 2));
            }

            @Override
            public Notation notation(Node y) {
                return Notation.function("every_second", 1);
            }

            @Override
            public Strides view(Shape x, Shape y) {
                return Strides.of(y, 1, 2);
            }
        }
        assertThat(new EverySecond().value(Shape.of(2), List.of(Tensor.of(1, 2, 3, 4))))
                .isEqualTo(Tensor.of(2, 4));
    }
}
