package chainrule.kernel;

import static chainrule.kernel.FloatVectorOps.all;

import jdk.incubator.vector.FloatVector;

/// The numbers of [FloatFormat] and [FloatPolynomials] as vectors. To make them in a loop would
/// give the JVM's compiler more to write out than it does in one method.
final class FloatVectorConstants {
    static final FloatVector MAGIC = all(FloatFormat.MAGIC);
    static final FloatVector LOG2_E = all(FloatFormat.LOG2_E);
    static final FloatVector MINUS_LN2_HIGH = all(-FloatFormat.LN2_HIGH);
    static final FloatVector MINUS_LN2_LOW = all(-FloatFormat.LN2_LOW);
    static final FloatVector LN2_HIGH = all(FloatFormat.LN2_HIGH);
    static final FloatVector LN2_LOW = all(FloatFormat.LN2_LOW);
    static final FloatVector ONE = all(1);
    static final FloatVector TWO = all(2);
    static final FloatVector HALF = all(0.5f);
    static final FloatVector ZERO = all(0);
    static final FloatVector TINY = all(FloatFormat.TINY);
    static final FloatVector HUGE = all(FloatFormat.HUGE);
    static final FloatVector INFINITY = all(Float.POSITIVE_INFINITY);

    static final FloatVector EXP0 = all(FloatPolynomials.EXP0);
    static final FloatVector EXP1 = all(FloatPolynomials.EXP1);
    static final FloatVector EXP2 = all(FloatPolynomials.EXP2);
    static final FloatVector EXP3 = all(FloatPolynomials.EXP3);
    static final FloatVector EXP4 = all(FloatPolynomials.EXP4);
    static final FloatVector EXP5 = all(FloatPolynomials.EXP5);

    static final FloatVector LOG0 = all(FloatPolynomials.LOG0);
    static final FloatVector LOG1 = all(FloatPolynomials.LOG1);
    static final FloatVector LOG2 = all(FloatPolynomials.LOG2);

    private FloatVectorConstants() {}
}
