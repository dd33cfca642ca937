package chainrule.kernel;

import chainrule.graph.Leaf;
import chainrule.tensor.Strides;
import java.util.OptionalInt;

/// The loops of one precision. Truth values are the numbers 0 and 1. The bits of a result depend on
/// the operands alone: not on how often a loop has run, nor on where in an array its entries lie.
///
/// @param <A> `float[]` or `double[]`
public interface Kernels<A> {
    /// An array of zeros.
    A allocate(int length);

    /// The number of entries.
    int length(A x);

    /// An entry.
    double get(A x, int at);

    /// Sets an entry, rounded to this precision.
    void set(A x, int at, double value);

    /// The loop of element-wise operations.
    Chained<A> chain(Chain chain);

    /// How many vector operations an operation takes; nothing if it goes by single numbers only.
    OptionalInt vectorOperations(Leaf leaf);

    /// `y[i] = a[i] + b[i]`, of n entries each; y may be a or b from the same entry on.
    void add(A a, int aAt, A b, int bAt, A y, int yAt, int n);

    /// Sets n entries to a number, rounded to this precision.
    void fill(A y, int yAt, int n, double value);

    /// `y[r·n + j] = x[r]`: each entry n times.
    void repeat(A x, int xAt, int rows, int n, A y, int yAt);

    /// `y[r·n + j] = x[j]`: all entries, `rows` times.
    void tile(A x, int xAt, int rows, int n, A y, int yAt);

    /// `y[r] = Σⱼ x[r·n + j]`, each by a fixed tree; 0 where n is 0.
    void sumRows(A x, int xAt, int rows, int n, A y, int yAt);

    /// `y[r] = maxⱼ x[r·n + j]` as [Math#max], so NaN if one is NaN; −∞ where n is 0.
    void maxRows(A x, int xAt, int rows, int n, A y, int yAt);

    /// `y[j] = Σᵣ x[r·n + j]`, each by a fixed tree; 0 where there are no rows.
    void sumColumns(A x, int xAt, int rows, int n, A y, int yAt);

    /// `y[j] = maxᵣ x[r·n + j]` as [Math#max]; −∞ where there are no rows.
    void maxColumns(A x, int xAt, int rows, int n, A y, int yAt);

    /// The n entries that a view has from its position `from` on, in row order, copied together.
    void gather(A x, Strides view, int from, int n, A y, int yAt);

    /// The matrix of the patches of a point, its rows `length` apart; zeros where the window lies
    /// in the padding.
    void patches(A x, int xAt, Patches patches, A y, int yAt, int length);

    /// The transpose: each entry of such a matrix added to the one of the point that it came from.
    void addPatches(A y, int yAt, int length, Patches patches, A x, int xAt);

    /// The product of matrices `C = A·B`, a new one with space of its own: one for each thread.
    Product<A> product();
}
