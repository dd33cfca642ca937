package chainrule.nn.optim;

import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;

/// A way to take a step downhill.
public interface Optimizer {
    /// The learning rate that is fed to the updates.
    double rate();

    /// What is remembered for each parameter from step to step, 0 at first. A name that another
    /// optimizer has too must mean the same: states are handed on by it.
    ImmutableList<Slot> slots();

    /// The parameter and its memory after a step.
    ///
    /// @param w the parameter
    /// @param g the gradient, in w's shape
    /// @param state one node for each slot
    /// @param rate the learning rate, a scalar
    Update update(Node w, Node g, ImmutableList<Node> state, Node rate);

    /// Something remembered for each parameter.
    ///
    /// @param name the name, which follows that of the parameter: `hidden.W.m`
    /// @param perEntry whether there is a number for each entry of the parameter, or one for the
    ///   whole
    record Slot(String name, boolean perEntry) {}

    /// What a step gives.
    ///
    /// @param w the new value of the parameter
    /// @param state the new value of each slot
    record Update(Node w, ImmutableList<Node> state) {}
}
