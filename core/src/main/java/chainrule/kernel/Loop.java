package chainrule.kernel;

/// One element-wise operation over stretches of arrays: `y[yAt + i] = f(a[aAt + i], b[bAt + i],
/// c[cAt + i])` for 0 ≤ i < n. Operands that the operation does not have may be any array. The
/// result may be written over an operand: then array and start are the same; stretches that overlap
/// otherwise are not allowed.
///
/// @param <A> `float[]` or `double[]`
@FunctionalInterface
public interface Loop<A> {
    /// Computes n entries.
    void run(A a, int aAt, A b, int bAt, A c, int cAt, A y, int yAt, int n);
}
