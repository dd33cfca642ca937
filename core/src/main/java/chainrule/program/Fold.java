package chainrule.program;

import chainrule.graph.Leaf;
import chainrule.kernel.Kernels;

/// How many entries become one: by their sum, or as the largest of them.
record Fold<A>(Kernels<A> kernels, boolean isSum) {
    /// Each row of `x`.
    void rows(A x, int xAt, int rows, int columns, A y, int yAt) {
        if (isSum) {
            kernels.sumRows(x, xAt, rows, columns, y, yAt);
        } else {
            kernels.maxRows(x, xAt, rows, columns, y, yAt);
        }
    }

    /// Each column of `x`.
    void columns(A x, int xAt, int rows, int columns, A y, int yAt) {
        if (isSum) {
            kernels.sumColumns(x, xAt, rows, columns, y, yAt);
        } else {
            kernels.maxColumns(x, xAt, rows, columns, y, yAt);
        }
    }

    /// What nothing folds to.
    double neutral() {
        return isSum ? 0 : Double.NEGATIVE_INFINITY;
    }

    /// The operation of two entries.
    Leaf ofTwo() {
        return isSum ? Leaf.ADD : Leaf.MAXIMUM;
    }

    @Override
    public String toString() {
        return isSum ? "sum" : "max";
    }
}
