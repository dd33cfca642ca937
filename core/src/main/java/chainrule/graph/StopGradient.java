package chainrule.graph;

import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// The operand as if it were a constant: no derivative comes back through it, in any order and
/// direction.
public record StopGradient() implements Structural {
    @Override
    public String label() {
        return "stop_gradient";
    }

    @Override
    public Notation notation(Node y) {
        return Notation.function("stop", 1);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Operands.count(this, 1, x);
        return x.get(0).type();
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        return x.get(0);
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        return Node.constant(0);
    }
}
