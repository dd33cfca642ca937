package chainrule.program;

import chainrule.graph.Leaf;
import chainrule.graph.Node;
import com.google.common.collect.ImmutableList;
import java.util.Optional;

/// An element-wise operation on the entries of a block.
///
/// @param node what it computes; none if it adds block to block
/// @param perRow entries of a row
record Applied(Leaf leaf, Optional<Node> node, ImmutableList<Ref> reads, Ref y, int perRow)
        implements Use {
    @Override
    public String text() {
        return leaf.label() + reads.stream().distinct().toList();
    }
}
