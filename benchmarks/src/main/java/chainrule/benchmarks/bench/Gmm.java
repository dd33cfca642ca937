package chainrule.benchmarks.bench;

import chainrule.benchmarks.ours.Compiled;
import chainrule.benchmarks.ours.Graph;
import chainrule.benchmarks.workload.Contestant;
import chainrule.eval.Feed;
import chainrule.examples.GaussianMixture;
import chainrule.examples.MixtureData;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.kernel.Precision;
import chainrule.program.Program;
import chainrule.simplify.Simplify;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./chainrule bench gmm`: how many times as long as its value the gradient of a mixture of
/// Gaussians takes, in `double`, as the benchmark ADBench asks.
@Command(
        name = "gmm",
        mixinStandardHelpOptions = true,
        description =
                "Measure the gradient of a mixture of Gaussians beside its value, in double precision.")
final class Gmm implements Callable<Integer> {
    private static final double TOLERANCE = 1e-9;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description =
                    "A file of ADBench, gmm_d20_K25_n1k.txt (default: random numbers, d = 20, K = 25, n = 1000).")
    private @Nullable Path input;

    @Option(
            names = "--expected",
            paramLabel = "FILE",
            description =
                    "The gradient to compare with, a number a line (default: the input's name with .corrected.grad.txt, where there is one).")
    private @Nullable Path expected;

    @Option(names = "--rounds", description = "Samples of each (default: ${DEFAULT-VALUE}).")
    private int rounds = 60;

    @Option(
            names = "--warm",
            paramLabel = "SECONDS",
            description = "Length of the warm-up of each (default: ${DEFAULT-VALUE}).")
    private double warm = 5;

    @Override
    public Integer call() throws IOException {
        PrintWriter to = spec.commandLine().getOut();
        MixtureData data =
                input == null ? MixtureData.random(20, 25, 1000, 1) : MixtureData.read(input);
        GaussianMixture mixture = data.mixture();
        Node value = Simplify.of(mixture.value());
        List<Node> gradient = Simplify.of(Gradient.of(value, mixture.parameters()));
        Feed feed = data.feed(mixture);
        to.println(Machine.line());
        to.printf(
                Locale.ROOT,
                "d = %d, K = %d, n = %d, f = %s%n",
                data.d(),
                data.k(),
                data.x().shape().size(0),
                Program.compile(List.of(value), Precision.DOUBLE).run(feed).get(0).item());
        Optional<Path> file = gradientFile();
        if (file.isPresent()) {
            to.println(
                    compare(
                            data.inOrder(Program.compile(gradient, Precision.DOUBLE).run(feed)),
                            MixtureData.numbers(file.get()),
                            file.get()));
        }
        Map<String, Contestant> contestants = new LinkedHashMap<>();
        contestants.put("value", new Compiled(Graph.of(List.of(value), feed), Precision.DOUBLE));
        contestants.put("gradient", new Compiled(Graph.of(gradient, feed), Precision.DOUBLE));
        Effort effort = new Effort(rounds, Effort.FULL.sample(), warm, Effort.FULL.budget());
        Map<String, Samples> samples = new Race<>(contestants, effort).run();
        samples.forEach((what, s) ->
                to.printf(
                        Locale.ROOT,
                        "%-8s  %s (%s)%n",
                        what,
                        Numbers.time(s.median()),
                        Numbers.time(s.tenth())));
        List<Double> medians = samples.values().stream().map(Samples::median).toList();
        to.println("gradient/value  " + Numbers.digits(medians.get(1) / medians.get(0)));
        to.flush();
        return 0;
    }

    private Optional<Path> gradientFile() {
        if (expected != null) {
            return Optional.of(expected);
        }
        return Optional.ofNullable(input)
                .map(file ->
                        file.resolveSibling(
                                file.getFileName()
                                        .toString()
                                        .replaceFirst("\\.txt$", ".corrected.grad.txt")))
                .filter(Files::exists);
    }

    /// The largest relative error of an entry.
    private static String compare(double[] found, double[] expected, Path file) {
        if (found.length != expected.length) {
            throw new IllegalStateException(
                    "the gradient has %d entries, and %s has %d"
                            .formatted(found.length, file, expected.length));
        }
        double worst = 0;
        for (int i = 0; i < found.length; i++) {
            worst = Math.max(worst, Math.abs(found[i] / expected[i] - 1));
        }
        if (!(worst <= TOLERANCE)) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "the gradient differs from that of %s by up to %.1e of an entry",
                            file,
                            worst));
        }
        return String.format(
                Locale.ROOT, "the gradient is that of %s, to %.1e of an entry", file, worst);
    }
}
