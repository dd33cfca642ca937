package chainrule.graph;

import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// For each entry of the second operand, an index along an axis, the entry of the first at that
/// index and otherwise at the same place: `take_along_axis` of NumPy, `gather` of PyTorch. Its
/// transpose is [PutAlong].
///
/// @param axis from 0
public record TakeAlong(int axis) implements Structural {
    @Override
    public String label() {
        return "take_along";
    }

    @Override
    public Notation notation(Node y) {
        return Axes.over(axis).notation("take", "\\operatorname{take}", 2, y);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Operands.index(this, x);
        Shape from = x.get(0).shape();
        Shape index = x.get(1).shape();
        Operands.dim(this, axis, x);
        if (index.rank() != from.rank()
                || !from.with(axis, Dim.of(0)).equals(index.with(axis, Dim.of(0)))) {
            throw Operands.refuse(
                    this, "operands must have the same sizes but along axis " + axis, x);
        }
        return new Type(x.get(0).kind(), index);
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        Tensor from = x.get(0);
        Tensor index = x.get(1);
        Along along = Along.axis(from.shape(), axis);
        Along result = Along.axis(y, axis);
        double[] entries = new double[y.size()];
        result.each((at, i, k) ->
                entries[at] = from.get(along.position(i, along.index(index.get(at), at), k)));
        return Tensor.generate(y, from.kind(), i -> entries[i]);
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        return new PutAlong(axis, edge.source().shape().dim(axis))
                .apply(g, edge.consumer().inputs().get(1));
    }
}
