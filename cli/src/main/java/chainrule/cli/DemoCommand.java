package chainrule.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `chainrule demo`.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Train a perceptron and a 30-16-1 network on the Wisconsin breast-cancer data, and draw the gradient.",
            "The same seed gives the same numbers."
        })
final class DemoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where pictures and weights go (default: ${DEFAULT-VALUE}).",
            defaultValue = "out/demo")
    private Path out = Path.of("out", "demo");

    @Option(
            names = "--seed",
            description =
                    "Seed of split, first weights and order of points (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private long seed = 1;

    @Option(
            names = "--epochs",
            description = "Passes over the training points (default: ${DEFAULT-VALUE}).",
            defaultValue = "40")
    private int epochs = 40;

    @Override
    public Integer call() throws Exception {
        new Demo(spec.commandLine().getOut(), out, seed, epochs).run();
        return 0;
    }
}
