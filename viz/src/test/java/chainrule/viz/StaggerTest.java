package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.viz.Net.Wire;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/// Labels of up to 24 weights.
class StaggerTest {
    /// Widths of layers that have 24 weights or fewer, biases not counted.
    @Provide
    Arbitrary<List<Integer>> widths() {
        return Arbitraries.integers()
                .between(1, 12)
                .list()
                .ofMinSize(2)
                .ofMaxSize(5)
                .filter(widths -> weights(widths) <= 24);
    }

    private static int weights(List<Integer> widths) {
        int weights = 0;
        for (int k = 1; k < widths.size(); k++) {
            weights += widths.get(k - 1) * widths.get(k);
        }
        return weights;
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void noLabelMeetsAnotherOrANeuron(@ForAll("widths") List<Integer> widths) {
        NetDrawing drawing =
                Network.of(
                                Networks.layers(
                                                1,
                                                widths.stream()
                                                        .mapToInt(Integer::intValue)
                                                        .toArray())
                                        .gradients())
                        .drawing();
        List<Wire> wires = drawing.net().wires();
        List<Box> labels = drawing.labels();
        assertThat(labels).hasSameSizeAs(wires);
        List<Box> others = new ArrayList<>();
        NetLayout layout = drawing.layout();
        for (int k = 0; k < widths.size(); k++) {
            for (int i = 0; i < layout.net().size(k); i++) {
                others.add(layout.circle(k, i));
            }
        }
        for (int i = 0; i < labels.size(); i++) {
            Box label = labels.get(i);
            assertThat(others).as("label %d of %s", i, widths).noneMatch(label::meets);
            others.add(label);
            double[] from = layout.from(wires.get(i));
            double[] to = layout.to(wires.get(i));
            assertThat(label.meets(from[0], from[1], to[0], to[1])).isTrue();
        }
    }
}
