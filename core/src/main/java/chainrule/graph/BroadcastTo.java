package chainrule.graph;

import chainrule.tensor.Dim;
import chainrule.tensor.Numbers;
import chainrule.tensor.Shape;
import chainrule.tensor.Strides;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// The operand stretched to a shape, by NumPy's rule. Its transpose is the sum over the stretched
/// axes, which the backward sweep takes for every operation.
public record BroadcastTo(Shape target) implements Movement {
    @Override
    public String label() {
        return "broadcast_to";
    }

    /// The operand stretched to sizes, where −1 keeps that of an axis.
    static Node expand(Node x, int... sizes) {
        Shape shape = x.shape();
        int missing = sizes.length - shape.rank();
        ImmutableList.Builder<Dim> dims = ImmutableList.builder();
        for (int i = 0; i < sizes.length; i++) {
            boolean kept = sizes[i] == -1;
            if (kept && (i < missing || missing < 0)) {
                throw Operands.refuse(
                        "expand",
                        "−1 keeps the size of an axis, and there is none at place " + i,
                        List.of(x),
                        "");
            }
            dims.add(kept ? shape.dim(i - missing) : Dim.of(sizes[i]));
        }
        return new BroadcastTo(Shape.of(dims.build())).apply(x);
    }

    /// So many copies along an axis, put beside each entry (`inner` 1) or after all (0).
    static Node copies(String label, Node x, int axis, int times, int inner) {
        int at = Operands.axis(label, axis, x);
        Dim dim = x.shape().dim(at);
        if (times < (dim.isKnown() ? 0 : 1)) {
            throw Operands.refuse(
                    label,
                    "there cannot be %s copies".formatted(Numbers.text(times)),
                    List.of(x),
                    "");
        }
        Node apart = Reshape.unsqueeze(x, at + inner);
        Shape wide = apart.shape().with(at + inner, Dim.of(times));
        int factor = Operands.size(label, (long) dim.factor() * times, List.of(x)).size();
        Dim size = new Dim(factor, dim.name());
        return new Reshape(x.shape().with(at, size)).apply(new BroadcastTo(wide).apply(apart));
    }

    @Override
    public Notation notation(Node y) {
        return Notation.to("broadcast", target);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Operands.count(this, 1, x);
        Shape from = x.get(0).shape();
        if (!from.stretchesTo(target)) {
            throw Operands.refuse(this, "the operand cannot be stretched to " + target, x);
        }
        return new Type(x.get(0).kind(), target);
    }

    @Override
    public Strides view(Shape x, Shape y) {
        return Strides.broadcast(x, y);
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        return g;
    }
}
