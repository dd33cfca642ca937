package chainrule.graph;

import com.google.common.collect.ImmutableList;

/// The index of the smallest entry along an axis, as for [ArgMax].
///
/// @param axis from 0
public record ArgMin(int axis) implements Composite {
    @Override
    public String label() {
        return "argmin";
    }

    @Override
    public Notation notation(Node y) {
        return Axes.over(axis).notation("argmin", "\\operatorname{argmin}", y);
    }

    @Override
    public Node definition(ImmutableList<Node> x) {
        Node from = Operands.real(this, x);
        Operands.dim(this, axis, x);
        return new ArgMax(axis).apply(from.neg());
    }
}
