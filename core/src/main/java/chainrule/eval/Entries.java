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
        Tensor a = x.get(0);
        IntUnaryOperator atA = Layout.broadcast(a.shape(), shape);
        if (x.size() == 1) {
            return Tensor.generate(shape, kind, i -> leaf.value(a.get(atA.applyAsInt(i)), 0, 0));
        }
        Tensor b = x.get(1);
        IntUnaryOperator atB = Layout.broadcast(b.shape(), shape);
        if (x.size() == 2) {
            return Tensor.generate(
                    shape,
                    kind,
                    i -> leaf.value(a.get(atA.applyAsInt(i)), b.get(atB.applyAsInt(i)), 0));
        }
        Tensor c = x.get(2);
        IntUnaryOperator atC = Layout.broadcast(c.shape(), shape);
        return Tensor.generate(
                shape,
                kind,
                i ->
                        leaf.value(
                                a.get(atA.applyAsInt(i)),
                                b.get(atB.applyAsInt(i)),
                                c.get(atC.applyAsInt(i))));
    }
}
