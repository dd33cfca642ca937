package chainrule.graph;

import com.google.common.collect.ImmutableList;

/// ln Σ eˣ over axes. The largest entry is taken out first, so that nothing overflows; its
/// derivative is the softmax.
public record LogSumExp(Axes axes) implements Composite {
    @Override
    public String label() {
        return "log_sum_exp";
    }

    @Override
    public Notation notation(Node y) {
        return axes.notation("logsumexp", "\\operatorname{logsumexp}", y);
    }

    @Override
    public Node definition(ImmutableList<Node> x) {
        Node from = Operands.real(this, x);
        Node largest = largest(from, axes);
        Node sum = new Sum(axes).apply(Functions.exp(from.sub(largest)));
        Node taken = axes.keepDims() ? largest : new Reshape(sum.shape()).apply(largest);
        return Functions.log(sum).add(taken);
    }

    /// The largest entry over the axes, kept; 0 in place of ±∞, which would give ∞ − ∞.
    static Node largest(Node x, Axes axes) {
        Node max = new Max(axes.kept()).apply(x);
        Node infinite =
                Functions.equal(Functions.abs(max), Node.constant(Double.POSITIVE_INFINITY));
        return Functions.where(infinite, Node.constant(0), max);
    }

    @Override
    public Rule rule() {
        return (Rule.Pullback)
                (edge, g) -> {
                    Node x = edge.source();
                    return axes.restore(g, x.shape()).mul(softmax(x));
                };
    }

    /// Not exp(x − y): that loses the digits that large entries differ in.
    private Node softmax(Node x) {
        if (axes.axes().size() == 1) {
            return new Softmax(axes.axes().get(0)).apply(x);
        }
        Node powers = Functions.exp(x.sub(largest(x, axes)));
        return powers.div(new Sum(axes.kept()).apply(powers));
    }
}
