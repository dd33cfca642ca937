package chainrule.kernel;

/// A chain over single numbers.
record SingleChain<A>(Straight loop) implements Chained<A> {
    @Override
    public void run(A[] arrays, int[] places, int row, int n) {
        loop.run(arrays, places, row, 0, n);
    }
}
