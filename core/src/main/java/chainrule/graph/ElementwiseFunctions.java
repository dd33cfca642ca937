package chainrule.graph;

/// The element-wise functions: each gives the broadcast shape of its operands. [Functions] has them
/// all.
public abstract sealed class ElementwiseFunctions permits ActivationFunctions {
    ElementwiseFunctions() {}

    /// eˣ
    public static Node exp(Node x) {
        return Leaf.EXP.apply(x);
    }

    /// eˣ − 1, precise for small x.
    public static Node expm1(Node x) {
        return Leaf.EXPM1.apply(x);
    }

    /// The natural logarithm.
    public static Node log(Node x) {
        return Leaf.LOG.apply(x);
    }

    /// ln(1 + x), precise for small x.
    public static Node log1p(Node x) {
        return Leaf.LOG1P.apply(x);
    }

    /// The square root; NaN below 0, and at 0 its derivative is ∞.
    public static Node sqrt(Node x) {
        return Leaf.SQRT.apply(x);
    }

    /// 1/√x.
    public static Node rsqrt(Node x) {
        return Composites.RSQRT.apply(x);
    }

    /// 1/x.
    public static Node reciprocal(Node x) {
        return Composites.RECIPROCAL.apply(x);
    }

    /// x², with derivative 2x.
    public static Node square(Node x) {
        return Composites.SQUARE.apply(x);
    }

    /// x³, with derivative 3x².
    public static Node cube(Node x) {
        return Composites.CUBE.apply(x);
    }

    /// The sine.
    public static Node sin(Node x) {
        return Leaf.SIN.apply(x);
    }

    /// The cosine.
    public static Node cos(Node x) {
        return Leaf.COS.apply(x);
    }

    /// The tangent.
    public static Node tan(Node x) {
        return Composites.TAN.apply(x);
    }

    /// The angle in [−π/2, π/2] whose sine is x; NaN outside [−1, 1].
    public static Node asin(Node x) {
        return Composites.ASIN.apply(x);
    }

    /// The angle in [0, π] whose cosine is x; NaN outside [−1, 1].
    public static Node acos(Node x) {
        return Composites.ACOS.apply(x);
    }

    /// The angle in (−π/2, π/2) whose tangent is x.
    public static Node atan(Node x) {
        return Leaf.ATAN.apply(x);
    }

    /// The hyperbolic sine.
    public static Node sinh(Node x) {
        return Composites.SINH.apply(x);
    }

    /// The hyperbolic cosine.
    public static Node cosh(Node x) {
        return Composites.COSH.apply(x);
    }

    /// The hyperbolic tangent.
    public static Node tanh(Node x) {
        return Leaf.TANH.apply(x);
    }

    /// The error function 2/√π ∫₀ˣ exp(−t²) dt.
    public static Node erf(Node x) {
        return Leaf.ERF.apply(x);
    }

    /// |x|, with derivative 0 at 0.
    public static Node abs(Node x) {
        return Leaf.ABS.apply(x);
    }

    /// −1, 0 or 1, with derivative 0.
    public static Node sign(Node x) {
        return Leaf.SIGN.apply(x);
    }

    /// The largest whole number that is not above x, with derivative 0.
    public static Node floor(Node x) {
        return Leaf.FLOOR.apply(x);
    }

    /// The nearest whole number, of two the even one, with derivative 0.
    public static Node round(Node x) {
        return Leaf.ROUND.apply(x);
    }

    /// The nearest number between two, with derivative 1 between them and at both, else 0.
    public static Node clamp(Node x, double low, double high) {
        return new Clamp(low, high).apply(x);
    }

    /// The larger of two, entry by entry; where they are equal each gets half of the derivative.
    public static Node maximum(Node a, Node b) {
        return Leaf.MAXIMUM.apply(a, b);
    }

    /// The smaller of two, entry by entry; where they are equal each gets half of the derivative.
    public static Node minimum(Node a, Node b) {
        return Leaf.MINIMUM.apply(a, b);
    }

    /// a·ln b, and 0 where a is 0; see [Composites#XLOGY].
    public static Node xlogy(Node a, Node b) {
        return Composites.XLOGY.apply(a, b);
    }
}
