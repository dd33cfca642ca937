package chainrule.kernel;

import java.util.Optional;

/// A loop over a [Chain].
///
/// Its operands, then its results, lie in places of three numbers each: the slot of an array, where
/// the entries of row 0 begin in it, and how many entries a row has there, which is 0 if all rows
/// read the same. All operands of an entry are read before a result of it is written; a result may
/// be written over an operand, entry by entry.
///
/// @param <A> `float[]` or `double[]`
public interface Chained<A> {
    /// Computes n entries from those of a row on.
    void run(A[] arrays, int[] places, int row, int n);

    /// Why it is no bytecode, if it is none.
    Optional<String> hindrance();
}
