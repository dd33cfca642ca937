package chainrule.graph;

import chainrule.tensor.Shape;
import chainrule.tensor.Strides;
import com.google.common.collect.ImmutableList;

/// The operand as if it were a constant: no derivative comes back through it, in any order and
/// direction.
public record StopGradient() implements Movement {
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
    public Strides view(Shape x, Shape y) {
        return Strides.rowOrder(y);
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        return Node.constant(0);
    }
}
