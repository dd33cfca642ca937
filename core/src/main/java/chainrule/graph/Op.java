package chainrule.graph;

import chainrule.tensor.Dim;
import chainrule.tensor.Tensor;

/// What a node does: a source stands for a value, an [Operation] makes one out of others.
public sealed interface Op permits Op.Source, Operation {
    /// What a node does that has no operands.
    sealed interface Source extends Op {}

    /// A source whose value comes from outside the formula.
    sealed interface Fed extends Source {}

    /// A value that is fed: points, labels.
    record Input(Type type) implements Fed {}

    /// A value that is fed and trained: weights, biases.
    record Parameter(Type type) implements Fed {}

    /// A value that is part of the formula.
    record Constant(Tensor value) implements Source {
        private static final Constant ZERO = new Constant(Tensor.scalar(0));
        private static final Constant ONE = new Constant(Tensor.scalar(1));

        /// A number. The two that derivatives are full of are there once.
        static Constant of(double number) {
            if (Double.doubleToRawLongBits(number) == 0) {
                return ZERO;
            }
            return number == 1 ? ONE : new Constant(Tensor.scalar(number));
        }
    }

    /// The size of an open dimension, as a real number: what a mean over a batch divides by.
    record Size(Dim dim) implements Source {}
}
