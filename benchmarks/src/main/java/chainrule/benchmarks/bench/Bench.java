package chainrule.benchmarks.bench;

import chainrule.benchmarks.bench.Workload.Who;
import chainrule.benchmarks.djl.Peer;
import chainrule.benchmarks.hand.OpenBlasProduct;
import chainrule.kernel.Blas;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./chainrule bench`.
@Command(
        name = "chainrule bench",
        mixinStandardHelpOptions = true,
        subcommands = {Gmm.class, Endurance.class},
        description = {
            "Measure workloads by Chainrule, by DJL with PyTorch, and by programs written by hand, in turn.",
            "Times are medians of a run, in brackets 10th percentiles; all contestants must agree first.",
            "Options -X… and -Dchainrule.… in CHAINRULE_OPTS hold for every process that measures."
        },
        footer = {
            "",
            "docs/benchmarks.md says what the workloads are, and has the latest figures."
        })
public final class Bench implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "W1 to W8, P20 to P2000, or one of several: W4a, W6-256 (default: all).")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            description = "Numbers of threads, in processes of their own (default: 1,2).")
    private List<Integer> threads = new ArrayList<>(List.of(1, 2));

    @Option(
            names = "--rounds",
            description = "Samples of each contestant in a process (default: ${DEFAULT-VALUE}).")
    private int rounds = Effort.FULL.rounds();

    @Option(
            names = "--forks",
            description =
                    "Processes for each row, since compilers decide anew in each (default: ${DEFAULT-VALUE}).")
    private int forks = 2;

    @Option(
            names = "--sample",
            paramLabel = "SECONDS",
            description = "Length of a sample (default: ${DEFAULT-VALUE}).")
    private double sample = Effort.FULL.sample();

    @Option(
            names = "--warm",
            paramLabel = "SECONDS",
            description = "Length of the warm-up of a contestant (default: ${DEFAULT-VALUE}).")
    private double warm = Effort.FULL.warm();

    @Option(names = "--no-peer", description = "Leave DJL out.")
    private boolean noPeer;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where CSV, Markdown and picture go (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("benchmarks", "results");

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /// The command line, ready to execute.
    static CommandLine commandLine() {
        return new CommandLine(new Bench()).setExecutionExceptionHandler(Bench::report);
    }

    /// What a person can mend, or must know, is said in a line.
    private static int report(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
        if (e instanceof IllegalStateException || e instanceof IllegalArgumentException) {
            line.getErr().println("chainrule bench: " + e.getMessage());
        } else if (e instanceof IOException) {
            line.getErr().println("chainrule bench: " + e);
        } else {
            e.printStackTrace(line.getErr());
        }
        return 1;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter to = spec.commandLine().getOut();
        List<String> chosen = chosen();
        Optional<String> missing = Peer.missing();
        boolean peer = !noPeer && missing.isEmpty();
        to.println(Machine.line());
        if (!noPeer) {
            missing.ifPresent(to::println);
        }
        to.println(Blas.text());
        Optional<String> noBlas = OpenBlasProduct.missing();
        noBlas.ifPresent(to::println);
        to.flush();
        List<Measured> rows = new ArrayList<>();
        for (String name : chosen) {
            if (noBlas.isPresent() && Products.needsOpenBlas(name)) {
                continue;
            }
            List<Measured> measured = measure(name, peer);
            rows.addAll(measured);
            measured.forEach(row -> to.println(Table.line(row)));
            to.flush();
        }
        to.println();
        to.print(Table.text(rows));
        to.println(downloads(peer));
        write(rows, peer);
        to.println("written to " + out);
        to.flush();
        return 0;
    }

    /// The names of the rows that were asked for: each name stands for all that begin with it.
    private List<String> chosen() {
        List<String> all =
                Stream.of(
                                Workload.ALL.stream().map(Workload::name),
                                Stream.of(ColdStart.NAME),
                                Drawn.names().stream())
                        .flatMap(Function.identity())
                        .toList();
        for (String name : names) {
            if (all.stream().noneMatch(row -> begins(row, name))) {
                throw new ParameterException(
                        spec.commandLine(),
                        "no workload is called '%s'; there are %s"
                                .formatted(name, String.join(", ", all)));
            }
        }
        return all.stream()
                .filter(row ->
                        names.isEmpty() || names.stream().anyMatch(name -> begins(row, name)))
                .toList();
    }

    /// `P20` does not stand for `P200`.
    private static boolean begins(String row, String name) {
        return row.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT))
                && !row.substring(Math.max(0, name.length() - 1)).matches("\\d\\d.*");
    }

    private List<Measured> measure(String name, boolean peer) {
        if (name.equals(ColdStart.NAME)) {
            return ColdStart.measure(peer, Math.min(rounds, 10));
        }
        if (Drawn.names().contains(name)) {
            return Drawn.measure(name, Math.min(rounds, 10));
        }
        Workload workload =
                Workload.ALL.stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow();
        return threads.stream()
                .filter(n -> n == 1 || workload.parallel())
                .map(n -> measure(workload, n, peer))
                .toList();
    }

    private Measured measure(Workload workload, int threads, boolean peer) {
        Effort effort = new Effort(rounds, sample, warm, Effort.FULL.budget());
        List<String> options = new ArrayList<>(Jvm.VECTORS);
        options.addAll(Jvm.peerOptions(threads));
        options.addAll(Jvm.ownOptions());
        options.addAll(workload.options());
        options.add("-Dchainrule.threads=" + threads);
        String[] arguments = Child.arguments(workload.name(), peer, effort);
        Map<Who, List<Double>> samples = new EnumMap<>(Who.class);
        for (int fork = 0; fork < forks; fork++) {
            Jvm child = Jvm.start(workload.name(), options, Jvm.CLASS_PATH, Child.class, arguments);
            for (String line : child.end()) {
                if (line.startsWith("sample ")) {
                    String[] parts = line.split(" ", -1);
                    samples.computeIfAbsent(Who.valueOf(parts[1]), _ -> new ArrayList<>())
                            .add(Double.parseDouble(parts[2]));
                }
            }
        }
        ImmutableMap.Builder<Who, Samples> all = ImmutableMap.builder();
        samples.forEach((who, seconds) -> all.put(who, Samples.of(seconds)));
        return new Measured(
                workload.name(),
                workload.title(),
                workload.operations(),
                threads,
                all.buildOrThrow());
    }

    private static String downloads(boolean peer) {
        return "download of core and nn with what they need: "
                + Libraries.size(Libraries.ours())
                + (peer ? "; of the peer: " + Libraries.size(Libraries.peer()) : "");
    }

    private void write(List<Measured> rows, boolean peer) throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("benchmarks.csv"), Csv.of(rows));
        Files.writeString(
                out.resolve("benchmarks.md"),
                "%s\n\n%s\n%s\n".formatted(Machine.line(), Table.markdown(rows), downloads(peer)));
        Files.write(out.resolve("benchmarks.png"), Picture.png(Machine.line(), rows));
    }
}
