package chainrule.viz;

import chainrule.graph.Edge;
import com.google.common.collect.ImmutableList;

/// What is drawn between two items.
///
/// @param edges all that it stands for
record Line(Item from, Item to, ImmutableList<Edge> edges) {
    /// Whether it is one edge between two nodes.
    boolean isEdge() {
        return edges.size() == 1 && !from.isPart() && !to.isPart();
    }

    /// Whether what comes back along it comes to one node.
    boolean hasOneSource() {
        return edges.stream().allMatch(edge -> edge.source() == edges.getFirst().source());
    }
}
