package chainrule.graph;

/// Functions over axes: those named, or all, are left out; `Axes.keep(…)` keeps them with size 1,
/// and negative ones count from the end. [Functions] has them all.
public abstract sealed class ReductionFunctions extends ActivationFunctions
        permits MovementFunctions {
    ReductionFunctions() {}

    /// The sum; of no entries, 0.
    public static Node sum(Node x, int... axes) {
        return sum(x, Axes.over(axes));
    }

    /// The sum over axes that may be kept.
    public static Node sum(Node x, Axes axes) {
        return new Sum(Operands.axes("sum", axes, x)).apply(x);
    }

    /// The mean; of no entries, NaN.
    public static Node mean(Node x, int... axes) {
        return mean(x, Axes.over(axes));
    }

    /// The mean over axes that may be kept.
    public static Node mean(Node x, Axes axes) {
        return new Mean(Operands.axes("mean", axes, x)).apply(x);
    }

    /// The product; of no entries, 1. The derivative holds at zeros, too.
    public static Node prod(Node x, int... axes) {
        return prod(x, Axes.over(axes));
    }

    /// The product over axes that may be kept.
    public static Node prod(Node x, Axes axes) {
        return new Prod(Operands.axes("prod", axes, x)).apply(x);
    }

    /// The largest entry; ties share the derivative.
    public static Node max(Node x, int... axes) {
        return max(x, Axes.over(axes));
    }

    /// The largest entry over axes that may be kept.
    public static Node max(Node x, Axes axes) {
        return new Max(Operands.axes("max", axes, x)).apply(x);
    }

    /// The smallest entry; ties share the derivative.
    public static Node min(Node x, int... axes) {
        return min(x, Axes.over(axes));
    }

    /// The smallest entry over axes that may be kept.
    public static Node min(Node x, Axes axes) {
        return new Min(Operands.axes("min", axes, x)).apply(x);
    }

    /// The index of the largest entry along an axis, which is left out; of several the first.
    public static Node argmax(Node x, int axis) {
        return new ArgMax(Operands.axis("argmax", axis, x)).apply(x);
    }

    /// The index of the smallest entry along an axis, which is left out; of several the first.
    public static Node argmin(Node x, int axis) {
        return new ArgMin(Operands.axis("argmin", axis, x)).apply(x);
    }

    /// The variance of the entries: the mean squared distance from their mean.
    public static Node variance(Node x, int... axes) {
        return variance(x, Axes.over(axes), 0);
    }

    /// The variance over axes that may be kept; with correction 1, as PyTorch has it by default, an
    /// estimate from a sample.
    public static Node variance(Node x, Axes axes, int correction) {
        return new Variance(Operands.axes("variance", axes, x), correction).apply(x);
    }

    /// √(Σ x²), with derivative 0 where all entries are 0.
    public static Node norm(Node x, int... axes) {
        return norm(x, Norm.Order.L2, Axes.over(axes));
    }

    /// Σ |x|, √(Σ x²) or max |x| over axes that may be kept.
    public static Node norm(Node x, Norm.Order order, Axes axes) {
        return new Norm(order, Operands.axes("norm", axes, x)).apply(x);
    }

    /// The sums of the entries up to each one along an axis.
    public static Node cumsum(Node x, int axis) {
        return new CumSum(Operands.axis("cumsum", axis, x), false).apply(x);
    }

    /// ln Σ eˣ, without overflow.
    public static Node logSumExp(Node x, int... axes) {
        return logSumExp(x, Axes.over(axes));
    }

    /// ln Σ eˣ over axes that may be kept.
    public static Node logSumExp(Node x, Axes axes) {
        return new LogSumExp(Operands.axes("log_sum_exp", axes, x)).apply(x);
    }

    /// eˣⁱ / Σ eˣʲ along an axis.
    public static Node softmax(Node x, int axis) {
        return new Softmax(Operands.axis("softmax", axis, x)).apply(x);
    }

    /// The logarithm of the softmax along an axis, without overflow.
    public static Node logSoftmax(Node x, int axis) {
        return new LogSoftmax(Operands.axis("log_softmax", axis, x)).apply(x);
    }

    /// (x − mean) / √(variance + ε) over axes; gain and bias are a product and a sum after it.
    public static Node layerNorm(Node x, double epsilon, int... axes) {
        return new LayerNorm(Operands.axes("layer_norm", Axes.over(axes), x), epsilon).apply(x);
    }
}
