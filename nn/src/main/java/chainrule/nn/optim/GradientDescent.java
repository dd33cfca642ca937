package chainrule.nn.optim;

import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;

/// w′ = w − α·v′ with v′ = μ·v + g; without momentum (μ = 0) simply w′ = w − α·g.
///
/// @param rate α, above 0
/// @param momentum μ, from 0 to below 1
public record GradientDescent(double rate, double momentum) implements Optimizer {
    /// Checks the ranges.
    public GradientDescent {
        Ranges.positive("learning rate", rate);
        Ranges.fraction("momentum", momentum);
    }

    /// Without momentum.
    public static GradientDescent of(double rate) {
        return new GradientDescent(rate, 0);
    }

    /// With momentum.
    public GradientDescent withMomentum(double momentum) {
        return new GradientDescent(rate, momentum);
    }

    @Override
    public ImmutableList<Slot> slots() {
        return momentum == 0 ? ImmutableList.of() : ImmutableList.of(new Slot("velocity", true));
    }

    @Override
    public Update update(Node w, Node g, ImmutableList<Node> state, Node rate) {
        if (momentum == 0) {
            return new Update(w.sub(rate.mul(g)), ImmutableList.of());
        }
        Node v = state.get(0).mul(momentum).add(g);
        return new Update(w.sub(rate.mul(v)), ImmutableList.of(v));
    }
}
