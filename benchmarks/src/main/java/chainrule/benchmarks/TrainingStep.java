package chainrule.benchmarks;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.nn.layer.Layer;
import chainrule.nn.layer.Model;
import chainrule.nn.loss.Loss;
import chainrule.nn.optim.GradientDescent;
import chainrule.simplify.Simplify;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// One step of gradient descent on the log-loss, as training takes it: error, gradients and updated
/// parameters in one simplified graph, evaluated by the interpreter. The graph is built once.
final class TrainingStep {
    private final ImmutableList<Node> outputs;
    private final Feed feed;

    TrainingStep(Layer layer, int points, int features) {
        SplittableRandom random = new SplittableRandom(1);
        Model model = Model.of(layer, features);
        Node y = Functions.input("y", model.output().shape());
        Node error = Simplify.of(Loss.of(Functions::logLoss, model.output(), y));
        ImmutableList<Node> gradients = Gradient.of(error, model.parameters());
        GradientDescent descent = GradientDescent.of(0.1);
        List<Node> all = new ArrayList<>(List.of(error));
        for (int i = 0; i < gradients.size(); i++) {
            all.add(
                    descent.update(
                                    model.parameters().get(i),
                                    gradients.get(i),
                                    ImmutableList.of(),
                                    Node.constant(descent.rate()))
                            .w());
        }
        this.outputs = Simplify.of(all);
        this.feed =
                Feed.of(model.initial(random))
                        .and(
                                model.input(),
                                Tensor.generate(
                                        Shape.of(points, features),
                                        Kind.REAL,
                                        _ -> random.nextDouble(-1, 1)))
                        .and(
                                y,
                                Tensor.generate(
                                        Shape.of(points, 1), Kind.REAL, _ -> random.nextInt(2)));
    }

    ImmutableList<Tensor> take() {
        return Interpreter.evaluate(outputs, feed);
    }
}
