package chainrule.program;

/// The arrays of one session, by slot: real numbers and truth values in the precision of the
/// program, indices as whole numbers.
///
/// @param <A> `float[]` or `double[]`
final class Memory<A> {
    final A[] reals;
    final int[][] indices;

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    Memory(int reals, int indices) {
        // an array of arrays is used through its erased type only
        this.reals = (A[]) new Object[reals];
        this.indices = new int[indices][];
    }
}
