package chainrule.graph;

import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;

/// The functions by their usual names, to be imported statically; a user's function stands beside
/// them on equal terms. Element-wise ones give the broadcast shape of their operands. Reductions go
/// over the axes named, or over all, and leave them out; `Axes.keep(…)` keeps them with size 1.
/// Negative axes count from the end. What does not fit is refused with a
/// [chainrule.tensor.ShapeException].
public final class Functions {
    private Functions() {}

    /// Real numbers that are fed.
    public static Node input(String name, int... sizes) {
        return input(name, Shape.of(sizes));
    }

    /// Real numbers that are fed, the size of the first axis left open: `input("x", BATCH, 2)`.
    public static Node input(String name, Dim first, int... rest) {
        return input(name, Shape.of(first, rest));
    }

    /// Real numbers that are fed.
    public static Node input(String name, Shape shape) {
        return Node.input(name, Type.real(shape));
    }

    /// Indices or truth values that are fed.
    public static Node input(String name, Kind kind, Shape shape) {
        return Node.input(name, new Type(kind, shape));
    }

    /// Real numbers that are fed and trained.
    public static Node parameter(String name, int... sizes) {
        return parameter(name, Shape.of(sizes));
    }

    /// Real numbers that are fed and trained.
    public static Node parameter(String name, Shape shape) {
        return Node.parameter(name, shape);
    }

    /// A number in the formula.
    public static Node constant(double value) {
        return Node.constant(value);
    }

    /// Values in the formula.
    public static Node constant(Tensor value) {
        return Node.constant(value);
    }

    /// eˣ
    public static Node exp(Node x) {
        return Leaf.EXP.apply(x);
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

    /// The hyperbolic tangent.
    public static Node tanh(Node x) {
        return Leaf.TANH.apply(x);
    }

    /// |x|, with derivative 0 at 0.
    public static Node abs(Node x) {
        return Leaf.ABS.apply(x);
    }

    /// −1, 0 or 1, with derivative 0.
    public static Node sign(Node x) {
        return Leaf.SIGN.apply(x);
    }

    /// The larger of two, entry by entry; where they are equal each gets half of the derivative.
    public static Node maximum(Node a, Node b) {
        return Leaf.MAXIMUM.apply(a, b);
    }

    /// The smaller of two, entry by entry; where they are equal each gets half of the derivative.
    public static Node minimum(Node a, Node b) {
        return Leaf.MINIMUM.apply(a, b);
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

    /// 1 above 0, else 0; with derivative 0.
    public static Node step(Node x) {
        return Composites.STEP.apply(x);
    }

    /// max(x, 0), with derivative 0 at 0.
    public static Node relu(Node x) {
        return Composites.RELU.apply(x);
    }

    /// 1 / (1 + e⁻ˣ)
    public static Node sigmoid(Node x) {
        return Composites.SIGMOID.apply(x);
    }

    /// ln(1 + eˣ)
    public static Node softplus(Node x) {
        return Composites.SOFTPLUS.apply(x);
    }

    /// x², with derivative 2x.
    public static Node square(Node x) {
        return Composites.SQUARE.apply(x);
    }

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

    /// The error of probabilities `p` for labels `y` in {0, 1}, both of one shape; see
    /// [Composites#LOG_LOSS].
    public static Node logLoss(Node p, Node y) {
        return Composites.LOG_LOSS.apply(p, y);
    }

    /// The error of probabilities `p` along the last axis for probabilities `y`; see
    /// [Composites#CROSS_ENTROPY].
    public static Node crossEntropy(Node p, Node y) {
        return Composites.CROSS_ENTROPY.apply(p, y);
    }

    /// The cross-entropy of softmax(z) along the last axis for `y`, without overflow.
    public static Node softmaxCrossEntropy(Node z, Node y) {
        return Composites.SOFTMAX_CROSS_ENTROPY.apply(z, y);
    }

    /// The mean of (p − y)² over all entries, both of one shape.
    public static Node meanSquaredError(Node p, Node y) {
        return Composites.MEAN_SQUARED_ERROR.apply(p, y);
    }

    /// The same entries in another shape.
    public static Node reshape(Node x, int... sizes) {
        return reshape(x, Shape.of(sizes));
    }

    /// The same entries in another shape, which may have open dimensions.
    public static Node reshape(Node x, Shape shape) {
        return new Reshape(shape).apply(x);
    }

    /// The operand stretched to a shape.
    public static Node broadcastTo(Node x, Shape shape) {
        return new BroadcastTo(shape).apply(x);
    }

    /// The sum over the axes along which `shape` would be stretched to that of `x`, in that shape:
    /// the opposite of [#broadcastTo(Node, Shape)].
    public static Node sumTo(Node x, Shape shape) {
        ImmutableList<Integer> axes = shape.stretchedIn(x.shape());
        Node summed = axes.isEmpty() ? x : new Sum(new Axes(axes, true)).apply(x);
        return summed.shape().equals(shape) ? summed : reshape(summed, shape);
    }

    /// The axes in another order: axis i of the result is axis `permutation[i]`.
    public static Node transpose(Node x, int... permutation) {
        return new Transpose(ImmutableList.copyOf(Ints.asList(permutation))).apply(x);
    }
}
