package chainrule.kernel;

import chainrule.graph.Leaf;

/// How many operands the element-wise operations have.
final class Operands {
    private Operands() {}

    static int count(Leaf leaf) {
        return switch (leaf) {
            case WHERE -> 3;
            case ADD, SUB, MUL, DIV, POW, MAXIMUM, MINIMUM, LESS, LESS_EQUAL, EQUAL, AND, OR -> 2;
            case NEG, EXP, EXPM1, LOG, LOG1P, SQRT, SIN, COS, ATAN, TANH, ERF -> 1;
            case ABS, SIGN, FLOOR, ROUND, NOT, TO_REAL -> 1;
        };
    }
}
