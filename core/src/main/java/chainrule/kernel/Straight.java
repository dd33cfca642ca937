package chainrule.kernel;

/// What the bytecode of a chain does: entries `from` ≤ i < `until`, as [Chained] says.
interface Straight {
    void run(Object[] arrays, int[] places, int row, int from, int until);
}
