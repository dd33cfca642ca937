package chainrule.kernel;

import static chainrule.kernel.DoubleVectorOps.all;

import jdk.incubator.vector.DoubleVector;

/// The numbers of [DoubleFormat] and [DoublePolynomials] as vectors. To make them in a loop would
/// give the JVM's compiler more to write out than it does in one method.
final class DoubleVectorConstants {
    static final DoubleVector MAGIC = all(DoubleFormat.MAGIC);
    static final DoubleVector LOG2_E = all(DoubleFormat.LOG2_E);
    static final DoubleVector MINUS_LN2_HIGH = all(-DoubleFormat.LN2_HIGH);
    static final DoubleVector MINUS_LN2_LOW = all(-DoubleFormat.LN2_LOW);
    static final DoubleVector LN2_HIGH = all(DoubleFormat.LN2_HIGH);
    static final DoubleVector LN2_LOW = all(DoubleFormat.LN2_LOW);
    static final DoubleVector ONE = all(1);
    static final DoubleVector TWO = all(2);
    static final DoubleVector HALF = all(0.5);
    static final DoubleVector ZERO = all(0);
    static final DoubleVector TINY = all(DoubleFormat.TINY);
    static final DoubleVector HUGE = all(DoubleFormat.HUGE);
    static final DoubleVector INFINITY = all(Double.POSITIVE_INFINITY);

    static final DoubleVector EXP0 = all(DoublePolynomials.EXP0);
    static final DoubleVector EXP1 = all(DoublePolynomials.EXP1);
    static final DoubleVector EXP2 = all(DoublePolynomials.EXP2);
    static final DoubleVector EXP3 = all(DoublePolynomials.EXP3);
    static final DoubleVector EXP4 = all(DoublePolynomials.EXP4);
    static final DoubleVector EXP5 = all(DoublePolynomials.EXP5);
    static final DoubleVector EXP6 = all(DoublePolynomials.EXP6);
    static final DoubleVector EXP7 = all(DoublePolynomials.EXP7);
    static final DoubleVector EXP8 = all(DoublePolynomials.EXP8);
    static final DoubleVector EXP9 = all(DoublePolynomials.EXP9);
    static final DoubleVector EXP10 = all(DoublePolynomials.EXP10);

    static final DoubleVector LOG0 = all(DoublePolynomials.LOG0);
    static final DoubleVector LOG1 = all(DoublePolynomials.LOG1);
    static final DoubleVector LOG2 = all(DoublePolynomials.LOG2);
    static final DoubleVector LOG3 = all(DoublePolynomials.LOG3);
    static final DoubleVector LOG4 = all(DoublePolynomials.LOG4);
    static final DoubleVector LOG5 = all(DoublePolynomials.LOG5);
    static final DoubleVector LOG6 = all(DoublePolynomials.LOG6);

    private DoubleVectorConstants() {}
}
