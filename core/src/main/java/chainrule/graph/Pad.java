package chainrule.graph;

import chainrule.tensor.Kind;
import chainrule.tensor.Layout;
import chainrule.tensor.Numbers;
import chainrule.tensor.Shape;
import chainrule.tensor.Strides;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// The first operand with copies of the second, a number, before, after and between its entries
/// along an axis. Its transpose to the first is a [Slice]; the second gets the sum of what arrives
/// at its copies.
///
/// @param axis from 0; its size must be known
/// @param before how many copies before the first entry
/// @param after how many after the last
/// @param between how many between two
public record Pad(int axis, int before, int after, int between) implements Structural {
    @Override
    public String label() {
        return "pad";
    }

    @Override
    public Notation notation(Node y) {
        return between == 0
                ? Notation.with("pad" + Text.index(axis), 2, before, after)
                : Notation.with("pad" + Text.index(axis), 2, before, after, between);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Operands.kinds(this, List.of(Kind.REAL, Kind.REAL), x);
        int size = Operands.known(this, axis, x).size();
        if (before < 0 || after < 0 || between < 0) {
            throw Operands.refuse(
                    label(),
                    "%s before, %s after and %s between: none may be negative"
                            .formatted(
                                    Numbers.text(before),
                                    Numbers.text(after),
                                    Numbers.text(between)),
                    x,
                    "slice(x, axis, start, stop) leaves entries out");
        }
        if (!x.get(1).shape().isScalar()) {
            throw Operands.refuse(this, "what is put in must be one number", x);
        }
        return Type.real(
                x.get(0)
                        .shape()
                        .with(axis, Operands.size(label(), before + covered(size) + after, x)));
    }

    private long covered(int size) {
        return size == 0 ? 0 : size + (size - 1L) * between;
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        Tensor from = x.get(0);
        double[] entries = new double[y.size()];
        Arrays.fill(entries, x.get(1).item());
        int[] strides = Layout.strides(y);
        int offset = before * strides[axis];
        strides[axis] *= between + 1;
        IntUnaryOperator at = Strides.of(from.shape(), offset, strides).positions();
        for (int i = 0; i < from.size(); i++) {
            entries[at.applyAsInt(i)] = from.get(i);
        }
        return Tensor.of(y, entries);
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        Node x = edge.consumer().inputs().get(0);
        if (edge.operand() == 0) {
            int size = x.shape().size(axis);
            return new Slice(axis, before, before + (int) covered(size), between + 1).apply(g);
        }
        Node zeros = new BroadcastTo(x.shape()).apply(Node.constant(0));
        return Functions.sum(g.mul(apply(zeros, Node.constant(1))));
    }
}
