package chainrule.graph;

import chainrule.tensor.Dim;
import chainrule.tensor.EntryException;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// The index of the largest entry along an axis, which is left out; of several the first, and of
/// NaNs the first. An index has no derivative.
///
/// @param axis from 0
public record ArgMax(int axis) implements Structural {
    @Override
    public String label() {
        return "argmax";
    }

    @Override
    public Notation notation(Node y) {
        return Axes.over(axis).notation("argmax", "\\operatorname{argmax}", y);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Node from = Operands.real(this, x);
        Operands.dim(this, axis, x);
        if (from.shape().dim(axis).equals(Dim.of(0))) {
            throw Operands.refuse(this, Max.NOTHING, x);
        }
        return new Type(Kind.INDEX, from.shape().reduce(List.of(axis), false));
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        Tensor from = x.get(0);
        Along along = Along.axis(from.shape(), axis);
        if (along.length() == 0 && y.size() > 0) {
            throw new EntryException(Max.NOTHING);
        }
        return Tensor.generate(
                y, Kind.INDEX, at -> first(from, along, at / along.after(), at % along.after()));
    }

    private static int first(Tensor x, Along along, int i, int k) {
        int best = 0;
        for (int j = 1; j < along.length(); j++) {
            // compare() takes NaN as largest; unlike it, == takes the zeros as equal
            double entry = x.get(along.position(i, j, k));
            double largest = x.get(along.position(i, best, k));
            best = entry != largest && Double.compare(entry, largest) > 0 ? j : best;
        }
        return best;
    }
}
