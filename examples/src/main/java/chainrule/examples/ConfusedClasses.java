package chainrule.examples;

import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.nn.data.Dataset;
import chainrule.nn.data.OneHot;
import chainrule.nn.layer.Dense;
import chainrule.nn.layer.Model;
import chainrule.nn.layer.Sequential;
import chainrule.nn.optim.Adam;
import chainrule.nn.train.Confusion;
import chainrule.nn.train.GradientNorms;
import chainrule.nn.train.Progress;
import chainrule.nn.train.Trained;
import chainrule.nn.train.Training;
import chainrule.tensor.Tensor;
import chainrule.viz.Chart;
import chainrule.viz.ConfusionChart;
import chainrule.viz.HistogramChart;
import chainrule.viz.LineChart;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// Lesson: four classes of points in the plane that overlap, told apart by two layers with softmax
/// and cross-entropy. The confusion matrix shows which are taken for which, histograms how the
/// weights of each layer are spread, and a chart how long each layer's gradients are.
public final class ConfusedClasses {
    static final ImmutableList<String> CLASSES =
            ImmutableList.of("apple", "pear", "plum", "quince");
    private static final double[][] MIDDLES = {{0, 0}, {2, 0.3}, {0.2, 2.2}, {1.4, 1.2}};

    final Dataset train = points(400, 1);
    final Dataset test = points(200, 2);
    final Model model =
            Model.of(
                    Sequential.of(
                            Dense.of("hidden", 2, 16), Functions::tanh, Dense.of("out", 16, 4)),
                    2);
    final Map<String, List<Double>> norms = new LinkedHashMap<>();

    Trained trained() {
        GradientNorms lengths = GradientNorms.of(model, ConfusedClasses::error, train);
        return Training.of(model, ConfusedClasses::error, Adam.of(0.02))
                .epochs(40)
                .progress(
                        Progress.states(state ->
                                lengths.at(state.weights())
                                        .forEach((w, norm) ->
                                                norms.computeIfAbsent(
                                                                "‖∂E/∂" + w + "‖",
                                                                _ -> new ArrayList<>())
                                                        .add(norm))))
                .run(train);
    }

    private static Node error(Node z, Node y) {
        return Functions.softmaxCrossEntropy(z, y);
    }

    private static Dataset points(int size, long seed) {
        var random = new Random(seed);
        var x = new double[size][];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            double[] middle = MIDDLES[i % MIDDLES.length];
            x[i] =
                    new double[] {
                        middle[0] + 0.55 * random.nextGaussian(),
                        middle[1] + 0.55 * random.nextGaussian()
                    };
            names.add(CLASSES.get(i % MIDDLES.length));
        }
        return Dataset.of(Tensor.of(x), new OneHot(CLASSES).apply(names));
    }

    /// Writes the pictures as PNG and SVG into a folder, `pictures` unless another is named.
    public static void main(String[] arguments) throws IOException {
        Path folder =
                Files.createDirectories(Path.of(arguments.length > 0 ? arguments[0] : "pictures"));
        var lesson = new ConfusedClasses();
        Trained trained = lesson.trained();
        Confusion confusion =
                Confusion.of(trained.predict(lesson.test.features()), lesson.test.targets());
        Map<String, Chart> pictures =
                Map.of(
                        "confusion",
                        ConfusionChart.of("200 test points", CLASSES, confusion::count),
                        "weights",
                        HistogramChart.of("After 40 epochs", trained.byName()),
                        "layer-gradients",
                        LineChart.logarithmic(
                                "Length of the gradients", "epoch", "‖∂E/∂w‖", lesson.norms));
        for (Map.Entry<String, Chart> picture : pictures.entrySet()) {
            picture.getValue().write(folder.resolve(picture.getKey() + ".png"));
            picture.getValue().write(folder.resolve(picture.getKey() + ".svg"));
        }
        System.out.printf(
                Locale.ROOT,
                "%.1f %% of %d test points are right; pictures in %s%n",
                100 * confusion.accuracy(),
                confusion.total(),
                folder);
    }
}
