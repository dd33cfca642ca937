package chainrule.graph;

import chainrule.tensor.Shape;
import com.google.common.collect.ImmutableList;

/// The sum over axes divided by the number of entries summed, m; over no entries it is 0/0 = NaN.
/// Its pullback g / m, the same for all entries, is what its definition gives, with one division
/// less.
public record Mean(Axes axes) implements Composite {
    @Override
    public String label() {
        return "mean";
    }

    @Override
    public Notation notation(Node y) {
        return axes.notation("mean", "\\operatorname{mean}", y);
    }

    @Override
    public Node definition(ImmutableList<Node> x) {
        Node from = Operands.real(this, x);
        return new Sum(axes).apply(from).div(axes.count(from.shape()));
    }

    @Override
    public Rule rule() {
        return (Rule.Pullback)
                (edge, g) -> {
                    Shape shape = edge.source().shape();
                    Node part = axes.restore(g, shape).div(axes.count(shape));
                    return new BroadcastTo(shape).apply(part);
                };
    }
}
