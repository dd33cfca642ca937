package chainrule.graph;

import chainrule.tensor.Layout;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// The operand stretched to a shape, by NumPy's rule. Its transpose is the sum over the stretched
/// axes, which the backward sweep takes for every operation.
public record BroadcastTo(Shape target) implements Structural {
    @Override
    public String label() {
        return "broadcast_to";
    }

    @Override
    public Notation notation(Node y) {
        return Notation.function("broadcast" + target, "\\operatorname{broadcast}", 1);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Operands.count(this, 1, x);
        Shape from = x.get(0).shape();
        if (from.broadcast(target).filter(target::equals).isEmpty()) {
            throw Operands.refuse(this, "the operand cannot be stretched to " + target, x);
        }
        return new Type(x.get(0).kind(), target);
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        Tensor from = x.get(0);
        IntUnaryOperator at = Layout.broadcast(from.shape(), y);
        return Tensor.generate(y, from.kind(), i -> from.get(at.applyAsInt(i)));
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        return g;
    }
}
