package chainrule.kernel;

import static chainrule.kernel.FloatFormat.MAGIC;
import static chainrule.kernel.FloatFormat.SIGN_BIT;
import static chainrule.kernel.FloatVectorConstants.ONE;
import static chainrule.kernel.FloatVectorConstants.ZERO;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The element-wise operations on vectors, with the bits of [FloatOps]; each has the name of its
/// leaf. [VectorCode] writes them out where they are used: they have no branches, and keep their
/// parameters as they are.
final class FloatVectorOps {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private FloatVectorOps() {}

    static FloatVector add(FloatVector a, FloatVector b) {
        return a.add(b);
    }

    static FloatVector sub(FloatVector a, FloatVector b) {
        return a.sub(b);
    }

    static FloatVector mul(FloatVector a, FloatVector b) {
        return a.mul(b);
    }

    static FloatVector div(FloatVector a, FloatVector b) {
        return a.div(b);
    }

    static FloatVector neg(FloatVector a) {
        return a.neg();
    }

    static FloatVector maximum(FloatVector a, FloatVector b) {
        return a.max(b);
    }

    static FloatVector minimum(FloatVector a, FloatVector b) {
        return a.min(b);
    }

    static FloatVector sqrt(FloatVector a) {
        return a.sqrt();
    }

    static FloatVector abs(FloatVector a) {
        return a.abs();
    }

    static FloatVector less(FloatVector a, FloatVector b) {
        return truth(a.compare(LT, b));
    }

    static FloatVector lessEqual(FloatVector a, FloatVector b) {
        return truth(a.compare(LE, b));
    }

    static FloatVector equal(FloatVector a, FloatVector b) {
        return truth(a.compare(EQ, b));
    }

    static FloatVector and(FloatVector a, FloatVector b) {
        return truth(a.compare(NE, ZERO).and(b.compare(NE, ZERO)));
    }

    static FloatVector or(FloatVector a, FloatVector b) {
        return truth(a.compare(NE, ZERO).or(b.compare(NE, ZERO)));
    }

    static FloatVector not(FloatVector a) {
        return truth(a.compare(EQ, ZERO));
    }

    static FloatVector toReal(FloatVector a) {
        return a;
    }

    static FloatVector where(FloatVector a, FloatVector b, FloatVector c) {
        return c.blend(b, a.compare(NE, ZERO));
    }

    /// A vector of one number.
    static FloatVector all(float x) {
        return FloatVector.broadcast(SPECIES, x);
    }

    /// The nearest whole number: from 2 / 3 of MAGIC on, all numbers are whole.
    static FloatVector round(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector y = size.add(MAGIC / 1.5f).sub(MAGIC / 1.5f);
        return withSignOf(x, y).blend(x, size.compare(LT, MAGIC / 1.5f).not());
    }

    static FloatVector floor(FloatVector x) {
        FloatVector nearest = round(x);
        return nearest.blend(nearest.sub(ONE), x.compare(LT, nearest));
    }

    static FloatVector sign(FloatVector x) {
        return x.blend(withSignOf(x, ONE), x.compare(NE, ZERO).and(x.compare(EQ, x)));
    }

    /// What is not negative, with the sign of x.
    static FloatVector withSignOf(FloatVector x, FloatVector y) {
        return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN_BIT)).reinterpretAsFloats();
    }

    /// 1 where it is true, else 0. Of vectors that are there, since the JVM does not always compile
    /// the making of one without an object.
    static FloatVector truth(VectorMask<Float> mask) {
        return ZERO.blend(ONE, mask);
    }
}
