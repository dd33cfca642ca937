package chainrule.benchmarks.workload;

/// x + x + … + x, built by adding x again and again, and its derivative. The result is the
/// derivative.
///
/// @param length the number of additions
public record Chain(int length) {
    /// x.
    public static final float X = 1.5f;
}
