package chainrule.nn.layer;

import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Layers one after another. A layer that occurs twice shares its parameters.
///
/// @param layers in the order in which they are applied
public record Sequential(ImmutableList<Layer> layers) implements Layer {
    /// These layers in this order.
    public static Sequential of(Layer... layers) {
        return new Sequential(ImmutableList.copyOf(layers));
    }

    @Override
    public Node apply(Node x) {
        Node y = x;
        for (Layer layer : layers) {
            y = layer.apply(y);
        }
        return y;
    }

    @Override
    public ImmutableList<Node> parameters() {
        return layers.stream()
                .flatMap(layer -> layer.parameters().stream())
                .distinct()
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableMap<Node, Tensor> initial(RandomGenerator random) {
        Map<Node, Tensor> values = new LinkedHashMap<>();
        layers.stream().distinct().forEach(layer -> values.putAll(layer.initial(random)));
        return ImmutableMap.copyOf(values);
    }
}
