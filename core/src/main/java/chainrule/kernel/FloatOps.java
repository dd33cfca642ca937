package chainrule.kernel;

import chainrule.graph.Leaf;

/// The element-wise operations on single numbers, each rounded once to this precision.
@SuppressWarnings("cast") // to float of what is a double, in the copy for doubles, too
final class FloatOps {
    private FloatOps() {}

    static FloatOp of(Leaf leaf) {
        return switch (leaf) {
            case ADD -> (a, b, _) -> a + b;
            case SUB -> (a, b, _) -> a - b;
            case MUL -> (a, b, _) -> a * b;
            case DIV -> (a, b, _) -> a / b;
            case NEG -> (a, _, _) -> -a;
            case POW -> (a, b, _) -> (float) Math.pow(a, b);
            case MAXIMUM -> (a, b, _) -> Math.max(a, b);
            case MINIMUM -> (a, b, _) -> Math.min(a, b);
            case EXP -> (a, _, _) -> FloatMath.exp(a);
            case EXPM1 -> (a, _, _) -> FloatMath.expm1(a);
            case LOG -> (a, _, _) -> FloatMath.log(a);
            case LOG1P -> (a, _, _) -> FloatMath.log1p(a);
            case SQRT -> (a, _, _) -> (float) Math.sqrt(a);
            case SIN -> (a, _, _) -> (float) Math.sin(a);
            case COS -> (a, _, _) -> (float) Math.cos(a);
            case ATAN -> (a, _, _) -> (float) Math.atan(a);
            case TANH -> (a, _, _) -> FloatMath.tanh(a);
            case ERF -> (a, _, _) -> (float) Leaf.ERF.value(a, 0, 0);
            case ABS -> (a, _, _) -> Math.abs(a);
            case SIGN -> (a, _, _) -> Math.signum(a);
            case FLOOR -> (a, _, _) -> (float) Math.floor(a);
            case ROUND -> (a, _, _) -> (float) Math.rint(a);
            case LESS -> (a, b, _) -> a < b ? 1 : 0;
            case LESS_EQUAL -> (a, b, _) -> a <= b ? 1 : 0;
            case EQUAL -> (a, b, _) -> a == b ? 1 : 0;
            case AND -> (a, b, _) -> a != 0 && b != 0 ? 1 : 0;
            case OR -> (a, b, _) -> a != 0 || b != 0 ? 1 : 0;
            case NOT -> (a, _, _) -> a == 0 ? 1 : 0;
            case TO_REAL -> (a, _, _) -> a;
            case WHERE -> (a, b, c) -> a != 0 ? b : c;
        };
    }
}
