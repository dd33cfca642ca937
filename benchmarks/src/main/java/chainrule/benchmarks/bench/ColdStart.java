package chainrule.benchmarks.bench;

import chainrule.benchmarks.bench.Workload.Who;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The time from the start of a process to the line that it prints after its first step of logistic
/// regression. Each has no more on its class path than it needs.
final class ColdStart {
    static final String NAME = "W8";
    private static final String TITLE =
            "process started to first gradient of W2 (by hand: an empty JVM)";
    private static final String CACHED = "W8b";
    private static final String CACHED_TITLE = "the same, ours with an AOT cache of the JVM";

    private final List<String> options;

    private ColdStart(List<String> options) {
        this.options = options;
    }

    /// Both rows: as it is, and with what the JVM has written down of an earlier process.
    static List<Measured> measure(boolean peer, int rounds) {
        Measured plain = new ColdStart(List.of()).measure(NAME, TITLE, peer, rounds);
        Path cache = Jvm.target().resolve("first-gradient.aot");
        ColdStart recording = new ColdStart(List.of("-XX:AOTCacheOutput=" + cache));
        Jvm process = recording.start(Who.OURS);
        process.line();
        process.end();
        ColdStart cached = new ColdStart(List.of("-XX:AOTCache=" + cache));
        return List.of(plain, cached.measure(CACHED, CACHED_TITLE, peer, rounds));
    }

    /// Starts all of them in turn, again and again. The first starts are not counted: the peer
    /// unpacks its libraries then.
    private Measured measure(String name, String title, boolean peer, int rounds) {
        Map<Who, List<Double>> samples = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            Map<Who, Double> values = new LinkedHashMap<>();
            for (Who who : Who.values()) {
                if (who == Who.PEER && !peer) {
                    continue;
                }
                long start = System.nanoTime();
                Jvm process = start(who);
                values.put(who, Double.parseDouble(process.line()));
                double seconds = (System.nanoTime() - start) * 1e-9;
                process.end();
                if (round > 0) {
                    samples.computeIfAbsent(who, _ -> new ArrayList<>()).add(seconds);
                }
            }
            requireSame(values);
        }
        ImmutableMap.Builder<Who, Samples> all = ImmutableMap.builder();
        samples.forEach((who, seconds) -> all.put(who, Samples.of(seconds)));
        return new Measured(name, title, 0, 1, all.buildOrThrow());
    }

    private Jvm start(Who who) {
        String what = NAME + ", " + who.title;
        List<String> own = Libraries.own();
        return switch (who) {
            case OURS ->
                    Jvm.start(
                            what,
                            concat(options, concat(Jvm.VECTORS, Jvm.ownOptions())),
                            concat(own, Libraries.ours()),
                            chainrule.benchmarks.ours.FirstGradient.class);
            case PEER ->
                    Jvm.start(
                            what,
                            Jvm.peerOptions(1),
                            concat(own, Libraries.peer()),
                            chainrule.benchmarks.djl.FirstGradient.class);
            case HAND -> Jvm.start(what, List.of(), own, Nothing.class);
        };
    }

    private static List<String> concat(List<String> a, List<String> b) {
        List<String> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
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
