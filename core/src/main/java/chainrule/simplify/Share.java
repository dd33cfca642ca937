package chainrule.simplify;

import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One node for all that apply the same operation to the same operands under the same name. Nodes
/// equal only themselves, so operands are compared by identity.
final class Share {
    private record Key(Op op, ImmutableList<Node> inputs, Optional<String> name) {}

    private final Map<Key, Node> nodes = new HashMap<>();

    Node one(Node node) {
        return switch (node.op()) {
            case Op.Input _, Op.Parameter _ -> node;
            case Op.Constant _, Op.Size _, Operation _ ->
                    nodes.computeIfAbsent(
                            new Key(node.op(), node.inputs(), node.name()), _ -> node);
        };
    }
}
