package chainrule.kernel;

import jdk.incubator.vector.FloatVector;

/// What [FloatOp] says of one entry, of a vector of them.
@FunctionalInterface
interface FloatVectorOp {
    /// Operands that there are not may be anything.
    FloatVector of(FloatVector a, FloatVector b, FloatVector c);
}
