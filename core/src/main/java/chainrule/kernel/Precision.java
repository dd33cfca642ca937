package chainrule.kernel;

/// How real numbers are stored and computed.
public enum Precision {
    /// 32 bits, 24 of them significant.
    FLOAT,
    /// 64 bits, 53 of them significant.
    DOUBLE
}
