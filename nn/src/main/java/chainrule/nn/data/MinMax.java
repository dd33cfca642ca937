package chainrule.nn.data;

import chainrule.tensor.Tensor;

/// `z = (x − min) / (max − min)`: from 0 to 1 in every column of what it was fitted on; other rows
/// may lie outside. A column whose entries are all equal is divided by 1 instead, and becomes 0.
///
/// @param low min, n real numbers
/// @param span max − min, n positive real numbers
public record MinMax(Tensor low, Tensor span) implements Scaling {
    /// Refuses statistics that no fit gives.
    public MinMax {
        Columns.check("MinMax", low, span);
    }

    /// The scaling for the columns of `x`, m×n with m ≥ 1.
    ///
    /// @throws DataException if an entry is NaN or infinite, or a column spans more than a `double`
    public static MinMax fit(Tensor x) {
        Columns columns = Columns.of("MinMax", x);
        double[] lows = new double[columns.n()];
        double[] spans = new double[columns.n()];
        for (int j = 0; j < lows.length; j++) {
            lows[j] = columns.low(j);
            spans[j] = columns.span(j) == 0 ? 1 : columns.span(j);
        }
        return new MinMax(Tensor.of(lows), Tensor.of(spans));
    }

    @Override
    public Tensor apply(Tensor x) {
        return Columns.map("MinMax", low, x, (v, j) -> (v - low.get(j)) / span.get(j));
    }

    @Override
    public Tensor invert(Tensor z) {
        return Columns.map("MinMax", low, z, (v, j) -> v * span.get(j) + low.get(j));
    }
}
