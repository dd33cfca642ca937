package chainrule.benchmarks.ours;

import chainrule.benchmarks.workload.Training;
import chainrule.eval.Feed;
import chainrule.grad.Gradient;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.nn.layer.Dense;
import chainrule.nn.layer.Layer;
import chainrule.nn.layer.Model;
import chainrule.nn.layer.Sequential;
import chainrule.nn.loss.Loss;
import chainrule.nn.optim.GradientDescent;
import chainrule.simplify.Simplify;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/// A step of training as nn takes it: error, gradients and updated parameters in one simplified
/// graph.
public final class TrainingGraph {
    private TrainingGraph() {}

    /// The outputs are the error, then each parameter after the step; fed are features and targets.
    public static Graph of(Training training) {
        Model model = Model.of(layers(training), training.in(0));
        Node y = Functions.input("y", model.output().shape());
        Node error = Simplify.of(Loss.of(loss(training), model.output(), y));
        ImmutableList<Node> w = model.parameters();
        ImmutableList<Node> gradients = Gradient.of(error, w);
        GradientDescent descent = GradientDescent.of(training.rate());
        Node rate = Node.constant(training.rate());
        List<Node> all = new ArrayList<>(List.of(error));
        for (int i = 0; i < w.size(); i++) {
            all.add(descent.update(w.get(i), gradients.get(i), ImmutableList.of(), rate).w());
        }
        ImmutableList<Node> outputs = Simplify.of(all);
        ImmutableMap.Builder<Node, Node> next = ImmutableMap.builder();
        for (int i = 0; i < w.size(); i++) {
            next.put(w.get(i), outputs.get(1 + i));
        }
        return new Graph(
                outputs, next.buildOrThrow(), points(training, model, y), weights(training, w));
    }

    private static Layer layers(Training training) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < training.layers(); i++) {
            layers.add(Dense.of("layer" + (i + 1), training.in(i), training.out(i)));
            if (!training.manyClasses()) {
                layers.add(Functions::sigmoid);
            } else if (i < training.layers() - 1) {
                layers.add(Functions::relu);
            }
        }
        return Sequential.of(layers.toArray(Layer[]::new));
    }

    /// One-hot targets sum to 1, and saying so makes the gradient p − y.
    private static BinaryOperator<Node> loss(Training training) {
        return training.manyClasses()
                ? (z, y) -> Functions.softmaxCrossEntropy(z, Functions.distribution(y, -1))
                : Functions::logLoss;
    }

    private static Feed points(Training training, Model model, Node y) {
        int points = training.points();
        return Feed.of(
                        model.input(),
                        Tensor.floats(Shape.of(points, training.in(0)), training.features()))
                .and(y, Tensor.floats(Shape.of(points, training.outputs()), training.targets()));
    }

    private static ImmutableMap<Node, Tensor> weights(Training training, ImmutableList<Node> w) {
        ImmutableMap.Builder<Node, Tensor> weights = ImmutableMap.builder();
        for (int i = 0; i < training.layers(); i++) {
            int in = training.in(i);
            int out = training.out(i);
            weights.put(w.get(2 * i), Tensor.floats(Shape.of(in, out), training.weights(i)));
            weights.put(w.get(2 * i + 1), Tensor.floats(Shape.of(out), new float[out]));
        }
        return weights.buildOrThrow();
    }
}
