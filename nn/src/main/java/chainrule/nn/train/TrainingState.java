package chainrule.nn.train;

import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableTable;

/// Where training stands.
///
/// @param epoch how many epochs are done
/// @param weights the value of each parameter
/// @param memory what the optimizer remembers: row: the parameter; column: the name of the slot;
///   what is absent is 0, as before the first step. Slots of another optimizer are refused
public record TrainingState(
        int epoch,
        ImmutableMap<Node, Tensor> weights,
        ImmutableTable<Node, String, Tensor> memory) {
    boolean isFinite() {
        return weights.values().stream().allMatch(w -> w.firstNotFinite().isEmpty());
    }
}
