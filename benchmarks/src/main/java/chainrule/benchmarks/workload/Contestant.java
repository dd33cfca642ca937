package chainrule.benchmarks.workload;

import java.util.List;

/// One program for one workload, ready to run again and again. Data and parameters are in its own
/// form and memory before the first run.
public interface Contestant extends AutoCloseable {
    /// Takes one step of training, or computes everything once.
    void run();

    /// What the last run gave, in the order that the workload says, each row by row. Not measured.
    List<float[]> results();

    @Override
    default void close() {}
}
