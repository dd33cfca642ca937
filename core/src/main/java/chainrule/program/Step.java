package chainrule.program;

import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;
import java.util.function.Function;

/// A part of a program that runs as a whole. Steps hold no values, so sessions share them.
///
/// @param <A> `float[]` or `double[]`
interface Step<A> {
    /// Computes all of it on this thread.
    ///
    /// @throws chainrule.tensor.EntryException if an operand has an entry that is not allowed
    default void run(Memory<A> memory) {
        for (int part = 0; part < parts(); part++) {
            part(part, memory);
        }
        end(memory);
    }

    /// In how many parts it can be done, each by another thread. That depends on sizes alone, never
    /// on how many threads there are, and a part computes the same whoever does it: so the bits of
    /// a result are those of one thread.
    default int parts() {
        return 1;
    }

    /// Whether it takes so long that it is worth while to wake a thread for it.
    default boolean isLong() {
        return parts() >= Cost.MANY_PARTS;
    }

    /// Computes one part; others may be computed at the same time. When all are done, [#end] is
    /// due.
    ///
    /// @param memory of this thread: with registers of its own
    default void part(int part, Memory<A> memory) {
        run(memory);
    }

    /// Brings together what the parts have computed.
    default void end(Memory<A> memory) {}

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
