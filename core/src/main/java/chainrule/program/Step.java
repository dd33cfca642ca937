package chainrule.program;

import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;
import java.util.function.Function;

/// A part of a program that runs as a whole. Steps hold no values, so sessions share them.
///
/// @param <A> `float[]` or `double[]`
interface Step<A> {
    /// Computes.
    ///
    /// @throws chainrule.tensor.EntryException if an operand has an entry that is not allowed
    void run(Memory<A> memory);

    /// What it does, line by line; `#3` is a buffer and `r512` a register.
    ImmutableList<String> text();

    /// The same with the names of nodes that are only passing.
    ///
    /// @param names what a node is called, or `""`
    default ImmutableList<String> text(Function<Node, String> names) {
        return text();
    }

    /// How many operations on numbers it takes, a fused multiplication and addition counted as two;
    /// none if it only moves entries.
    default long operations() {
        return 0;
    }
}
