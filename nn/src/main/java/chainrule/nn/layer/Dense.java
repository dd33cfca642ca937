package chainrule.nn.layer;

import static chainrule.graph.Functions.parameter;

import chainrule.graph.Node;
import chainrule.graph.Scope;
import chainrule.tensor.Kind;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.random.RandomGenerator;

/// A fully connected layer: xW + b, with x of shape […×in], W in×out and b of size out.
public final class Dense implements Layer {
    private final String name;
    private final Node weight;
    private final Node bias;

    private Dense(String name, int in, int out) {
        if (in < 1 || out < 1) {
            throw new ShapeException(
                    "a dense layer needs inputs and outputs, and '%s' is %d → %d"
                            .formatted(name, in, out));
        }
        this.name = name;
        this.weight = parameter(name + ".W", in, out);
        this.bias = parameter(name + ".b", out);
    }

    /// A layer of `out` neurons on `in` inputs; the name is that of its scope and begins those of
    /// its parameters.
    public static Dense of(String name, int in, int out) {
        return new Dense(name, in, out);
    }

    /// W, in×out.
    public Node weight() {
        return weight;
    }

    /// b, of size out.
    public Node bias() {
        return bias;
    }

    @Override
    public Node apply(Node x) {
        return Scope.within(name, () -> x.matmul(weight).add(bias));
    }

    @Override
    public ImmutableList<Node> parameters() {
        return ImmutableList.of(weight, bias);
    }

    /// W uniform in ±√(6 / (in + out)), which keeps the spread of values and gradients from layer
    /// to layer (Glorot and Bengio, 2010), and b = 0.
    @Override
    public ImmutableMap<Node, Tensor> initial(RandomGenerator random) {
        double limit = Math.sqrt(6.0 / (weight.shape().size(0) + weight.shape().size(1)));
        return ImmutableMap.of(
                weight,
                        Tensor.generate(
                                weight.shape(), Kind.REAL, i -> random.nextDouble(-limit, limit)),
                bias, Tensor.full(bias.shape(), 0));
    }
}
