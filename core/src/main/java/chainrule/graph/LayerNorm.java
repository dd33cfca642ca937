package chainrule.graph;

import chainrule.tensor.Numbers;
import com.google.common.collect.ImmutableList;

/// Layer normalization: the deviation from the mean over axes, divided by the standard deviation,
/// `(x − mean) / √(variance + ε)` (Ba, Kiros and Hinton, "Layer normalization", 2016). Gain and
/// bias are a product and a sum after it.
///
/// @param axes over which a vector lies, numbers from 0
/// @param epsilon ε, 0 or more, which keeps the root from 0
public record LayerNorm(Axes axes, double epsilon) implements Composite {
    /// Refuses an ε below 0.
    public LayerNorm {
        if (!(epsilon >= 0)) {
            throw new GraphException("layer_norm: ε is 0 or more, and is " + Numbers.text(epsilon));
        }
    }

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
        Node variance = new Variance(axes.kept(), 0).apply(from);
        return distance.mul(Functions.rsqrt(variance.add(epsilon)));
    }
}
