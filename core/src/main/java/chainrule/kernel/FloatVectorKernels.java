package chainrule.kernel;

import chainrule.graph.Leaf;
import java.util.Optional;

/// Loops over vectors.
final class FloatVectorKernels extends FloatKernels {
    private final boolean fast;

    FloatVectorKernels(boolean fast) {
        this.fast = fast;
    }

    @Override
    Loop<float[]> make(Leaf leaf) {
        Loop<float[]> single = super.make(leaf);
        Optional<FloatVectorOp> op = fast ? FloatVectorOps.fast(leaf) : FloatVectorOps.of(leaf);
        return op.map(o -> copy(o, single, Operands.count(leaf)))
                .orElseGet(() -> writtenOut(leaf, single));
    }

    private static Loop<float[]> copy(FloatVectorOp op, Loop<float[]> single, int operands) {
        return switch (operands) {
            case 1 -> Copies.of(FloatVectorUnary.class, op, single);
            case 2 -> Copies.of(FloatVectorBinary.class, op, single);
            default -> Copies.of(FloatVectorTernary.class, op, single);
        };
    }

    private static Loop<float[]> writtenOut(Leaf leaf, Loop<float[]> single) {
        return switch (leaf) {
            case EXP -> new FloatVectorExp(single);
            case EXPM1 -> new FloatVectorExpm1(single);
            case LOG -> new FloatVectorLog(single);
            case LOG1P -> new FloatVectorLog1p(single);
            case TANH -> new FloatVectorTanh(single);
            case ADD, SUB, MUL, DIV, NEG, POW, MAXIMUM, MINIMUM, SQRT, SIN, COS, ATAN, ERF ->
                    single;
            case ABS, SIGN, FLOOR, ROUND, LESS, LESS_EQUAL, EQUAL -> single;
            case AND, OR, NOT, TO_REAL, WHERE -> single;
        };
    }
}
