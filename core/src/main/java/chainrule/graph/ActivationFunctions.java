package chainrule.graph;

/// The functions between the layers of networks, and comparisons. [Functions] has them all.
public abstract sealed class ActivationFunctions extends ElementwiseFunctions
        permits ReductionFunctions {
    ActivationFunctions() {}

    /// 1 above 0, else 0; with derivative 0.
    public static Node step(Node x) {
        return Composites.STEP.apply(x);
    }

    /// max(x, 0), with derivative 0 at 0.
    public static Node relu(Node x) {
        return Composites.RELU.apply(x);
    }

    /// x above 0, else slope·x; with derivative `slope` at 0.
    public static Node leakyRelu(Node x, double slope) {
        return new LeakyRelu(slope).apply(x);
    }

    /// x above 0, else α(eˣ − 1); with derivative α at 0.
    public static Node elu(Node x, double alpha) {
        return new Elu(alpha).apply(x);
    }

    /// x·Φ(x), where Φ(x) is the probability of a normal number below x; see [Composites#GELU].
    public static Node gelu(Node x) {
        return Composites.GELU.apply(x);
    }

    /// x·σ(x).
    public static Node silu(Node x) {
        return Composites.SILU.apply(x);
    }

    /// The nearest number between −1 and 1.
    public static Node hardtanh(Node x) {
        return Composites.HARDTANH.apply(x);
    }

    /// 1 / (1 + e⁻ˣ)
    public static Node sigmoid(Node x) {
        return Composites.SIGMOID.apply(x);
    }

    /// ln σ(x), without overflow.
    public static Node logSigmoid(Node x) {
        return Composites.LOG_SIGMOID.apply(x);
    }

    /// ln(1 + eˣ)
    public static Node softplus(Node x) {
        return Composites.SOFTPLUS.apply(x);
    }

    /// a < b as truth values, as are all comparisons; with NaN they are false.
    public static Node less(Node a, Node b) {
        return Leaf.LESS.apply(a, b);
    }

    /// a ≤ b as truth values.
    public static Node lessEqual(Node a, Node b) {
        return Leaf.LESS_EQUAL.apply(a, b);
    }

    /// a > b as truth values.
    public static Node greater(Node a, Node b) {
        return Leaf.LESS.apply(b, a);
    }

    /// a ≥ b as truth values.
    public static Node greaterEqual(Node a, Node b) {
        return Leaf.LESS_EQUAL.apply(b, a);
    }

    /// a = b as truth values; NaN equals nothing.
    public static Node equal(Node a, Node b) {
        return Leaf.EQUAL.apply(a, b);
    }

    /// a ≠ b as truth values; NaN differs from everything.
    public static Node notEqual(Node a, Node b) {
        return not(equal(a, b));
    }

    /// Whether both truth values hold, entry by entry.
    public static Node and(Node a, Node b) {
        return Leaf.AND.apply(a, b);
    }

    /// Whether one of the truth values holds, entry by entry.
    public static Node or(Node a, Node b) {
        return Leaf.OR.apply(a, b);
    }

    /// The other truth value.
    public static Node not(Node a) {
        return Leaf.NOT.apply(a);
    }

    /// `then` where the condition holds, else `otherwise`, entry by entry.
    public static Node where(Node condition, Node then, Node otherwise) {
        return Leaf.WHERE.apply(condition, then, otherwise);
    }

    /// Indices or truth values as real numbers, true as 1: `mean(real(equal(argmax(p, -1), y)))`.
    public static Node real(Node x) {
        return Leaf.TO_REAL.apply(x);
    }
}
