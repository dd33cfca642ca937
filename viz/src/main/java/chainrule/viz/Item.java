package chainrule.viz;

import chainrule.graph.Node;
import chainrule.graph.Op;
import com.google.common.collect.ImmutableList;

/// What is drawn as one: a node, or the nodes of a scope that is collapsed.
///
/// @param id in the picture: `n3` for a node, `g0` for a scope
/// @param scope the path of the boxes that it is drawn in
/// @param name of the collapsed scope, or `""`
/// @param nodes operands before their consumers
record Item(String id, String scope, String name, ImmutableList<Node> nodes) {
    boolean isPart() {
        return nodes.size() > 1;
    }

    /// The only node, or the last.
    Node node() {
        return nodes.getLast();
    }

    /// Whether it only gives values to others: it is a node that is fed, or a constant.
    boolean isSource() {
        return !isPart() && node().inputs().isEmpty();
    }

    /// Whether it can be drawn inside the only item that uses it.
    static boolean isOwned(Node node) {
        return node.inputs().isEmpty() && !(node.op() instanceof Op.Input);
    }
}
