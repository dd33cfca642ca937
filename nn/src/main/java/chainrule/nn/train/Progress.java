package chainrule.nn.train;

import java.util.function.Consumer;

/// Whoever watches a training run.
@FunctionalInterface
public interface Progress {
    /// Nobody.
    Progress NONE = epoch -> {};

    /// An epoch is done.
    void epoch(Epoch epoch);

    /// Where training stands after the epoch that was told of last. States do not change, so this
    /// one can be kept, for a picture of how the weights came about, say.
    default void reached(TrainingState state) {}

    /// One who wants to know no more than where training stands after each epoch.
    static Progress states(Consumer<TrainingState> watcher) {
        return new Progress() {
            @Override
            public void epoch(Epoch epoch) {}

            @Override
            public void reached(TrainingState state) {
                watcher.accept(state);
            }
        };
    }

    /// Both watch.
    default Progress and(Progress other) {
        Progress first = this;
        return new Progress() {
            @Override
            public void epoch(Epoch epoch) {
                first.epoch(epoch);
                other.epoch(epoch);
            }

            @Override
            public void reached(TrainingState state) {
                first.reached(state);
                other.reached(state);
            }
        };
    }
}
