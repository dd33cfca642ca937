package chainrule.benchmarks.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Ordering;
import java.util.List;

/// Seconds of a run, as often as they were measured.
///
/// @param sorted from the shortest
record Samples(ImmutableList<Double> sorted) {
    static Samples of(List<Double> seconds) {
        return new Samples(ImmutableList.copyOf(Ordering.natural().sortedCopy(seconds)));
    }

    /// The median: of an even number the lower of the two in the middle.
    double median() {
        return quantile(0.5);
    }

    /// A tenth of the samples are as short or shorter.
    double tenth() {
        return quantile(0.1);
    }

    private double quantile(double part) {
        int rank = (int) Math.ceil(part * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1);
    }
}
