package chainrule.nn.save;

import chainrule.nn.data.Wording;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableMap;
import java.util.Map;

/// What a safetensors file holds.
///
/// @param tensors by name, in order
/// @param metadata texts by name, in order: how the model is built, which release wrote it
public record TensorFile(
        ImmutableMap<String, Tensor> tensors, ImmutableMap<String, String> metadata) {
    /// Tensors without metadata.
    public static TensorFile of(Map<String, Tensor> tensors) {
        return new TensorFile(ImmutableMap.copyOf(tensors), ImmutableMap.of());
    }

    /// The tensor of a name.
    ///
    /// @throws IllegalArgumentException if there is none, naming those there are
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(
                    "no tensor is called %s; there are %s"
                            .formatted(Wording.quote(name), Wording.list(tensors.keySet())));
        }
        return tensor;
    }
}
