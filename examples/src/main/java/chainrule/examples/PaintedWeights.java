package chainrule.examples;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.nn.data.Dataset;
import chainrule.nn.layer.Dense;
import chainrule.nn.layer.Model;
import chainrule.nn.layer.Sequential;
import chainrule.nn.optim.GradientDescent;
import chainrule.nn.train.GradientNorms;
import chainrule.nn.train.Progress;
import chainrule.nn.train.Training;
import chainrule.nn.train.TrainingState;
import chainrule.tensor.Tensor;
import chainrule.viz.BoundaryChart;
import chainrule.viz.Chart;
import chainrule.viz.LineChart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Lesson, the course's first lab: 100 points with labels in the plane, logistic regression by
/// gradient descent with α = 0.01, one step for each point, 100 epochs. The boundary is drawn as it
/// moves ("painting the weights"), with the curve of the error beside it, and how long the
/// gradients are on the way.
public final class PaintedWeights {
    private static final int EPOCHS = 100;
    private static final List<Integer> DRAWN = List.of(1, 2, 5, 10, 20, 30, 50, 70, 100);

    final Dataset train = points(7);
    final Dataset test = points(8);
    final Model model = Model.of(Sequential.of(Dense.of("neuron", 2, 1), Functions::sigmoid), 2);

    private final Node y = Functions.input("y", model.output().shape());
    private final Node error = Functions.logLoss(model.output(), y);

    /// Where training stands after each epoch.
    List<TrainingState> states() {
        List<TrainingState> states = new ArrayList<>();
        Training.of(model, Functions::logLoss, GradientDescent.of(0.01))
                .epochs(EPOCHS)
                .batch(1)
                .progress(Progress.states(states::add))
                .run(train);
        return states;
    }

    /// Two clouds of 50 points, one for each label.
    private static Dataset points(long seed) {
        var random = new Random(seed);
        var x = new double[100][];
        var labels = new double[100][];
        for (int i = 0; i < x.length; i++) {
            int label = i % 2;
            double middle = label == 1 ? 0.3 : 0.7;
            x[i] =
                    new double[] {
                        middle + 0.13 * random.nextGaussian(), middle + 0.13 * random.nextGaussian()
                    };
            labels[i] = new double[] {label};
        }
        return Dataset.of(Tensor.of(x), Tensor.of(labels));
    }

    /// The line between the labels after some epochs.
    Chart boundary(List<TrainingState> states) {
        var lines = new TreeMap<Integer, UnaryOperator<Tensor>>();
        for (int epoch : DRAWN) {
            TrainingState state = states.get(epoch - 1);
            lines.put(epoch, points -> model.predict(state.weights(), points));
        }
        return BoundaryChart.of("Painting the weights", train.features(), train.targets(), lines);
    }

    /// The error of the points that are learnt from, and of as many others.
    Chart errors(List<TrainingState> states) {
        return LineChart.of(
                "Log-loss",
                "epoch",
                "error E",
                Map.of(
                        "training points",
                        errors(states, train),
                        "test points",
                        errors(states, test)));
    }

    private List<Double> errors(List<TrainingState> states, Dataset points) {
        Feed fed = Feed.of(model.input(), points.features()).and(y, points.targets());
        return states.stream()
                .map(state -> Interpreter.evaluate(error, fed.and(state.weights())).item())
                .toList();
    }

    /// How long the gradient of each parameter is.
    Chart gradients(List<TrainingState> states) {
        GradientNorms norms = GradientNorms.of(model, Functions::logLoss, train);
        Map<String, List<Double>> curves =
                states.stream()
                        .flatMap(state -> norms.at(state.weights()).entrySet().stream())
                        .collect(
                                Collectors.groupingBy(
                                        norm -> "‖∂E/∂" + norm.getKey() + "‖",
                                        TreeMap::new,
                                        Collectors.mapping(
                                                Map.Entry::getValue, Collectors.toList())));
        return LineChart.logarithmic("Length of the gradients", "epoch", "‖∂E/∂w‖", curves);
    }

    /// Writes the pictures as PNG and SVG into a folder, `pictures` unless another is named.
    public static void main(String[] arguments) throws IOException {
        Path folder =
                Files.createDirectories(Path.of(arguments.length > 0 ? arguments[0] : "pictures"));
        var lesson = new PaintedWeights();
        List<TrainingState> states = lesson.states();
        Chart painted = Chart.row(lesson.boundary(states), lesson.errors(states));
        for (String format : List.of("png", "svg")) {
            painted.write(folder.resolve("painted-weights." + format));
            lesson.gradients(states).write(folder.resolve("gradient-norms." + format));
        }
        List<Double> errors = lesson.errors(states, lesson.train);
        System.out.printf(
                Locale.ROOT,
                "E after epoch 1: %.4f, after epoch %d: %.4f; pictures in %s%n",
                errors.getFirst(),
                EPOCHS,
                errors.getLast(),
                folder);
    }
}
