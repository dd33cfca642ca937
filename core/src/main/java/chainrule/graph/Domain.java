package chainrule.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import java.util.List;

/// Where a function has a value and a derivative, for those who look it up: the operands that it is
/// meant for, and the places where its derivative jumps or ends.
///
/// @param text the operands, as a condition on `x`, or on `a`, `b`, …
/// @param edges such places, one number for each operand
public record Domain(String text, ImmutableList<ImmutableList<Double>> edges) {
    /// All real numbers, and a derivative everywhere.
    public static final Domain ALL = new Domain("", ImmutableList.of());

    /// The operands of which a condition holds.
    public static Domain where(String text) {
        return new Domain(text, ImmutableList.of());
    }

    /// This domain with one more edge.
    public Domain at(double... edge) {
        return new Domain(
                text,
                ImmutableList.<ImmutableList<Double>>builder()
                        .addAll(edges)
                        .add(ImmutableList.copyOf(Doubles.asList(edge)))
                        .build());
    }

    /// The edges, one number for each operand.
    public List<double[]> places() {
        return edges.stream().map(Doubles::toArray).toList();
    }
}
