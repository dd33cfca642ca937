package chainrule.cli;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.mean;

import chainrule.eval.Feed;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.graph.SourceLines;
import chainrule.nn.data.Dataset;
import chainrule.nn.data.Split;
import chainrule.nn.data.Standardize;
import chainrule.nn.layer.Dense;
import chainrule.nn.layer.Layer;
import chainrule.nn.layer.Model;
import chainrule.nn.layer.Sequential;
import chainrule.nn.loss.Loss;
import chainrule.nn.optim.Adam;
import chainrule.nn.optim.GradientDescent;
import chainrule.nn.optim.Optimizer;
import chainrule.nn.save.Safetensors;
import chainrule.nn.train.Bar;
import chainrule.nn.train.Confusion;
import chainrule.nn.train.Epoch;
import chainrule.nn.train.Metric;
import chainrule.nn.train.Trained;
import chainrule.nn.train.Training;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Numbers;
import chainrule.tensor.Tensor;
import chainrule.viz.LineChart;
import chainrule.viz.Picture;
import chainrule.viz.Render;
import com.google.common.collect.ImmutableMap;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// The main job from end to end: real data, an error function as the textbook writes it, two models
/// trained on it, their judgement on points held back, and the picture of a gradient.
final class Demo {
    private static final Layer SIGMOID = z -> Functions.sigmoid(z).named("ŷ");

    private final PrintWriter console;
    private final Path folder;
    private final long seed;
    private final int epochs;

    Demo(PrintWriter console, Path folder, long seed, int epochs) {
        this.console = console;
        this.folder = folder;
        this.seed = seed;
        this.epochs = epochs;
    }

    /// −(1/m) Σ [y ln ŷ + (1 − y) ln(1 − ŷ)]
    static Node logLoss(Node p, Node y) {
        return mean(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1))))).neg().named("E");
    }

    /// What would stop it at the end is found out at the start: the epochs, the engine that draws,
    /// the folder.
    void run() throws IOException {
        if (epochs < 1) {
            throw new IllegalArgumentException(
                    "--epochs is %s; it must be 1 or more".formatted(epochs));
        }
        Render render = Render.standard();
        String engine = render.engine();
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }

        Split split = Split.of(BreastCancer.read(), 0.2, new SplittableRandom(seed));
        Standardize scaling = Standardize.fit(split.train().features());
        Dataset train = split.train().withFeatures(scaling.apply(split.train().features()));
        Dataset test = split.test().withFeatures(scaling.apply(split.test().features()));
        console.printf(
                Locale.ROOT,
                "Wisconsin breast cancer: %d samples of %d numbers, %d to train on, %d held back%n",
                train.size() + test.size(),
                train.featureNames().size(),
                train.size(),
                test.size());

        Layer perceptron = Sequential.of(Dense.of("perceptron", 30, 1), SIGMOID);
        Layer network =
                Sequential.of(
                        Dense.of("hidden", 30, 16),
                        Functions::sigmoid,
                        Dense.of("output", 16, 1),
                        SIGMOID);
        Trained one =
                train("perceptron 30-1", perceptron, new GradientDescent(0.05, 0.9), train, test);
        Trained two = train("network 30-16-1", network, Adam.of(0.01), train, test);
        Map<String, Trained> all = ImmutableMap.of("perceptron", one, "network", two);

        String gradient =
                Picture.of(gradients(perceptron, one.weights(), leastSure(one, test)))
                        .downwards()
                        .dot();
        for (String file : List.of("gradient.dot", "gradient.svg", "gradient.png")) {
            render.write(gradient, folder.resolve(file));
        }
        Files.write(folder.resolve("error.png"), curves(all));
        Safetensors.write(folder.resolve("weights.safetensors"), weights(all));
        console.printf(
                Locale.ROOT,
                """

                Written to %s (pictures by %s):
                  gradient.svg .png .dot   the perceptron's error for the sample it is least sure of: values, and ∂E along every edge
                  error.png                the error of both models over the epochs
                  weights.safetensors      the trained weights
                """,
                folder,
                engine);
        console.flush();
    }

    private Trained train(
            String title, Layer layer, Optimizer optimizer, Dataset train, Dataset test) {
        console.printf(Locale.ROOT, "%n%s by %s%n", title, optimizer);
        Training training =
                Training.of(Model.of(layer, train.featureNames().size()), Demo::logLoss, optimizer)
                        .epochs(epochs)
                        .seed(seed)
                        .metrics(Metric.ACCURACY);
        Trained trained = watched(training, title, train);
        trained.divergence().ifPresent(why -> console.println("stopped: " + why));
        judge(trained, test);
        return trained;
    }

    /// A person at a terminal sees a bar move while it trains; everybody gets the numbers of each
    /// epoch.
    private Trained watched(Training training, String title, Dataset points) {
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isEmpty()) {
            return training.progress(this::print).run(points);
        }
        List<Epoch> done = new ArrayList<>();
        try (Bar bar = Bar.onConsole(title, epochs)) {
            return training.progress(bar.and(done::add)).run(points);
        } finally {
            done.forEach(this::print);
        }
    }

    private void print(Epoch epoch) {
        StringBuilder line =
                new StringBuilder(
                        String.format(
                                Locale.ROOT,
                                "  epoch %3d  error %.4f",
                                epoch.number(),
                                epoch.error()));
        epoch.metrics()
                .forEach((name, value) ->
                        line.append(String.format(Locale.ROOT, "  %s %.4f", name, value)));
        console.println(line);
    }

    private void judge(Trained trained, Dataset test) {
        Confusion confusion = Confusion.of(trained.predict(test.features()), test.targets());
        console.printf(
                Locale.ROOT,
                """
                  test accuracy %s (%d points)
                                     taken for malignant   taken for benign
                    malignant        %19d %18d
                    benign           %19d %18d
                """,
                Numbers.text(confusion.accuracy(), 4),
                confusion.total(),
                confusion.count(1, 1),
                confusion.count(1, 0),
                confusion.count(0, 1),
                confusion.count(0, 0));
        console.flush();
    }

    /// The point whose prediction is nearest to ½: not saturated, and one number for each edge
    /// behind the inputs.
    private static Dataset leastSure(Trained trained, Dataset points) {
        Tensor p = trained.predict(points.features());
        int least =
                IntStream.range(0, points.size())
                        .boxed()
                        .min(Comparator.comparingDouble(i -> Math.abs(p.get(i) - 0.5)))
                        .orElseThrow();
        return points.rows(least);
    }

    /// The error of the trained model at these points, with the derivative along every edge, and
    /// the lines that wrote it.
    private static Gradients gradients(
            Layer layer, ImmutableMap<Node, Tensor> weights, Dataset points) {
        return SourceLines.record(() -> {
            Model model = Model.of(layer, points.featureNames().size());
            Node y = input("y", model.output().shape());
            Node error = Loss.of(Demo::logLoss, model.output(), y);
            return Tape.record(
                            error,
                            Feed.of(weights)
                                    .and(model.input(), points.features())
                                    .and(y, points.targets()))
                    .backward();
        });
    }

    private static byte[] curves(Map<String, Trained> all) {
        Map<String, List<Double>> curves = new LinkedHashMap<>();
        all.forEach((name, trained) ->
                curves.put(name, trained.epochs().stream().map(Epoch::error).toList()));
        return LineChart.png("Log-loss on the training points", "epoch", "error E", curves);
    }

    private static Map<String, Tensor> weights(Map<String, Trained> all) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        all.values().forEach(trained -> weights.putAll(trained.byName()));
        return weights;
    }
}
