package chainrule.nn.optim;

import static chainrule.graph.Functions.constant;
import static chainrule.graph.Functions.sqrt;
import static chainrule.graph.Functions.square;

import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;

/// Adam (Kingma and Ba, 2015): m′ = β₁m + (1 − β₁)g, v′ = β₂v + (1 − β₂)g², and w′ = w − α · m̂ /
/// (√v̂ + ε) with m̂ = m′ / (1 − β₁ᵗ) and v̂ = v′ / (1 − β₂ᵗ) at step t.
///
/// @param rate α, above 0
/// @param beta1 β₁, from 0 to below 1
/// @param beta2 β₂, from 0 to below 1
/// @param epsilon ε, above 0
public record Adam(double rate, double beta1, double beta2, double epsilon) implements Optimizer {
    /// Checks the ranges.
    public Adam {
        Ranges.positive("learning rate", rate);
        Ranges.fraction("β₁", beta1);
        Ranges.fraction("β₂", beta2);
        Ranges.positive("ε", epsilon);
    }

    /// With β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, as in the paper.
    public static Adam of(double rate) {
        return new Adam(rate, 0.9, 0.999, 1e-8);
    }

    @Override
    public ImmutableList<Slot> slots() {
        return ImmutableList.of(new Slot("m", true), new Slot("v", true), new Slot("t", false));
    }

    @Override
    public Update update(Node w, Node g, ImmutableList<Node> state, Node rate) {
        Node m = state.get(0).mul(beta1).add(g.mul(1 - beta1));
        Node v = state.get(1).mul(beta2).add(square(g).mul(1 - beta2));
        Node t = state.get(2).add(1);
        Node mHat = m.div(constant(beta1).pow(t).rsub(1));
        Node vHat = v.div(constant(beta2).pow(t).rsub(1));
        return new Update(
                w.sub(rate.mul(mHat).div(sqrt(vHat).add(epsilon))), ImmutableList.of(m, v, t));
    }
}
