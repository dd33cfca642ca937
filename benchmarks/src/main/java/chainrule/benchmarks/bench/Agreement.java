package chainrule.benchmarks.bench;

import chainrule.benchmarks.workload.Contestant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// That contestants compute the same: otherwise there is nothing to compare.
final class Agreement {
    private static final double RELATIVE = 1e-4;
    private static final double ABSOLUTE = 1e-7;

    private Agreement() {}

    /// Runs all of them once and compares what they give, and where that is quick, twice more: of a
    /// step of training, the third knows of mistakes in the parameters.
    ///
    /// @param names contestants by the names that messages give them
    /// @throws IllegalStateException naming the two that differ, and where
    static void check(String workload, Map<String, Contestant> names) {
        long start = System.nanoTime();
        names.values().forEach(Contestant::run);
        boolean quick = System.nanoTime() - start < 1_000_000_000L;
        compare(workload, names);
        if (quick) {
            for (int step = 0; step < 2; step++) {
                names.values().forEach(Contestant::run);
            }
            compare(workload, names);
        }
    }

    private static void compare(String workload, Map<String, Contestant> names) {
        Iterator<Map.Entry<String, Contestant>> all = names.entrySet().iterator();
        Map.Entry<String, Contestant> first = all.next();
        List<float[]> expected = first.getValue().results();
        all.forEachRemaining(other -> {
            List<float[]> found = other.getValue().results();
            if (found.size() != expected.size()) {
                throw new IllegalStateException(
                        "%s: %s has %d results, %s has %d"
                                .formatted(
                                        workload,
                                        first.getKey(),
                                        expected.size(),
                                        other.getKey(),
                                        found.size()));
            }
            for (int i = 0; i < found.size(); i++) {
                compare(workload, i, first.getKey(), expected.get(i), other.getKey(), found.get(i));
            }
        });
    }

    private static void compare(
            String workload, int result, String first, float[] a, String second, float[] b) {
        if (a.length != b.length) {
            throw new IllegalStateException(
                    "%s, result %d: %s has %d entries, %s has %d"
                            .formatted(workload, result, first, a.length, second, b.length));
        }
        double largest = 0;
        for (float v : a) {
            largest = Math.max(largest, Math.abs(v));
        }
        for (int i = 0; i < a.length; i++) {
            boolean close = Math.abs(a[i] - b[i]) <= RELATIVE * largest + ABSOLUTE;
            if (!close) {
                throw new IllegalStateException(
                        String.format(
                                Locale.ROOT,
                                "%s, result %d, entry %d: %s gives %s, %s gives %s",
                                workload,
                                result,
                                i,
                                first,
                                a[i],
                                second,
                                b[i]));
            }
        }
    }
}
