package chainrule.nn.layer;

import static chainrule.tensor.Dim.BATCH;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A layer put on an input: what is trained, and what predicts.
///
/// @param input the features, [batch×n]
/// @param output the prediction
/// @param layer what makes one out of the other, and owns the parameters
public record Model(Node input, Node output, Layer layer) {
    /// A layer on `features` inputs named x.
    ///
    /// @throws ShapeException if the layer does not take them
    public static Model of(Layer layer, int features) {
        Node x = Functions.input("x", BATCH, features);
        return new Model(x, layer.apply(x), layer);
    }

    /// The parameters that are trained.
    public ImmutableList<Node> parameters() {
        return layer.parameters();
    }

    /// The parameters by their names, in their order.
    ///
    /// @throws IllegalStateException if two parameters have one name
    public ImmutableMap<String, Node> parametersByName() {
        Map<String, Node> named = new LinkedHashMap<>();
        for (Node w : parameters()) {
            String name = w.name().orElseThrow();
            if (named.put(name, w) != null) {
                throw new IllegalStateException(
                        "two parameters are called '%s'; give their layers different names"
                                .formatted(name));
            }
        }
        return ImmutableMap.copyOf(named);
    }

    /// First values for the parameters.
    public ImmutableMap<Node, Tensor> initial(RandomGenerator random) {
        return layer.initial(random);
    }

    /// The values of the parameters out of values by name, as a file gives them.
    ///
    /// @throws IllegalArgumentException if a parameter has no value, or a value no parameter
    /// @throws ShapeException if a value has another shape than its parameter
    /// @throws IllegalStateException if two parameters have one name
    public ImmutableMap<Node, Tensor> weights(Map<String, Tensor> byName) {
        ImmutableMap<String, Node> parameters = parametersByName();
        ImmutableMap.Builder<Node, Tensor> weights = ImmutableMap.builder();
        parameters.forEach(
                (name, w) -> weights.put(w, fitting(w, byName.get(name), byName.keySet())));
        Set<String> others = Sets.difference(byName.keySet(), parameters.keySet());
        if (!others.isEmpty()) {
            throw new IllegalArgumentException(
                    "no parameter is called %s; the model's are %s"
                            .formatted(
                                    String.join(", ", others),
                                    String.join(", ", parameters.keySet())));
        }
        return weights.buildOrThrow();
    }

    private static Tensor fitting(Node w, @Nullable Tensor value, Set<String> given) {
        if (value == null) {
            throw new IllegalArgumentException(
                    "no value for the parameter '%s' %s; given were: %s"
                            .formatted(Text.of(w), w.shape(), String.join(", ", given)));
        }
        if (value.kind() != w.kind() || !value.shape().equals(w.shape())) {
            throw new ShapeException(
                    "the parameter '%s' is %s %s, and the value given is %s %s"
                            .formatted(
                                    Text.of(w), w.kind(), w.shape(), value.kind(), value.shape()));
        }
        return value;
    }

    /// The prediction for points.
    ///
    /// @param weights a value for each parameter
    /// @param points [m×n]
    public Tensor predict(Map<Node, Tensor> weights, Tensor points) {
        return Interpreter.evaluate(output, Feed.of(weights).and(input, points));
    }
}
