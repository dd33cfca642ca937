package chainrule.nn.train;

import chainrule.graph.Node;
import chainrule.nn.layer.Model;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What training gave.
///
/// @param model what was trained
/// @param state where it ended; after a divergence, where the error was smallest
/// @param epochs what each epoch gave
/// @param divergence why it stopped early, if it did, and what to do
public record Trained(
        Model model,
        TrainingState state,
        ImmutableList<Epoch> epochs,
        Optional<String> divergence) {
    /// The trained value of each parameter.
    public ImmutableMap<Node, Tensor> weights() {
        return state.weights();
    }

    /// The trained values by the names of their parameters, to be saved; [Model#weights] is the way
    /// back.
    ///
    /// @throws IllegalStateException if two parameters have one name
    public ImmutableMap<String, Tensor> byName() {
        return model.parametersByName().entrySet().stream()
                .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, w -> value(w.getValue())));
    }

    private Tensor value(Node parameter) {
        return Objects.requireNonNull(weights().get(parameter), "a weight for each parameter");
    }

    /// The prediction for points [m×n].
    public Tensor predict(Tensor points) {
        return model.predict(weights(), points);
    }
}
