package chainrule.graph;

import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;

/// The functions by their usual names, to be imported statically; a user's function stands beside
/// them on equal terms. Here are sources and error functions; the others are inherited, by subject,
/// so that one import has them all. What does not fit is refused with a
/// [chainrule.tensor.ShapeException].
public final class Functions extends ProductFunctions {
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

    /// The error of probabilities `p` for labels `y` in [0, 1], both of one shape; see
    /// [Errors#LOG_LOSS].
    public static Node logLoss(Node p, Node y) {
        return Errors.LOG_LOSS.apply(p, y);
    }

    /// The error of probabilities `p` along the last axis, for probabilities `y` of the same shape
    /// or for indices of classes; see [Errors#CROSS_ENTROPY] and [Errors#CLASS_CROSS_ENTROPY].
    /// PyTorch's function of this name takes logits, as [#softmaxCrossEntropy(Node, Node)] does.
    public static Node crossEntropy(Node p, Node y) {
        return (y.kind() == Kind.INDEX ? Errors.CLASS_CROSS_ENTROPY : Errors.CROSS_ENTROPY)
                .apply(p, y);
    }

    /// The cross-entropy of softmax(z) along the last axis, for probabilities `y` of the same shape
    /// or for indices of classes, without overflow.
    public static Node softmaxCrossEntropy(Node z, Node y) {
        return (y.kind() == Kind.INDEX
                        ? Errors.SOFTMAX_CLASS_CROSS_ENTROPY
                        : Errors.SOFTMAX_CROSS_ENTROPY)
                .apply(z, y);
    }

    /// The mean of (p − y)² over all entries, both of one shape.
    public static Node meanSquaredError(Node p, Node y) {
        return Errors.MEAN_SQUARED_ERROR.apply(p, y);
    }

    /// The operand, declared to be probabilities that sum to 1 along an axis, such as targets over
    /// classes: `softmaxCrossEntropy(z, distribution(y, 1))`. It is checked when it is evaluated.
    public static Node distribution(Node y, int axis) {
        return new Distribution(Operands.axis("distribution", axis, y)).apply(y);
    }

    /// The operand as if it were a constant: no derivative comes back through it.
    public static Node stopGradient(Node x) {
        return new StopGradient().apply(x);
    }

    /// Random numbers from 0 to 1 that depend on the seed, the number of the step (an index that is
    /// fed) and their position alone; see [Uniform].
    public static Node uniform(Shape shape, long seed, Node step) {
        return new Uniform(shape, seed).apply(step);
    }

    /// Each entry is 0 with probability `rate`, and else divided by 1 − rate; which ones depends on
    /// the seed and the number of the step alone: `input("step", Kind.INDEX, Shape.SCALAR)`. Give
    /// each dropout a seed of its own. [Dropout#without] takes it out after training.
    public static Node dropout(Node x, double rate, long seed, Node step) {
        return new Dropout(rate, seed).apply(x, step);
    }
}
