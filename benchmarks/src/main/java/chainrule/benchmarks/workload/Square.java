package chainrule.benchmarks.workload;

import java.util.SplittableRandom;

/// The product of two square matrices. The result is the product.
///
/// @param n rows and columns
public record Square(int n) {
    /// The left one.
    public float[] a() {
        return Data.uniform(new SplittableRandom(6), n * n, 1);
    }

    /// The right one.
    public float[] b() {
        return Data.uniform(new SplittableRandom(7), n * n, 1);
    }

    /// Multiplications and additions.
    public double operations() {
        return 2.0 * n * n * n;
    }
}
