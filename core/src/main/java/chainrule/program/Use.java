package chainrule.program;

import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;
import java.util.Optional;

/// What reads some places of a group and writes one.
sealed interface Use permits Applied, Instruction.Single {
    /// What it reads.
    ImmutableList<Ref> reads();

    /// Where its result goes.
    Ref y();

    /// What it does, without the result.
    String text();

    /// The node that it computes, if it computes one.
    default Optional<Node> node() {
        return Optional.empty();
    }
}
