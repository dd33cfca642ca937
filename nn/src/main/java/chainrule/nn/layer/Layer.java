package chainrule.nn.layer;

import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.random.RandomGenerator;

/// A function from node to node that owns the parameters in it. They are made once, so a layer that
/// is applied twice shares them. A function without parameters is a layer as it stands:
/// `Functions::sigmoid`.
@FunctionalInterface
public interface Layer {
    /// The output for an input.
    ///
    /// @throws chainrule.tensor.ShapeException if the input does not fit
    Node apply(Node x);

    /// The parameters, each once, in a fixed order.
    default ImmutableList<Node> parameters() {
        return ImmutableList.of();
    }

    /// First values for all parameters; the same generator state gives the same values.
    default ImmutableMap<Node, Tensor> initial(RandomGenerator random) {
        return ImmutableMap.of();
    }
}
