package chainrule.laws;

import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import chainrule.graph.Walk;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// A graph as a list of its nodes, one a line, in which two graphs are alike exactly if they look
/// alike: `5 = mul(3, 4) REAL [2×3]`.
final class Structure {
    private Structure() {}

    static String of(List<Node> roots) {
        IdentityHashMap<Node, Integer> numbers = new IdentityHashMap<>();
        StringBuilder lines = new StringBuilder();
        for (Node node : Walk.order(roots)) {
            numbers.put(node, numbers.size());
            lines.append(numbers.get(node)).append(" = ").append(what(node.op()));
            lines.append(
                    node.inputs().stream()
                            .map(x -> numbers.get(x).toString())
                            .collect(Collectors.joining(", ", "(", ") ")));
            lines.append(node.type()).append(' ').append(node.name().orElse("")).append('\n');
        }
        return lines.append(roots.stream().map(numbers::get).toList()).toString();
    }

    static String of(Node root) {
        return of(List.of(root));
    }

    private static String what(Op op) {
        return op instanceof Operation operation
                ? operation.label() + " " + op.hashCode()
                : op.toString();
    }
}
