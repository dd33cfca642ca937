package chainrule.kernel;

import chainrule.graph.Leaf;
import com.google.common.collect.ImmutableList;

/// Element-wise operations one after another over the same entries, as one loop: what one gives to
/// the next stays in a register of the processor.
///
/// A chain has values by number: its operands first, then what its links give.
///
/// @param operands how many values are read
/// @param links the operations, each on values before its own
/// @param results the values that are written
public record Chain(int operands, ImmutableList<Link> links, ImmutableList<Integer> results) {
    /// An operation.
    ///
    /// @param x the numbers of its operands
    public record Link(Leaf leaf, ImmutableList<Integer> x) {
        /// @throws IllegalArgumentException for another number of operands than the leaf has
        public Link {
            if (x.size() != Operands.count(leaf)) {
                throw new IllegalArgumentException(leaf + " of " + x);
            }
        }
    }

    /// @throws IllegalArgumentException if a value is used before it is there
    public Chain {
        for (int i = 0; i < links.size(); i++) {
            for (int x : links.get(i).x()) {
                if (x >= operands + i) {
                    throw new IllegalArgumentException("link " + i + " uses " + x);
                }
            }
        }
    }

    /// A single operation.
    public static Chain of(Leaf leaf) {
        int count = Operands.count(leaf);
        ImmutableList.Builder<Integer> x = ImmutableList.builder();
        for (int i = 0; i < count; i++) {
            x.add(i);
        }
        return new Chain(
                count, ImmutableList.of(new Link(leaf, x.build())), ImmutableList.of(count));
    }

    /// How many places it reads or writes.
    public int places() {
        return operands + results.size();
    }
}
