package chainrule.graph;

import chainrule.tensor.Layout;
import chainrule.tensor.Shape;
import chainrule.tensor.Strides;
import com.google.common.collect.ImmutableList;

/// The entries along an axis in the opposite order. It is its own transpose.
///
/// @param axis from 0
public record Flip(int axis) implements Movement {
    @Override
    public String label() {
        return "flip";
    }

    @Override
    public Notation notation(Node y) {
        return Axes.over(axis).notation("flip", "\\operatorname{flip}", y);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Operands.count(this, 1, x);
        Operands.dim(this, axis, x);
        return x.get(0).type();
    }

    @Override
    public Strides view(Shape x, Shape y) {
        int[] strides = Layout.strides(y);
        int offset = (y.size(axis) - 1) * strides[axis];
        strides[axis] = -strides[axis];
        return Strides.of(y, offset, strides);
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        return apply(g);
    }
}
