package chainrule.benchmarks.bench;

import chainrule.benchmarks.workload.Contestant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Contestants that are measured in turn in this process, so that what disturbs the machine for a
/// while disturbs all of them.
final class Race<K> {
    private static final int WINDOWS = 4;
    private static final int MOST_WINDOWS = 12;
    private static final double STEADY = 0.05;
    private static final int LEAST_ROUNDS = 3;
    private static final int PAUSE_MILLIS = 5;

    private final Map<K, Contestant> contestants;
    private final Effort effort;

    Race(Map<K, Contestant> contestants, Effort effort) {
        this.contestants = contestants;
        this.effort = effort;
    }

    /// One in the race, with what was measured of it.
    private record Lane<K>(K who, Contestant contestant, int calls, List<Double> samples) {}

    /// The samples of each, in seconds a run.
    Map<K, Samples> run() {
        List<Lane<K>> lanes = new ArrayList<>();
        contestants.forEach(
                (who, c) -> lanes.add(new Lane<>(who, c, calls(warmUp(c)), new ArrayList<>())));
        long start = System.nanoTime();
        for (int round = 0; round < effort.rounds(); round++) {
            if (round >= LEAST_ROUNDS && seconds(start) > effort.budget()) {
                break;
            }
            for (Lane<K> lane : lanes) {
                pause();
                lane.samples.add(sample(lane.contestant, lane.calls));
            }
        }
        Map<K, Samples> result = new LinkedHashMap<>();
        lanes.forEach(lane -> result.put(lane.who, Samples.of(lane.samples)));
        return result;
    }

    /// Runs until the mean of a window is that of the one before, or for three times as long as
    /// planned; seconds a run at the end.
    private double warmUp(Contestant contestant) {
        long start = System.nanoTime();
        double mean = Double.POSITIVE_INFINITY;
        for (int window = 0; window < MOST_WINDOWS; window++) {
            double before = mean;
            mean = window(contestant, effort.warm() / WINDOWS);
            boolean steady = Math.abs(mean - before) < STEADY * before;
            if ((window + 1 >= WINDOWS && steady) || seconds(start) > 3 * effort.warm()) {
                break;
            }
        }
        return mean;
    }

    private static double window(Contestant contestant, double length) {
        long start = System.nanoTime();
        int runs = 0;
        do {
            contestant.run();
            runs++;
        } while (seconds(start) < length);
        return seconds(start) / runs;
    }

    private int calls(double secondsOfARun) {
        return (int) Math.max(1, Math.ceil(effort.sample() / secondsOfARun));
    }

    /// Threads of the one before may go on waiting for work for a while, and take a core.
    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("the measurement was interrupted", e);
        }
    }

    /// Where runs are short, some are not measured: the caches still hold what is another's.
    private static double sample(Contestant contestant, int calls) {
        for (int i = 0; i < calls / 10; i++) {
            contestant.run();
        }
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            contestant.run();
        }
        return seconds(start) / calls;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) * 1e-9;
    }
}
