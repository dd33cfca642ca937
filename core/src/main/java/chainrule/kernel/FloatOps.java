package chainrule.kernel;

import chainrule.graph.Leaf;

/// The element-wise operations on single numbers, each rounded once to this precision, with the
/// names of their leaves; the rest is in [FloatMath].
@SuppressWarnings("cast") // to float of what is a double, in the copy for doubles, too
final class FloatOps {
    private FloatOps() {}

    static float add(float a, float b) {
        return a + b;
    }

    static float sub(float a, float b) {
        return a - b;
    }

    static float mul(float a, float b) {
        return a * b;
    }

    static float div(float a, float b) {
        return a / b;
    }

    static float neg(float a) {
        return -a;
    }

    static float pow(float a, float b) {
        return (float) Math.pow(a, b);
    }

    static float maximum(float a, float b) {
        return Math.max(a, b);
    }

    static float minimum(float a, float b) {
        return Math.min(a, b);
    }

    static float sqrt(float a) {
        return (float) Math.sqrt(a);
    }

    static float sin(float a) {
        return (float) Math.sin(a);
    }

    static float cos(float a) {
        return (float) Math.cos(a);
    }

    static float atan(float a) {
        return (float) Math.atan(a);
    }

    static float erf(float a) {
        return (float) Leaf.ERF.value(a, 0, 0);
    }

    static float abs(float a) {
        return Math.abs(a);
    }

    static float sign(float a) {
        return Math.signum(a);
    }

    static float floor(float a) {
        return (float) Math.floor(a);
    }

    static float round(float a) {
        return (float) Math.rint(a);
    }

    static float less(float a, float b) {
        return a < b ? 1 : 0;
    }

    static float lessEqual(float a, float b) {
        return a <= b ? 1 : 0;
    }

    static float equal(float a, float b) {
        return a == b ? 1 : 0;
    }

    static float and(float a, float b) {
        return a != 0 && b != 0 ? 1 : 0;
    }

    static float or(float a, float b) {
        return a != 0 || b != 0 ? 1 : 0;
    }

    static float not(float a) {
        return a == 0 ? 1 : 0;
    }

    static float toReal(float a) {
        return a;
    }

    static float where(float a, float b, float c) {
        return a != 0 ? b : c;
    }
}
