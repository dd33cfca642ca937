package chainrule.graph;

import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// Zeros to which the entries of the first operand are added, at the indices that the second holds
/// along an axis: the transpose of [Gather], and it of this. The axes of the indices, from the axis
/// on, make way for one.
///
/// @param axis from 0
/// @param size of the axis of the result
public record ScatterAdd(int axis, Dim size) implements Structural {
    /// A node with entries added to it at indices along an axis.
    static Node to(Node x, Node index, Node added, int axis) {
        int at = Operands.axis("scatter_add", axis, x);
        Node scattered = new ScatterAdd(at, x.shape().dim(at)).apply(added, index);
        if (!scattered.shape().equals(x.shape())) {
            throw Operands.refuse(
                    "scatter_add",
                    "what is added must have the other axes of the first operand",
                    List.of(x, index, added),
                    "");
        }
        return x.add(scattered);
    }

    @Override
    public String label() {
        return "scatter_add";
    }

    @Override
    public Notation notation(Node y) {
        return Axes.over(axis).notation("scatter", "\\operatorname{scatter}", 2, y);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Operands.kinds(this, List.of(Kind.REAL, Kind.INDEX), x);
        ImmutableList<Dim> from = x.get(0).shape().dims();
        ImmutableList<Dim> index = x.get(1).shape().dims();
        int end = axis + index.size();
        if (axis < 0 || end > from.size() || !from.subList(axis, end).equals(index)) {
            throw Operands.refuse(
                    this,
                    "what is added must have the axes of the indices from axis %d on"
                            .formatted(axis),
                    x);
        }
        return Type.real(
                Operands.fitting(
                        label(), x, () -> x.get(0).shape().replace(axis, end, List.of(size))));
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        Tensor from = x.get(0);
        Tensor index = x.get(1);
        Along along = Along.axis(y, axis);
        Along source = Along.axes(from.shape(), axis, index.shape().rank());
        double[] sums = new double[y.size()];
        for (int j = 0; j < index.size(); j++) {
            int target = along.index(index.get(j), j);
            for (int i = 0; i < along.before(); i++) {
                for (int k = 0; k < along.after(); k++) {
                    sums[along.position(i, target, k)] += from.get(source.position(i, j, k));
                }
            }
        }
        return Tensor.of(y, sums);
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        return new Gather(axis).apply(g, edge.consumer().inputs().get(1));
    }
}
