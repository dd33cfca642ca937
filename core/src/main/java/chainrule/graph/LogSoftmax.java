package chainrule.graph;

import com.google.common.collect.ImmutableList;

/// x − ln Σ eˣ along an axis: the logarithm of the softmax, also where that is 0. The largest entry
/// is taken out of both, so that nothing overflows and large entries keep their differences. Its
/// pullback is g − softmax(x)·Σ g.
///
/// @param axis from 0
public record LogSoftmax(int axis) implements Composite {
    @Override
    public String label() {
        return "log_softmax";
    }

    @Override
    public Notation notation(Node y) {
        return axes().notation("logsoftmax", "\\operatorname{logsoftmax}", y);
    }

    private Axes axes() {
        return Axes.keep(axis);
    }

    @Override
    public Node definition(ImmutableList<Node> x) {
        Node from = Operands.real(this, x);
        Axes axes = axes();
        Node below = from.sub(LogSumExp.largest(from, axes));
        return below.sub(Functions.log(new Sum(axes).apply(Functions.exp(below))));
    }

    @Override
    public Rule rule() {
        return (Rule.Pullback)
                (edge, g) -> {
                    Node p = new Softmax(axis).apply(edge.source());
                    return g.sub(p.mul(new Sum(axes()).apply(g)));
                };
    }
}
