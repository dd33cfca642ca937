package chainrule.benchmarks.bench;

import chainrule.benchmarks.bench.Workload.Who;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/// A row of the table.
///
/// @param name of the workload
/// @param title of the workload
/// @param operations of a run, or 0
/// @param threads how many were allowed
/// @param samples of those who took part
record Measured(
        String name,
        String title,
        double operations,
        int threads,
        ImmutableMap<Who, Samples> samples) {

    Optional<Samples> of(Who who) {
        return Optional.ofNullable(samples.get(who));
    }

    /// The median of one as a multiple of the median of another, if both took part.
    Optional<Double> ratio(Who one, Who other) {
        return of(one).flatMap(a -> of(other).map(b -> a.median() / b.median()));
    }
}
