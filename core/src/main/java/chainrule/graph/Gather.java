package chainrule.graph;

import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// The entries of the first operand at the indices that the second holds along an axis: rows of a
/// table, say. The axis makes way for the axes of the indices. An index may occur several times;
/// then its derivative is the sum of what comes back: the transpose is [ScatterAdd].
///
/// @param axis from 0
public record Gather(int axis) implements Structural {
    @Override
    public String label() {
        return "gather";
    }

    @Override
    public Notation notation(Node y) {
        return Axes.over(axis).notation("gather", "\\operatorname{gather}", 2, y);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Operands.index(this, x);
        Shape from = x.get(0).shape();
        Operands.dim(this, axis, x);
        return new Type(
                x.get(0).kind(),
                Operands.fitting(
                        label(), x, () -> from.replace(axis, axis + 1, x.get(1).shape().dims())));
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        Tensor from = x.get(0);
        Tensor index = x.get(1);
        Along along = Along.axis(from.shape(), axis);
        Along result = Along.axes(y, axis, index.shape().rank());
        double[] entries = new double[y.size()];
        for (int j = 0; j < index.size(); j++) {
            int source = along.index(index.get(j), j);
            for (int i = 0; i < along.before(); i++) {
                for (int k = 0; k < along.after(); k++) {
                    entries[result.position(i, j, k)] = from.get(along.position(i, source, k));
                }
            }
        }
        return Tensor.generate(y, from.kind(), i -> entries[i]);
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        Dim size = edge.source().shape().dim(axis);
        return new ScatterAdd(axis, size).apply(g, edge.consumer().inputs().get(1));
    }
}
