package chainrule.viz;

import chainrule.graph.Edge;
import chainrule.graph.Node;
import chainrule.graph.Walk;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import java.util.IdentityHashMap;
import java.util.List;

/// A formula as DOT text: left to right, inputs on the left, the error on the right. Nodes show
/// name or formula, shape and, as far as they are known, value and adjoint ∂E; edges show the local
/// derivative and what comes back along them. Up to 60 nodes are shown in full, more with their
/// titles only, and the picture says so.
///
/// The SVG made of it has ids `n3` for nodes and `e_3_5_0` for the edge from node 3 to operand 0 of
/// node 5, and classes `input`, `parameter`, `constant` and `operation`; numbers count operands
/// before their consumers.
public final class Dot {
    private static final int IN_FULL = 60;

    private final List<Node> order;
    private final IdentityHashMap<Node, Integer> numbers = new IdentityHashMap<>();
    private final Facts facts;
    private final DotWriter out = new DotWriter();

    private Dot(Node root, Facts facts) {
        this.order = Walk.order(root);
        this.facts =
                order.size() <= IN_FULL || facts.equals(Facts.NONE)
                        ? facts
                        : Facts.leftOut(order.size(), IN_FULL);
        for (Node node : order) {
            numbers.put(node, numbers.size());
        }
    }

    /// The formula alone.
    public static String of(Node root) {
        return new Dot(root, Facts.NONE).text();
    }

    /// The formula with the value of each node.
    public static String of(Tape tape) {
        return new Dot(tape.root(), Facts.of(tape)).text();
    }

    /// The formula with values, adjoints, and on each edge the local derivative and the
    /// contribution that comes back.
    public static String of(Gradients gradients) {
        return new Dot(gradients.tape().root(), Facts.of(gradients)).text();
    }

    private String text() {
        out.open("digraph", facts.legend());
        out.scopes(order, Node::scope, this::node);
        for (Node consumer : order) {
            for (Edge edge : consumer.edges()) {
                edge(edge);
            }
        }
        return out.close();
    }

    private void node(Node node) {
        Theme.Look look = Theme.of(node);
        out.node(
                "n" + numbers.get(node),
                look,
                Labels.title(node) + facts.of(node),
                Labels.tooltip(node));
    }

    private void edge(Edge edge) {
        int from = number(edge.source());
        int to = number(edge.consumer());
        out.edge(
                "n" + from,
                "n" + to,
                "e_" + from + "_" + to + "_" + edge.operand(),
                facts.of(edge),
                facts.stroke(edge));
    }

    private int number(Node node) {
        Integer number = numbers.get(node);
        if (number == null) {
            throw new AssertionError(node);
        }
        return number;
    }
}
