package chainrule.graph;

import com.google.common.collect.ImmutableList;

/// The size of a vector, over axes: Σ |x|, √(Σ x²), or the largest |x|. The squares are summed as
/// they are: beyond 1e154 they overflow.
///
/// @param axes over which the vector lies, numbers from 0
public record Norm(Order order, Axes axes) implements Composite {
    /// Which norm.
    public enum Order {
        /// Σ |x|, with derivative 0 where an entry is 0.
        L1("⁽¹⁾", "1"),
        /// √(Σ x²), with derivative 0 where all entries are 0.
        L2("⁽²⁾", "2"),
        /// max |x|; ties share the derivative.
        MAX("⁽∞⁾", "\\infty");

        private final String text;
        private final String latex;

        Order(String text, String latex) {
            this.text = text;
            this.latex = latex;
        }
    }

    @Override
    public String label() {
        return "norm";
    }

    @Override
    public Notation notation(Node y) {
        return axes.notation(
                "norm" + order.text, "\\operatorname{norm}^{(" + order.latex + ")}", y);
    }

    @Override
    public Node definition(ImmutableList<Node> x) {
        Node from = Operands.real(this, x);
        return switch (order) {
            case L1 -> new Sum(axes).apply(Functions.abs(from));
            case L2 -> Functions.sqrt(new Sum(axes).apply(Functions.square(from)));
            case MAX -> new Max(axes).apply(Functions.abs(from));
        };
    }

    @Override
    public Rule rule() {
        return order == Order.L2 ? (Rule.Pullback) this::unitVector : new Rule.Definition();
    }

    /// g·x / ‖x‖, and 0 where the norm is 0.
    private Node unitVector(Edge edge, Node g) {
        Node x = edge.source();
        Node y = axes.restore(edge.consumer(), x.shape());
        Node zero = Functions.equal(y, Node.constant(0));
        Node divisor = Functions.where(zero, Node.constant(1), y);
        Node unit = Functions.where(zero, Node.constant(0), x.div(divisor));
        return axes.restore(g, x.shape()).mul(unit);
    }
}
