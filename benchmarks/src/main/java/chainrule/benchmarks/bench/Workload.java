package chainrule.benchmarks.bench;

import chainrule.benchmarks.djl.Peer;
import chainrule.benchmarks.hand.Logistic;
import chainrule.benchmarks.hand.OnePass;
import chainrule.benchmarks.hand.Relus;
import chainrule.benchmarks.hand.Sigmoids;
import chainrule.benchmarks.hand.Straight;
import chainrule.benchmarks.ours.BuiltAgain;
import chainrule.benchmarks.ours.Compiled;
import chainrule.benchmarks.ours.Formulas;
import chainrule.benchmarks.ours.TrainingGraph;
import chainrule.benchmarks.workload.Chain;
import chainrule.benchmarks.workload.Contestant;
import chainrule.benchmarks.workload.Fused;
import chainrule.benchmarks.workload.Training;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// What is measured in one process: a row of the table.
///
/// @param name the name on the command line
/// @param title what is done
/// @param parallel whether it is measured with several threads, too
/// @param operations floating-point operations of a run, or 0 where nobody counts them
/// @param options of the process that measures it
/// @param contestants who does it, in the order of the table; no one by hand in some
record Workload(
        String name,
        String title,
        boolean parallel,
        double operations,
        ImmutableList<String> options,
        ImmutableMap<Who, Supplier<Contestant>> contestants) {

    // spotless:off
    private static final List<Workload> FIRST = List.of(
            of("W1", "25 scalar operations, value and gradient",
                    () -> new Compiled(Formulas.scalars()), Peer::scalars, Straight::new),
            of("W1b", "the same, graph built and differentiated each time",
                    BuiltAgain::scalars, Peer::scalars, Straight::new),
            training("W2", "logistic regression, 1000×2, a step", Training.W2, () -> new Logistic(Training.W2)),
            training("W3", "2-16-16-1 sigmoids, 64 points, a step", Training.W3, () -> new Sigmoids(Training.W3)),
            training("W4a", "784-128-10 relus, 128 points, a step", Training.W4A, () -> new Relus(Training.W4A)),
            training("W4b", "784-512-512-10 relus, 256 points, a step", Training.W4B, () -> new Relus(Training.W4B)),
            of("W5", "mean(σ(xw + b)·ln(1 + exp x)), 10⁶ entries, value and gradient",
                    () -> new Compiled(Formulas.fused(Fused.W5)), () -> Peer.fused(Fused.W5), () -> new OnePass(Fused.W5)));

    private static final List<Workload> LAST = List.of(
            chain("W7a", new Chain(10_000)),
            chain("W7b", new Chain(1_000_000)));
    // spotless:on

    /// All of them.
    static final List<Workload> ALL =
            Streams.concat(FIRST.stream(), Products.all(), LAST.stream()).toList();

    /// Who takes part.
    enum Who {
        OURS("ours"),
        PEER("peer"),
        HAND("by hand");

        final String title;

        Who(String title) {
            this.title = title;
        }
    }

    private static Workload of(
            String name,
            String title,
            Supplier<Contestant> ours,
            Supplier<Contestant> peer,
            Supplier<Contestant> hand) {
        return new Workload(
                name,
                title,
                !name.startsWith("W1"),
                0,
                ImmutableList.of(),
                ImmutableMap.of(Who.OURS, ours, Who.PEER, peer, Who.HAND, hand));
    }

    private static Workload training(
            String name, String title, Training training, Supplier<Contestant> hand) {
        return of(
                name,
                title,
                () -> new Compiled(TrainingGraph.of(training)),
                () -> Peer.training(training),
                hand);
    }

    private static Workload chain(String name, Chain chain) {
        return new Workload(
                name,
                String.format(
                        Locale.ROOT, "%,d additions, built and differentiated", chain.length()),
                false,
                0,
                ImmutableList.of(),
                ImmutableMap.of(
                        Who.OURS,
                        () -> BuiltAgain.chain(chain),
                        Who.PEER,
                        () -> Peer.chain(chain)));
    }
}
