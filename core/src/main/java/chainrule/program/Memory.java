package chainrule.program;

import chainrule.kernel.Kernels;

/// The arrays of one session, by slot: real numbers and truth values in the precision of the
/// program, indices as whole numbers.
///
/// @param <A> `float[]` or `double[]`
final class Memory<A> {
    final A[] reals;
    final int[][] indices;
    private final Kernels<A> kernels;
    private final Memory<A>[] ofHelpers;

    /// @param hands how many threads may use it at once
    @SuppressWarnings({"unchecked", "rawtypes"})
    Memory(Kernels<A> kernels, int reals, int indices, int hands) {
        // an array of arrays is used through its erased type only
        this((A[]) new Object[reals], new int[indices][], kernels, new Memory[hands - 1]);
    }

    private Memory(A[] reals, int[][] indices, Kernels<A> kernels, Memory<A>[] ofHelpers) {
        this.reals = reals;
        this.indices = indices;
        this.kernels = kernels;
        this.ofHelpers = ofHelpers;
    }

    /// The same with registers of its own for each hand; those of a helper are made when it first
    /// comes. To be asked for anew each time, since arrays change places.
    Memory<A> of(int hand) {
        if (hand == 0) {
            return this;
        }
        Memory<A> own = ofHelpers[hand - 1];
        if (own == null) {
            own = new Memory<>(reals.clone(), indices, kernels, ofHelpers);
            own.reals[Ref.REGISTERS] = kernels.allocate(kernels.length(reals[Ref.REGISTERS]));
            ofHelpers[hand - 1] = own;
        } else {
            System.arraycopy(reals, 1, own.reals, 1, reals.length - 1);
        }
        return own;
    }
}
