package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.tensor.Tensor;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StrokeTest {
    private static Stroke arrow(String color, String style, double width) {
        return new Stroke(color, style, width, Stroke.Head.ARROW);
    }

    @Test
    void aCutEdgeHasBarsAtItsEnds() {
        assertThat(Stroke.CUT.attributes())
                .isEqualTo(
                        "color=\"#666666\" style=solid penwidth=1.00 dir=both arrowtail=tee arrowhead=tee");
    }

    @Test
    void theSignIsHueAndDashes() {
        assertThat(of(1, 0, 2)).isEqualTo(arrow("#b2182b", "solid", of(2).width()));
        assertThat(of(-1, 0, -2)).isEqualTo(arrow("#2166ac", "dashed", of(2).width()));
        assertThat(of(-1, 2)).isEqualTo(arrow("#666666", "solid", of(2).width()));
    }

    @Test
    void theWidthIsTheLogarithmOfTheLargestEntry() {
        assertThat(of(0.001).width()).isEqualTo(1.8);
        assertThat(of(1, -0.5).width()).isEqualTo(4.8);
    }

    @Test
    void zeroAndNoEntriesAreThinAndGrey() {
        Stroke thin = arrow("#666666", "solid", 0.8);
        assertThat(of(0)).isEqualTo(thin);
        assertThat(of(-0.0)).isEqualTo(thin);
        assertThat(of()).isEqualTo(thin);
    }

    @Test
    void anInfinityIsThickAndANaNIsDotted() {
        assertThat(of(Double.POSITIVE_INFINITY)).isEqualTo(arrow("#b2182b", "solid", 5.8));
        assertThat(of(Double.NEGATIVE_INFINITY)).isEqualTo(arrow("#2166ac", "dashed", 5.8));
        assertThat(of(1, Double.NaN, -2)).isEqualTo(arrow("#666666", "dotted", 3));
    }

    @Property
    void theWidthGrowsWithTheSizeBetweenItsBounds(@ForAll double a, @ForAll double b) {
        double small = Math.min(Math.abs(a), Math.abs(b));
        double large = Math.max(Math.abs(a), Math.abs(b));
        assertThat(of(small).width()).isBetween(0.8, of(-large).width());
        assertThat(of(large).width()).isLessThanOrEqualTo(5.8);
    }

    private static Stroke of(double... entries) {
        return Stroke.of(Tensor.of(entries));
    }
}
