package chainrule.kernel;

import static chainrule.kernel.FloatFormat.MAGIC;
import static chainrule.kernel.FloatFormat.SIGN_BIT;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import chainrule.graph.Leaf;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The element-wise operations on vectors, with the bits of [FloatOps].
final class FloatVectorOps {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private FloatVectorOps() {}

    /// Nothing where single numbers are as good.
    static Optional<FloatVectorOp> of(Leaf leaf) {
        return switch (leaf) {
            case ADD -> row((a, b, _) -> a.add(b));
            case SUB -> row((a, b, _) -> a.sub(b));
            case MUL -> row((a, b, _) -> a.mul(b));
            case DIV -> row((a, b, _) -> a.div(b));
            case NEG -> row((a, _, _) -> a.neg());
            case MAXIMUM -> row((a, b, _) -> a.max(b));
            case MINIMUM -> row((a, b, _) -> a.min(b));
            case SQRT -> row((a, _, _) -> a.sqrt());
            case ABS -> row((a, _, _) -> a.abs());
            case SIGN -> row((a, _, _) -> sign(a));
            case FLOOR -> row((a, _, _) -> floor(a));
            case ROUND -> row((a, _, _) -> round(a));
            case LESS -> row((a, b, _) -> truth(a.compare(LT, b)));
            case LESS_EQUAL -> row((a, b, _) -> truth(a.compare(LE, b)));
            case EQUAL -> row((a, b, _) -> truth(a.compare(EQ, b)));
            case AND -> row((a, b, _) -> truth(a.compare(NE, 0).and(b.compare(NE, 0))));
            case OR -> row((a, b, _) -> truth(a.compare(NE, 0).or(b.compare(NE, 0))));
            case NOT -> row((a, _, _) -> truth(a.compare(EQ, 0)));
            case TO_REAL -> row((a, _, _) -> a);
            case WHERE -> row((a, b, c) -> c.blend(b, a.compare(NE, 0)));
            // These have loops of their own, or single numbers are as good.
            case EXP, EXPM1, LOG, LOG1P, TANH, POW, SIN, COS, ATAN, ERF -> Optional.empty();
        };
    }

    /// The JVM's own functions where it has them: quicker, with bits that depend on its compiler.
    static Optional<FloatVectorOp> fast(Leaf leaf) {
        return switch (leaf) {
            case EXP -> row((a, _, _) -> a.lanewise(VectorOperators.EXP));
            case EXPM1 -> row((a, _, _) -> a.lanewise(VectorOperators.EXPM1));
            case LOG -> row((a, _, _) -> a.lanewise(VectorOperators.LOG));
            case LOG1P -> row((a, _, _) -> a.lanewise(VectorOperators.LOG1P));
            case TANH -> row((a, _, _) -> a.lanewise(VectorOperators.TANH));
            case SIN -> row((a, _, _) -> a.lanewise(VectorOperators.SIN));
            case COS -> row((a, _, _) -> a.lanewise(VectorOperators.COS));
            case ATAN -> row((a, _, _) -> a.lanewise(VectorOperators.ATAN));
            case POW -> row((a, b, _) -> a.lanewise(VectorOperators.POW, b));
            case ADD, SUB, MUL, DIV, NEG, MAXIMUM, MINIMUM, SQRT, ERF -> of(leaf);
            case ABS, SIGN, FLOOR, ROUND, LESS, LESS_EQUAL, EQUAL -> of(leaf);
            case AND, OR, NOT, TO_REAL, WHERE -> of(leaf);
        };
    }

    private static Optional<FloatVectorOp> row(FloatVectorOp op) {
        return Optional.of(op);
    }

    /// A vector of one number.
    static FloatVector all(float x) {
        return FloatVector.broadcast(SPECIES, x);
    }

    /// The nearest whole number: from 2 / 3 of MAGIC on, all numbers are whole.
    private static FloatVector round(FloatVector x) {
        FloatVector size = x.abs();
        FloatVector y = size.add(MAGIC / 1.5f).sub(MAGIC / 1.5f);
        return withSignOf(x, y).blend(x, size.compare(LT, MAGIC / 1.5f).not());
    }

    private static FloatVector floor(FloatVector x) {
        FloatVector nearest = round(x);
        return nearest.blend(nearest.sub(1), x.compare(LT, nearest));
    }

    private static FloatVector sign(FloatVector x) {
        return x.blend(withSignOf(x, all(1)), x.compare(NE, 0).and(x.compare(EQ, x)));
    }

    /// What is not negative, with the sign of x.
    private static FloatVector withSignOf(FloatVector x, FloatVector y) {
        return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN_BIT)).reinterpretAsFloats();
    }

    /// 1 where it is true, else 0. Of vectors that are there, since the JVM does not always compile
    /// the making of one without an object.
    private static FloatVector truth(VectorMask<Float> mask) {
        return FloatVectorConstants.ZERO.blend(FloatVectorConstants.ONE, mask);
    }
}
