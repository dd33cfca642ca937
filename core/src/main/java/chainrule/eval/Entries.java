package chainrule.eval;

import chainrule.graph.Leaf;
import chainrule.tensor.Kind;
import chainrule.tensor.Layout;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// An element-wise operation, entry by entry.
final class Entries {
    private Entries() {}

    static Tensor of(Leaf leaf, Kind kind, Shape shape, List<Tensor> x) {
        Entry a = entry(x, 0, shape);
        Entry b = entry(x, 1, shape);
        Entry c = entry(x, 2, shape);
        return Tensor.generate(shape, kind, i -> leaf.value(a.at(i), b.at(i), c.at(i)));
    }

    private interface Entry {
        double at(int position);
    }

    private static Entry entry(List<Tensor> x, int operand, Shape shape) {
        if (operand >= x.size()) {
            return _ -> 0;
        }
        Tensor values = x.get(operand);
        if (values.shape().equals(shape)) {
            return values::get;
        }
        IntUnaryOperator at = Layout.broadcast(values.shape(), shape);
        return i -> values.get(at.applyAsInt(i));
    }
}
