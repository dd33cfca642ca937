package chainrule.graph;

import chainrule.tensor.Dim;
import chainrule.tensor.Layout;
import chainrule.tensor.Shape;
import chainrule.tensor.Strides;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// The operands one after another along an axis; in the others they have the same sizes. Its
/// transposes are slices.
///
/// @param axis from 0; its sizes must be known
public record Concat(int axis) implements Structural {
    /// Operands of one shape beside each other along a new axis.
    static Node stacked(int axis, Node... x) {
        for (Node part : x) {
            if (!part.type().equals(x[0].type())) {
                throw Operands.refuse(
                        "stack", "operands must have the same kind and shape", List.of(x), "");
            }
        }
        Node[] parts =
                Arrays.stream(x).map(part -> Reshape.unsqueeze(part, axis)).toArray(Node[]::new);
        return Functions.concat(axis, parts);
    }

    @Override
    public String label() {
        return "concat";
    }

    @Override
    public Notation notation(Node y) {
        return Axes.over(axis).notation("concat", "\\operatorname{concat}", y.inputs().size(), y);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        if (x.isEmpty()) {
            throw Operands.refuse(this, "takes at least one operand, and none was given", x);
        }
        Type first = x.get(0).type();
        long size = 0;
        for (Node operand : x) {
            Dim dim = Operands.known(this, axis, ImmutableList.of(operand));
            boolean fits =
                    operand.kind() == first.kind()
                            && operand.shape().rank() == first.shape().rank()
                            && operand.shape()
                                    .with(axis, Dim.of(0))
                                    .equals(first.shape().with(axis, Dim.of(0)));
            if (!fits) {
                throw Operands.refuse(
                        this,
                        "operands must be of one kind, and of one shape but for axis " + axis,
                        x);
            }
            size += dim.size();
        }
        return new Type(first.kind(), first.shape().with(axis, Operands.size(label(), size, x)));
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        double[] entries = new double[y.size()];
        int[] strides = Layout.strides(y);
        int offset = 0;
        for (Tensor part : x) {
            IntUnaryOperator at = Strides.of(part.shape(), offset, strides).positions();
            for (int i = 0; i < part.size(); i++) {
                entries[at.applyAsInt(i)] = part.get(i);
            }
            offset += part.shape().size(axis) * strides[axis];
        }
        return Tensor.generate(y, x.get(0).kind(), i -> entries[i]);
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        List<Node> before = edge.consumer().inputs().subList(0, edge.operand());
        int start = before.stream().mapToInt(x -> x.shape().size(axis)).sum();
        int size = edge.source().shape().size(axis);
        return new Slice(axis, start, start + size, 1).apply(g);
    }
}
