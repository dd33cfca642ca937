package chainrule.nn.layer;

import static chainrule.tensor.Dim.BATCH;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A layer put on an input: what is trained, and what predicts.
///
/// @param input the features, [batch×n]
/// @param output the prediction
/// @param layer what makes one out of the other, and owns the parameters
public record Model(Node input, Node output, Layer layer) {
    /// A layer on `features` inputs named x.
    ///
    /// @throws chainrule.tensor.ShapeException if the layer does not take them
    public static Model of(Layer layer, int features) {
        Node x = Functions.input("x", BATCH, features);
        return new Model(x, layer.apply(x), layer);
    }

    /// The parameters that are trained.
    public ImmutableList<Node> parameters() {
        return layer.parameters();
    }

    /// First values for the parameters.
    public ImmutableMap<Node, Tensor> initial(RandomGenerator random) {
        return layer.initial(random);
    }

    /// The prediction for points.
    ///
    /// @param weights a value for each parameter
    /// @param points [m×n]
    public Tensor predict(Map<Node, Tensor> weights, Tensor points) {
        return Interpreter.evaluate(output, Feed.of(weights).and(input, points));
    }
}
