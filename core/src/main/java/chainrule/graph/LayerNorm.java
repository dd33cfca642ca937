package chainrule.graph;

import com.google.common.collect.ImmutableList;

/// The distance from the mean over axes, divided by the standard deviation: (x − mean) / √(variance
/// + ε), after Ba, Kiros and Hinton, "Layer normalization", 2016. Gain and bias are a product and a
///   sum after it.
///
/// @param epsilon what keeps the root from 0
public record LayerNorm(Axes axes, double epsilon) implements Composite {
    @Override
    public String label() {
        return "layer_norm";
    }

    @Override
    public Notation notation(Node y) {
        return axes.notation("layernorm", "\\operatorname{layernorm}", y);
    }

    @Override
    public Node definition(ImmutableList<Node> x) {
        Node from = Operands.real(this, x);
        Node distance = from.sub(new Mean(axes.kept()).apply(from));
        Node variance = new Mean(axes.kept()).apply(Functions.square(distance));
        return distance.mul(Functions.rsqrt(variance.add(epsilon)));
    }
}
