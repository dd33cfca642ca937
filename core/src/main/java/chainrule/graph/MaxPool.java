package chainrule.graph;

import com.google.common.collect.ImmutableList;

/// The largest entry that a window covers at each of its stops over the axes of [points × channels
/// × …] from the third on; ties share the derivative, as for [Max]. What lies in the padding is
/// never chosen.
///
/// @param sizes of the window, one for each axis that it moves over
/// @param window how it moves
public record MaxPool(ImmutableList<Integer> sizes, Window window) implements Composite {
    @Override
    public String label() {
        return "max_pool";
    }

    @Override
    public Node definition(ImmutableList<Node> x) {
        Node from = Operands.real(this, x);
        return Functions.max(
                Windows.of(this, from, sizes, window, Double.NEGATIVE_INFINITY),
                Windows.places(from));
    }
}
