package chainrule.nn.data;

import chainrule.tensor.Tensor;

/// `z = (x − μ) / s`: mean 0 and standard deviation 1 in every column of what it was fitted on. A
/// column whose entries are all equal has s = 0; it is divided by 1 instead, and becomes 0.
///
/// @param mean μ, n real numbers
/// @param deviation s, n positive real numbers
public record Standardize(Tensor mean, Tensor deviation) implements Scaling {
    /// Refuses statistics that no fit gives.
    public Standardize {
        Columns.check("Standardize", mean, deviation);
    }

    /// The scaling for the columns of `x`, m×n with m ≥ 1. The deviation is that of the rows
    /// themselves, `s² = Σ(x − μ)² / m`, and not an estimate for more of them (m − 1).
    ///
    /// @throws DataException if an entry is NaN or infinite, or a column spans more than a `double`
    public static Standardize fit(Tensor x) {
        Columns columns = Columns.of("Standardize", x);
        double[] means = new double[columns.n()];
        double[] deviations = new double[columns.n()];
        for (int j = 0; j < means.length; j++) {
            means[j] = columns.mean(j);
            deviations[j] = columns.deviation(j, means[j]);
        }
        return new Standardize(Tensor.of(means), Tensor.of(deviations));
    }

    @Override
    public Tensor apply(Tensor x) {
        return Columns.map("Standardize", mean, x, (v, j) -> (v - mean.get(j)) / deviation.get(j));
    }

    @Override
    public Tensor invert(Tensor z) {
        return Columns.map("Standardize", mean, z, (v, j) -> v * deviation.get(j) + mean.get(j));
    }
}
