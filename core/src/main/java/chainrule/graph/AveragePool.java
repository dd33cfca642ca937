package chainrule.graph;

import com.google.common.collect.ImmutableList;

/// The mean of the entries that a window covers at each of its stops over the axes of [points ×
/// channels × …] from the third on. The zeros of the padding count, as by default in PyTorch.
///
/// @param sizes of the window, one for each axis that it moves over
/// @param window how it moves
public record AveragePool(ImmutableList<Integer> sizes, Window window) implements Composite {
    @Override
    public String label() {
        return "average_pool";
    }

    @Override
    public Node definition(ImmutableList<Node> x) {
        Node from = Operands.real(this, x);
        return Functions.mean(Windows.of(this, from, sizes, window, 0), Windows.places(from));
    }
}
