package chainrule.codec;

import chainrule.graph.Op;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/// What a node does, as plain data.
public sealed interface Term {
    /// A value that is fed, is part of the formula, or is a size.
    record Source(Op.Source op) implements Term {}

    /// An operation applied to operands.
    ///
    /// @param label the operation's name
    /// @param settings what its record holds, by component; empty for an operation that is a
    ///   constant
    /// @param operands the positions of earlier statements
    record Call(
            String label, ImmutableMap<String, Setting> settings, ImmutableList<Integer> operands)
            implements Term {}
}
