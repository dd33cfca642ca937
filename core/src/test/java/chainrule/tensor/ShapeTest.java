package chainrule.tensor;

import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final Shape OPEN = Shape.of(BATCH, 3);

    private static void refused(ThrowingCallable question, String message) {
        assertThatThrownBy(question).isExactlyInstanceOf(ShapeException.class).hasMessage(message);
    }

    @Test
    void aShapeIsWrittenWithItsSizes() {
        assertThat(Shape.SCALAR).hasToString("[]");
        assertThat(Shape.of(2, 3)).hasToString("[2×3]");
        assertThat(OPEN).hasToString("[batch×3]");
        assertThat(Shape.of(List.of(new Dim(2, "batch"), Dim.of(0)))).hasToString("[2·batch×0]");
    }

    @Test
    void equalDimensionsMakeEqualShapes() {
        assertThat(Shape.of(2, 3)).isEqualTo(Shape.of(List.of(Dim.of(2), Dim.of(3))));
        assertThat(Shape.of(1)).isNotEqualTo(Shape.SCALAR);
        assertThat(OPEN).isEqualTo(Shape.of(Dim.named("batch"), 3));
    }

    @Test
    void axesCountFromBothEnds() {
        assertThat(OPEN.dim(-1)).isEqualTo(Dim.of(3));
        assertThat(OPEN.dim(0)).isEqualTo(BATCH);
        assertThat(OPEN.size(1)).isEqualTo(3);
        assertThat(Shape.of(4, 5, 6).axes(-1, 0)).containsExactly(0, 2);
        assertThat(Shape.of(4, 5, 6).axes()).containsExactly(0, 1, 2);
        refused(() -> OPEN.dim(2), "axis 2 of [batch×3]: its axes are 0 to 1, or −2 to −1");
        refused(() -> Shape.SCALAR.dim(-1), "axis −1 of a scalar: a scalar has no axes");
        refused(() -> OPEN.axes(0, -2), "axis −2 of [batch×3] is named twice");
    }

    @Test
    void aSizeIsTheNumberOfEntries() {
        assertThat(Shape.SCALAR.size()).isEqualTo(1);
        assertThat(Shape.of(2, 3, 4).size()).isEqualTo(24);
        assertThat(Shape.of(2, 0).size()).isZero();
        assertThat(Shape.of(100_000, 100_000, 0).size()).isZero();
        refused(OPEN::size, "the size of dimension batch is known only when values are fed");
        refused(
                () -> Shape.of(65_536, 65_536).size(),
                "[65536×65536] has more entries than an array can hold (2³¹ − 1)");
    }

    @Test
    void aDimensionIsRefusedThatCannotBe() {
        refused(() -> Shape.of(-1), "a dimension cannot be −1");
        refused(() -> new Dim(0, "batch"), "a dimension cannot be 0·batch");
        refused(
                () -> Dim.named(" "),
                "an open dimension needs a name, and one without a percent sign");
        refused(
                () -> Dim.named("50%s"),
                "an open dimension needs a name, and one without a percent sign");
    }

    @Test
    void openDimensionsAreBound() {
        assertThat(OPEN.bind(Map.of("batch", 7))).isEqualTo(Shape.of(7, 3));
        assertThat(new Dim(2, "batch").bind(Map.of("batch", 7))).isEqualTo(Dim.of(14));
        assertThat(Shape.of(2).bind(Map.of())).isEqualTo(Shape.of(2));
        refused(
                () -> OPEN.bind(Map.of("time", 7)),
                "dimension 'batch' has no size: no value with this dimension was fed");
    }

    @Test
    void shapesBroadcastAsInNumPy() {
        assertThat(Shape.of(2, 3).broadcast(Shape.of(3))).contains(Shape.of(2, 3));
        assertThat(Shape.of(2, 1).broadcast(Shape.of(1, 3))).contains(Shape.of(2, 3));
        assertThat(Shape.of(2, 3).broadcast(Shape.SCALAR)).contains(Shape.of(2, 3));
        assertThat(Shape.SCALAR.broadcast(Shape.of(1))).contains(Shape.of(1));
        assertThat(Shape.of(2, 3).broadcast(Shape.of(2))).isEmpty();
        assertThat(Shape.of(0).broadcast(Shape.of(1))).contains(Shape.of(0));
        assertThat(Shape.of(0).broadcast(Shape.of(2))).isEmpty();
        assertThat(OPEN.broadcast(Shape.of(3))).contains(OPEN);
        assertThat(OPEN.broadcast(Shape.of(1, 1))).contains(OPEN);
        assertThat(OPEN.broadcast(Shape.of(5, 3))).isEmpty();
        assertThat(Shape.of(List.of(BATCH)).broadcast(Shape.of(List.of(new Dim(2, "batch")))))
                .isEmpty();
        refused(
                () -> Shape.of(BATCH, 1).broadcast(Shape.of(BATCH)),
                "dimension 'batch' occurs twice in [batch×batch]; an open dimension may occur once in a shape");
    }

    @Property
    void broadcastingDoesNotAskForTheOrder(
            @ForAll @Size(max = 4) List<@IntRange(max = 2) Integer> a,
            @ForAll @Size(max = 4) List<@IntRange(max = 2) Integer> b) {
        Shape left = shape(a);
        Shape right = shape(b);
        assertThat(left.broadcast(right)).isEqualTo(right.broadcast(left));
        assertThat(left.broadcast(left)).contains(left);
        left.broadcast(right)
                .ifPresent(both -> {
                    assertThat(left.broadcast(both)).contains(both);
                    Shape back = both.reduce(left.stretchedIn(both), true);
                    assertThat(back.dims().subList(both.rank() - left.rank(), both.rank()))
                            .isEqualTo(left.dims());
                });
    }

    private static Shape shape(List<Integer> sizes) {
        return Shape.of(sizes.stream().map(Dim::of).toList());
    }

    @Test
    void reducedAxesAreLeftOutOrKept() {
        Shape shape = Shape.of(BATCH, 3, 4);
        assertThat(shape.reduce(List.of(0, 2), false)).isEqualTo(Shape.of(3));
        assertThat(shape.reduce(List.of(0, 2), true)).isEqualTo(Shape.of(1, 3, 1));
        assertThat(shape.reduce(List.of(), false)).isEqualTo(shape);
    }

    @Test
    void theStretchedAxesIncludeTheMissingOnes() {
        assertThat(Shape.of(1, 3).stretchedIn(Shape.of(BATCH, 2, 3))).containsExactly(0, 1);
        assertThat(Shape.of(1, 3).stretchedIn(Shape.of(1, 3))).isEmpty();
        assertThat(Shape.SCALAR.stretchedIn(Shape.of(2, 3))).containsExactly(0, 1);
    }
}
