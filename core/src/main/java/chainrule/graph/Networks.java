package chainrule.graph;

import com.google.common.graph.ImmutableNetwork;
import com.google.common.graph.NetworkBuilder;
import java.util.List;

/// A formula as a Guava network, for algorithms that others have written. Edges run from operands
/// to their consumers; parallel ones are kept, since `x.mul(x)` has two.
public final class Networks {
    private Networks() {}

    /// All nodes that a root is made of, and their edges.
    public static ImmutableNetwork<Node, Edge> of(Node root) {
        List<Node> order = Walk.order(root);
        ImmutableNetwork.Builder<Node, Edge> network =
                NetworkBuilder.directed()
                        .allowsParallelEdges(true)
                        .expectedNodeCount(order.size())
                        .immutable();
        for (Node node : order) {
            network.addNode(node);
            node.edges().forEach(edge -> network.addEdge(edge.source(), node, edge));
        }
        return network.build();
    }
}
