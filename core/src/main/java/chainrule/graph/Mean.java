package chainrule.graph;

import com.google.common.collect.ImmutableList;

/// The sum over axes divided by the number of entries summed; over no entries it is 0/0 = NaN.
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
}
