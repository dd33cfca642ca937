package chainrule.graph;

import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// Zeros to which each entry of the first operand is added at the index that the second, of the
/// same shape, has for it along an axis: the transpose of [TakeAlong], and it of this.
///
/// @param axis from 0
/// @param size of the axis of the result
public record PutAlong(int axis, Dim size) implements Structural {
    @Override
    public String label() {
        return "put_along";
    }

    @Override
    public Notation notation(Node y) {
        return Axes.over(axis).notation("put", "\\operatorname{put}", 2, y);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Operands.kinds(this, List.of(Kind.REAL, Kind.INDEX), x);
        Shape from = x.get(0).shape();
        Operands.dim(this, axis, x);
        if (!from.equals(x.get(1).shape())) {
            throw Operands.refuse(this, "operands must have the same shape", x);
        }
        return Type.real(Operands.fitting(label(), x, () -> from.with(axis, size)));
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        Tensor from = x.get(0);
        Tensor index = x.get(1);
        Along along = Along.axis(y, axis);
        double[] sums = new double[y.size()];
        Along.axis(from.shape(), axis)
                .each((at, i, k) ->
                        sums[along.position(i, along.index(index.get(at), at), k)] += from.get(at));
        return Tensor.of(y, sums);
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        return new TakeAlong(axis).apply(g, edge.consumer().inputs().get(1));
    }
}
