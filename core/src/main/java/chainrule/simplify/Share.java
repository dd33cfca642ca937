package chainrule.simplify;

import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One node for all that apply the same operation to the same operands under the same name. Nodes
/// equal only themselves, so operands are compared by identity. What has no name is the first of
/// those with a name, if there are such: a formula that the user named shows under that name
/// wherever it occurs.
final class Share {
    private record Key(Op op, ImmutableList<Node> inputs, Optional<String> name) {
        Key unnamed() {
            return new Key(op, inputs, Optional.empty());
        }
    }

    private final Map<Key, Node> nodes = new HashMap<>();

    Node one(Node node) {
        return switch (node.op()) {
            case Op.Input _, Op.Parameter _ -> node;
            case Op.Constant _, Op.Size _ -> nodes.computeIfAbsent(key(node), _ -> node);
            case Operation _ -> {
                Node one = nodes.computeIfAbsent(key(node), _ -> node);
                if (one.name().isPresent()) {
                    nodes.putIfAbsent(key(one).unnamed(), one);
                }
                yield one;
            }
        };
    }

    private static Key key(Node node) {
        return new Key(node.op(), node.inputs(), node.name());
    }
}
