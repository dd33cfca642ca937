package chainrule.benchmarks.workload;

/// An expression of 25 operations on three scalars, σ(xy + z)·ln(1 + x²) + tanh(x − yz)·√(1 + z²)
/// + exp(−y²)·sin(xz) − x/(1 + y²). The results are the value and its derivatives with respect to
///   x, y and z.
public final class Scalars {
    /// x.
    public static final float X = 0.8f;

    /// y.
    public static final float Y = -0.6f;

    /// z.
    public static final float Z = 1.3f;

    private Scalars() {}
}
