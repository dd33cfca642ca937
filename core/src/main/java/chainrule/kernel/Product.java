package chainrule.kernel;

/// Products of matrices. Any layout with constant strides is taken, so transposes cost nothing to
/// ask for: entry (i, j) of a matrix lies at `at + i·row + j·column`.
///
/// @param <A> `float[]` or `double[]`
@FunctionalInterface
public interface Product<A> {
    /// `C = A·B` where A is m×k, B is k×n and C is m×n, stored row by row without gaps from cAt on;
    /// C may not overlap A or B. With k = 0 the result is 0.
    void multiply(
            int m,
            int n,
            int k,
            A a,
            int aAt,
            int aRow,
            int aColumn,
            A b,
            int bAt,
            int bRow,
            int bColumn,
            A c,
            int cAt);
}
