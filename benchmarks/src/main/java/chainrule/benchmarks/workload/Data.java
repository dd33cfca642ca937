package chainrule.benchmarks.workload;

import java.util.SplittableRandom;

/// Arrays of random numbers, the same in every process.
final class Data {
    private Data() {}

    /// n numbers, uniform in ±limit.
    static float[] uniform(SplittableRandom random, int n, double limit) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextDouble(-limit, limit);
        }
        return x;
    }
}
