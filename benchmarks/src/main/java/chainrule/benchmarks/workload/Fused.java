package chainrule.benchmarks.workload;

import java.util.SplittableRandom;

/// The mean of σ(xw + b)·ln(1 + exp x) over the entries of x, with w and b scalars. The results are
/// the value and its derivatives with respect to x, w and b.
///
/// @param n the number of entries
public record Fused(int n) {
    /// A million entries.
    public static final Fused W5 = new Fused(1_000_000);

    /// The scalar w.
    public static final float W = 0.7f;

    /// The scalar b.
    public static final float B = -0.2f;

    /// x, in ±4.
    public float[] x() {
        return Data.uniform(new SplittableRandom(5), n, 4);
    }
}
