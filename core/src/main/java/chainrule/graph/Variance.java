package chainrule.graph;

import com.google.common.collect.ImmutableList;

/// The sum of the squared distances from the mean, over axes, divided by `n − correction`, where n
/// is the number of entries: 0 for the variance of these entries, 1 to estimate that of what they
/// are a sample of.
public record Variance(Axes axes, int correction) implements Composite {
    @Override
    public String label() {
        return "variance";
    }

    @Override
    public Notation notation(Node y) {
        return axes.notation("var", "\\operatorname{var}", y);
    }

    @Override
    public Node definition(ImmutableList<Node> x) {
        Node from = Operands.real(this, x);
        Node distance = from.sub(new Mean(axes.kept()).apply(from));
        Node squares = Functions.square(distance);
        return correction == 0
                ? new Mean(axes).apply(squares)
                : new Sum(axes).apply(squares).div(axes.count(from.shape()).sub(correction));
    }
}
