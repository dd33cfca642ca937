package chainrule.nn.train;

/// Whoever watches a training run.
@FunctionalInterface
public interface Progress {
    /// Nobody.
    Progress NONE = epoch -> {};

    /// An epoch is done.
    void epoch(Epoch epoch);

    /// Both watch.
    default Progress and(Progress other) {
        return epoch -> {
            epoch(epoch);
            other.epoch(epoch);
        };
    }
}
