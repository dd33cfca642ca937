package chainrule.program;

/// How products are divided: by batches, or one of them by columns or rows of the result. Each
/// entry is in one part, and none of its terms in another.
///
/// @param along what a part has some of
/// @param count how many parts there are
/// @param size batches, rows or columns of a part; the last has what is left
/// @param isLong whether it is worth while to wake a thread
record ProductParts(Along along, int count, int size, boolean isLong) {
    /// What a part has less of.
    enum Along {
        BATCHES,
        ROWS,
        COLUMNS
    }

    /// For fewer rows it would take too long to bring the right operand into another order, which
    /// each part does for itself.
    private static final int ROWS = 256;

    /// @param strip columns that should stay together
    static ProductParts of(int strip, int batches, int m, int n, int k) {
        long cost = Cost.ofProducts(batches, m, n, k);
        if (batches != 1) {
            return of(Along.BATCHES, cost, batches, 1);
        }
        return n >= 2 * strip
                ? of(Along.COLUMNS, cost, n / strip, strip)
                : of(Along.ROWS, cost, m / ROWS, ROWS);
    }

    private static ProductParts of(Along along, long cost, int pieces, int size) {
        int perPart = Math.max(1, Cost.perPart(pieces, Cost.parts(cost, pieces)));
        return new ProductParts(
                along,
                Math.max(1, Cost.perPart(pieces, perPart)),
                perPart * size,
                Cost.isLong(cost));
    }

    /// Where a part begins.
    int from(int part, Along axis) {
        return axis == along ? part * size : 0;
    }

    /// Where a part ends.
    ///
    /// @param all how many there are
    int to(int part, Along axis, int all) {
        return axis == along && part < count - 1 ? (part + 1) * size : all;
    }

    String text() {
        return Cost.text(count);
    }
}
