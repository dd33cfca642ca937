package chainrule.kernel;

/// Products of matrices. Any layout with constant strides is taken, so transposes cost nothing to
/// ask for: entry (i, j) of a matrix lies at `at + i·row + j·column`.
///
/// @param <A> `float[]` or `double[]`
@FunctionalInterface
public interface Product<A> {
    /// `C = A·B` where A is m×k, B is k×n and C is m×n, stored row by row from cAt on; C may not
    /// overlap A or B. With k = 0 the result is 0.
    ///
    /// @param cRow how far rows of C are apart: n, or more if C is some columns of a matrix; 1
    ///   where n is 1
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
            int cAt,
            int cRow);

    /// How many columns of C can be computed by themselves, without those beside them, at no loss.
    default int strip() {
        return 32;
    }
}
