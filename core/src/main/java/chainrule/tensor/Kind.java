package chainrule.tensor;

/// What the entries of a tensor are. Only real numbers have derivatives, and precision applies to
/// them alone.
public enum Kind {
    /// Real numbers, stored as `double` or `float`.
    REAL,
    /// Whole numbers that count or choose: a class, a row.
    INDEX,
    /// Truth values, as comparisons give them.
    BOOL
}
