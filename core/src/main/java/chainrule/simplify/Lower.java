package chainrule.simplify;

import chainrule.graph.Composite;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import chainrule.graph.Origin;
import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Formulas without composites: each is replaced by its definition, and that by what it is made of,
/// down to what every target knows. Equal sub-formulas are shared, whatever they were called, so
/// the nodes have no names; [#names()] says what they were.
public final class Lower {
    private final IdentityHashMap<Node, Node> done = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Node> definitions = new IdentityHashMap<>();
    private final IdentityHashMap<Node, String> names = new IdentityHashMap<>();
    private final Share share = new Share();
    private final ImmutableList<Node> outputs;

    private Lower(List<Node> roots) {
        outputs = roots.stream().map(this::lowered).collect(ImmutableList.toImmutableList());
    }

    /// Some formulas, lowered; what they have in common stays in common.
    public static Lower of(List<Node> roots) {
        return new Lower(roots);
    }

    /// The lowered formulas, in order.
    public ImmutableList<Node> outputs() {
        return outputs;
    }

    /// What a lowered node was called, or what the composite was called that it is the value of.
    public Map<Node, String> names() {
        return names;
    }

    private Node lowered(Node root) {
        Deque<Node> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Node node = open.peek();
            int before = open.size();
            if (!done.containsKey(node)) {
                node.inputs().stream().filter(x -> !done.containsKey(x)).forEach(open::push);
                if (open.size() == before) {
                    step(node, open);
                }
            }
            if (open.size() == before) {
                open.pop();
            }
        }
        return finished(root);
    }

    /// Lowers a node whose operands are lowered, or puts its definition on the stack first.
    private void step(Node node, Deque<Node> open) {
        Node result =
                switch (node.op()) {
                    case Op.Source _ -> share.one(node);
                    case Composite composite -> {
                        Node definition =
                                definitions.computeIfAbsent(
                                        node,
                                        n -> Origin.of(n, () -> composite.definition(operands(n))));
                        yield done.get(definition);
                    }
                    case Operation operation ->
                            share.one(Origin.of(node, () -> Node.apply(operation, operands(node))));
                };
        if (result == null) {
            open.push(Optional.ofNullable(definitions.get(node)).orElseThrow());
            return;
        }
        done.put(result, result);
        done.put(node, result);
        node.name().ifPresent(name -> names.putIfAbsent(result, name));
    }

    private ImmutableList<Node> operands(Node node) {
        return node.inputs().stream().map(this::finished).collect(ImmutableList.toImmutableList());
    }

    private Node finished(Node node) {
        return Optional.ofNullable(done.get(node)).orElseThrow(() -> new AssertionError(node));
    }
}
