package chainrule.benchmarks.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import chainrule.benchmarks.bench.Workload.Who;
import com.google.common.collect.ImmutableMap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The time from the start of a process to the line that it prints after its first step of logistic
/// regression. Each has no more on its class path than it needs.
final class ColdStart {
    static final String NAME = "W8";
    static final String TITLE = "process started to first gradient of W2 (by hand: an empty JVM)";

    private ColdStart() {}

    /// Starts all of them in turn, again and again. The first starts are not counted: the peer
    /// unpacks its libraries then.
    static Measured measure(boolean peer, int rounds) {
        Map<Who, List<Double>> samples = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            Map<Who, Double> values = new LinkedHashMap<>();
            for (Who who : Who.values()) {
                if (who == Who.PEER && !peer) {
                    continue;
                }
                long start = System.nanoTime();
                Process process = start(who);
                values.put(who, firstNumber(process, who));
                double seconds = (System.nanoTime() - start) * 1e-9;
                end(process, who);
                if (round > 0) {
                    samples.computeIfAbsent(who, _ -> new ArrayList<>()).add(seconds);
                }
            }
            requireSame(values);
        }
        ImmutableMap.Builder<Who, Samples> all = ImmutableMap.builder();
        samples.forEach((who, seconds) -> all.put(who, Samples.of(seconds)));
        return new Measured(NAME, TITLE, 0, 1, all.buildOrThrow());
    }

    private static Process start(Who who) {
        List<String> own = Libraries.own();
        return switch (who) {
            case OURS ->
                    Jvm.start(
                            Jvm.VECTORS,
                            concat(own, Libraries.ours()),
                            chainrule.benchmarks.ours.FirstGradient.class);
            case PEER ->
                    Jvm.start(
                            Jvm.peerOptions(1),
                            concat(own, Libraries.peer()),
                            chainrule.benchmarks.djl.FirstGradient.class);
            case HAND -> Jvm.start(List.of(), own, Nothing.class);
        };
    }

    private static List<String> concat(List<String> a, List<String> b) {
        List<String> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    private static double firstNumber(Process process, Who who) {
        try {
            String line = new BufferedReader(process.inputReader(UTF_8)).readLine();
            if (line == null) {
                throw new IllegalStateException(
                        NAME + ": " + who.title + " printed no error; its message stands above");
            }
            return Double.parseDouble(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Process process, Who who) {
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(
                        "%s: %s failed (status %d)".formatted(NAME, who.title, status));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(NAME + " was interrupted", e);
        }
    }

    private static void requireSame(Map<Who, Double> values) {
        Double ours = values.get(Who.OURS);
        Double peer = values.get(Who.PEER);
        if (ours != null && peer != null && Math.abs(ours - peer) > 1e-4 * Math.abs(ours)) {
            throw new IllegalStateException(
                    NAME + ": the error is " + ours + " by ours, and " + peer + " by the peer");
        }
    }
}
