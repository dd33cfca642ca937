package chainrule.graph;

import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// The same entries in the same row order, in another shape of the same size. Its transpose is the
/// way back.
public record Reshape(Shape target) implements Structural {
    @Override
    public String label() {
        return "reshape";
    }

    @Override
    public Notation notation(Node y) {
        return Notation.function("reshape" + target, "\\operatorname{reshape}", 1);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Operands.count(this, 1, x);
        Shape from = x.get(0).shape();
        if (factor(from) != factor(target) || !names(from).equals(names(target))) {
            throw Operands.refuse(this, target + " must hold as many entries as the operand", x);
        }
        return new Type(x.get(0).kind(), target);
    }

    private static long factor(Shape shape) {
        return shape.dims().stream().mapToLong(Dim::factor).reduce(1, Math::multiplyExact);
    }

    private static List<String> names(Shape shape) {
        return shape.dims().stream().filter(d -> !d.isKnown()).map(Dim::name).sorted().toList();
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        return x.get(0).reshape(y);
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        return new Reshape(edge.source().shape()).apply(g);
    }
}
