package chainrule.program;

import chainrule.graph.Leaf;
import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;
import java.util.stream.IntStream;

/// A part of a schedule: what is computed in one go, once all that it reads is there.
sealed interface Stage {
    /// What it reads that other stages or the feed give.
    ImmutableList<Access> reads();

    /// What it computes.
    ImmutableList<Node> computes();

    /// A product of matrices.
    record Multiply(Node node, Access a, Access b) implements Stage {
        @Override
        public ImmutableList<Access> reads() {
            return ImmutableList.of(a, b);
        }

        @Override
        public ImmutableList<Node> computes() {
            return ImmutableList.of(node);
        }
    }

    /// A sum or maximum over axes that no group could take in: entries are brought into the order
    /// of rows, those to be reduced behind.
    ///
    /// @param x the operand with the axes that stay in front
    /// @param rows the number of results
    /// @param stays how many axes stay
    record Reduce(Node node, Access x, int rows, int stays, boolean isSum) implements Stage {
        /// The operand with the axes that stay behind.
        Access reducedInFront() {
            int[] order =
                    IntStream.concat(
                                    IntStream.range(stays, x.sizes().length),
                                    IntStream.range(0, stays))
                            .toArray();
            return x.permuted(order);
        }

        @Override
        public ImmutableList<Access> reads() {
            return ImmutableList.of(x);
        }

        @Override
        public ImmutableList<Node> computes() {
            return ImmutableList.of(node);
        }
    }

    /// Entries of a view put together, for whoever cannot read through strides.
    record Copy(Node node, Access x) implements Stage {
        @Override
        public ImmutableList<Access> reads() {
            return ImmutableList.of(x);
        }

        @Override
        public ImmutableList<Node> computes() {
            return ImmutableList.of(node);
        }
    }

    /// An element-wise operation on indices, entry by entry.
    record Entries(Node node, Leaf leaf, ImmutableList<Access> reads) implements Stage {
        @Override
        public ImmutableList<Node> computes() {
            return ImmutableList.of(node);
        }
    }

    /// An operation that only looks at its operand, which is also its result.
    record Check(Node node, Access x) implements Stage {
        @Override
        public ImmutableList<Access> reads() {
            return ImmutableList.of(x);
        }

        @Override
        public ImmutableList<Node> computes() {
            return ImmutableList.of(node);
        }
    }

    /// An operation by its plain definition.
    record Plain(Node node, ImmutableList<Access> reads) implements Stage {
        @Override
        public ImmutableList<Node> computes() {
            return ImmutableList.of(node);
        }
    }

    /// Element-wise operations and reductions, block by block.
    record Fused(Group group) implements Stage {
        @Override
        public ImmutableList<Access> reads() {
            return group.reads();
        }

        @Override
        public ImmutableList<Node> computes() {
            return group.members().stream()
                    .map(Member::node)
                    .collect(ImmutableList.toImmutableList());
        }
    }
}
