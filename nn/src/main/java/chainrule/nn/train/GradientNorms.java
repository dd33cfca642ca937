package chainrule.nn.train;

import chainrule.eval.Feed;
import chainrule.grad.Gradient;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.kernel.Precision;
import chainrule.nn.data.Dataset;
import chainrule.nn.layer.Model;
import chainrule.nn.loss.Loss;
import chainrule.program.Program;
import chainrule.program.Session;
import chainrule.simplify.Simplify;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/// How long ∂E/∂w is for each parameter w of a model, with E over all points: √Σ(∂E/∂wᵢ)². Layers
/// whose gradients vanish or explode are seen by it. For one thread.
///
/// ```java
/// var norms = GradientNorms.of(model, Functions::logLoss, points);
/// training.progress(Progress.states(state -> path.add(norms.at(state.weights()))))
/// ```
public final class GradientNorms {
    private final ImmutableList<String> names;
    private final Session session;
    private final Feed points;

    private GradientNorms(ImmutableList<String> names, Session session, Feed points) {
        this.names = names;
        this.session = session;
        this.points = points;
    }

    /// For a model, its error, and the points that it is trained on.
    ///
    /// @throws IllegalStateException if two parameters have one name
    public static GradientNorms of(Model model, BinaryOperator<Node> loss, Dataset points) {
        Node target = Functions.input("y", model.output().shape());
        Node error = Simplify.of(Loss.of(loss, model.output(), target));
        List<Node> norms =
                Gradient.of(error, model.parameters()).stream()
                        .map(g -> Functions.sqrt(Functions.sum(Functions.square(g))))
                        .toList();
        return new GradientNorms(
                model.parametersByName().keySet().asList(),
                Program.compile(norms, Precision.DOUBLE).bind(),
                Feed.of(model.input(), points.features()).and(target, points.targets()));
    }

    /// The norm for each parameter by its name, at these weights.
    public ImmutableMap<String, Double> at(Map<Node, Tensor> weights) {
        List<Tensor> values = session.run(points.and(weights));
        ImmutableMap.Builder<String, Double> norms = ImmutableMap.builder();
        for (int i = 0; i < names.size(); i++) {
            norms.put(names.get(i), values.get(i).item());
        }
        return norms.buildOrThrow();
    }
}
