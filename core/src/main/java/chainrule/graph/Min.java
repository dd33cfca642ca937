package chainrule.graph;

import com.google.common.collect.ImmutableList;

/// The smallest entry over axes; ties share the derivative as for [Max].
public record Min(Axes axes) implements Composite {
    @Override
    public String label() {
        return "min";
    }

    @Override
    public Notation notation(Node y) {
        return axes.notation("min", "\\min", y);
    }

    @Override
    public Node definition(ImmutableList<Node> x) {
        return new Max(axes).apply(Operands.real(this, x).neg()).neg();
    }
}
