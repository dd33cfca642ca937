package chainrule.benchmarks.bench;

import chainrule.graph.Functions;
import chainrule.kernel.Precision;
import chainrule.nn.data.Dataset;
import chainrule.nn.layer.Dense;
import chainrule.nn.layer.Model;
import chainrule.nn.layer.Sequential;
import chainrule.nn.optim.Adam;
import chainrule.nn.train.Trained;
import chainrule.nn.train.Training;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./chainrule bench endurance`: training on and on, and how much memory is in use after garbage
/// collection. Each stretch compiles its program anew and has a smaller last batch in each epoch.
@Command(
        name = "endurance",
        mixinStandardHelpOptions = true,
        description = "Train for a long time, and print the heap in use after garbage collection.")
final class Endurance implements Callable<Integer> {
    private static final int POINTS = 1000;
    private static final int FEATURES = 30;
    private static final int BATCH = 64;
    private static final int EPOCHS = 200;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--minutes", description = "How long (default: ${DEFAULT-VALUE}).")
    private double minutes = 30;

    @Override
    public Integer call() {
        PrintWriter to = spec.commandLine().getOut();
        Dataset points = points();
        Training training =
                Training.of(model(), Functions::logLoss, Adam.of(0.001))
                        .batch(BATCH)
                        .precision(Precision.FLOAT);
        Trained trained = training.epochs(EPOCHS).run(points);
        Duration length = Duration.ofMillis((long) (minutes * 60_000));
        long start = System.nanoTime();
        long next = start;
        while (System.nanoTime() - start <= length.toNanos()) {
            if (System.nanoTime() >= next) {
                long second = (next - start) / 1_000_000_000;
                int epochs = trained.state().epoch();
                to.printf(
                        "%5d s  %,11d steps  error %.4f  heap %.1f MB%n",
                        second,
                        (long) epochs * Math.ceilDiv(POINTS, BATCH),
                        trained.epochs().getLast().error(),
                        heap() / 1e6);
                to.flush();
                next += length.toNanos() / 30;
            }
            trained =
                    training.epochs(trained.state().epoch() + EPOCHS).run(points, trained.state());
        }
        return 0;
    }

    private static Model model() {
        return Model.of(
                Sequential.of(
                        Dense.of("layer1", FEATURES, 64), Functions::relu,
                        Dense.of("layer2", 64, 32), Functions::tanh,
                        Dense.of("layer3", 32, 1), Functions::sigmoid),
                FEATURES);
    }

    private static Dataset points() {
        Random random = new Random(1);
        return Dataset.of(
                Tensor.generate(Shape.of(POINTS, FEATURES), Kind.REAL, _ -> random.nextGaussian()),
                Tensor.generate(Shape.of(POINTS, 1), Kind.REAL, _ -> random.nextInt(2)));
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
