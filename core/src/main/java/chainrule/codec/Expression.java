package chainrule.codec;

import chainrule.graph.Node;
import chainrule.graph.Operation;
import chainrule.tensor.Dim;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.Optional;

/// A formula as it was read, before nodes are made of it: what its names mean is known, and what
/// its products are is not, since that depends on shapes. `at` is the place in its line.
sealed interface Expression {
    int at();

    /// A number, truth value or list of these.
    record Constant(int at, Tensor value) implements Expression {}

    /// A node that there is already.
    record Given(int at, Node node) implements Expression {}

    /// An operand of the function that this is the body of.
    record Argument(int at, int index) implements Expression {}

    /// The size of an open dimension.
    record Size(int at, Dim dim) implements Expression {}

    /// An operation applied to operands.
    record Apply(int at, Operation operation, ImmutableList<Expression> operands)
            implements Expression {}

    /// A function that makes an operation to fit its operands.
    record Call(
            int at,
            NamedFunction function,
            NamedFunction.Extras extras,
            ImmutableList<Expression> operands)
            implements Expression {}

    /// Ranges of entries: `x[:, 0:2]`.
    record Part(int at, Expression of, ImmutableList<Range> ranges) implements Expression {}

    /// Sums and differences, or products and quotients, read from the left. What stands before the
    /// first operand does not matter.
    record Chain(ImmutableList<Link> links) implements Expression {
        @Override
        public int at() {
            return links.get(0).at;
        }
    }

    /// An operand of a chain and the sign before it.
    ///
    /// @param at of the sign
    record Link(int at, Infix sign, Expression operand) {}

    /// The signs of chains.
    enum Infix {
        PLUS,
        MINUS,
        /// The product entry by entry: `*`, `⊙`.
        TIMES,
        /// The matrix product: `@`.
        MATMUL,
        /// The matrix product, or with a scalar on a side the product with that: `·`.
        DOT,
        /// The same, where no sign is written.
        IMPLIED,
        OVER
    }

    /// Entries along one axis.
    ///
    /// @param single whether there is one entry only, `from`, and the axis is left out
    /// @param from the first, or none for the start; negative ones count from the end
    /// @param to where they end, or none for the end
    record Range(boolean single, Optional<Integer> from, Optional<Integer> to, int step) {
        static final Range ALL = new Range(false, Optional.empty(), Optional.empty(), 1);
    }
}
