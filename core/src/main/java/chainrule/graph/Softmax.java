package chainrule.graph;

import com.google.common.collect.ImmutableList;

/// eˣⁱ / Σ eˣʲ along an axis. Its pullback is y⊙(g − Σ g⊙y).
///
/// @param axis from 0
public record Softmax(int axis) implements Composite {
    @Override
    public String label() {
        return "softmax";
    }

    @Override
    public Notation notation(Node y) {
        return axes().notation("softmax", "\\operatorname{softmax}", y);
    }

    private Axes axes() {
        return Axes.keep(axis);
    }

    @Override
    public Node definition(ImmutableList<Node> x) {
        Node from = Operands.real(this, x);
        Node powers = Functions.exp(from.sub(LogSumExp.largest(from, axes())));
        return powers.div(new Sum(axes()).apply(powers));
    }

    @Override
    public Rule rule() {
        return (Rule.Pullback)
                (edge, g) -> {
                    Node y = edge.consumer();
                    return y.mul(g.sub(new Sum(axes()).apply(g.mul(y))));
                };
    }
}
