package chainrule.kernel;

/// What one entry of a result is worth.
@FunctionalInterface
interface FloatOp {
    /// Operands that there are not may be anything.
    float of(float a, float b, float c);
}
