package chainrule.simplify;

import chainrule.graph.Composite;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import chainrule.graph.Origin;
import chainrule.graph.Walk;
import com.google.common.collect.ImmutableList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Formulas without composites: each is replaced by its definition, and that by what it is made of,
/// down to what every target knows. Equal sub-formulas are shared, whatever they were called, so
/// the nodes have no names; [#names()] says what they were. The exact rules are applied once more,
/// since definitions of several composites may have parts in common. Einstein sums become products
/// of matrices where they can.
public final class Lower {
    private final IdentityHashMap<Node, Node> done = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Node> placed = new IdentityHashMap<>();
    private final IdentityHashMap<Node, String> names = new IdentityHashMap<>();
    private final Share share = new Share();
    private final Known known = new Ranges(share);
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
        PostOrder.run(root, done::containsKey, this::step);
        return finished(root);
    }

    /// Lowers a node whose operands are lowered, or puts what is lowered in its place on the stack
    /// first.
    private void step(Node node, Deque<Node> open) {
        Optional<Node> place = Optional.ofNullable(placed.get(node)).or(() -> inPlaceOf(node));
        Optional<Node> result = place.map(done::get);
        if (place.isPresent() && result.isEmpty()) {
            placed.put(node, place.get());
            open.push(place.get());
            return;
        }
        Node lowered = result.orElseGet(() -> rebuilt(node));
        done.put(lowered, lowered);
        done.put(node, lowered);
        node.name().ifPresent(name -> names.putIfAbsent(lowered, name));
    }

    /// The definition of a composite, or what a rule makes of another operation.
    private Optional<Node> inPlaceOf(Node node) {
        return switch (node.op()) {
            case Op.Source _ -> Optional.empty();
            case Composite composite ->
                    Optional.of(Origin.of(node, () -> composite.definition(operands(node))));
            case Operation _ -> {
                Node rebuilt = rebuilt(node);
                yield done.containsKey(rebuilt)
                        ? Optional.of(rebuilt)
                        : Origin.of(
                                rebuilt,
                                () -> rewritten(rebuilt).or(() -> Contraction.of(rebuilt)));
            }
        };
    }

    /// What an exact rule gives, if that is not a composite again.
    private Optional<Node> rewritten(Node node) {
        return Rewrites.on(node).stream()
                .filter(rewrite -> rewrite.kind() == Rewrite.Kind.EXACT)
                .flatMap(rewrite -> rewrite.apply(node, known).stream())
                .filter(this::isLow)
                .findFirst();
    }

    private boolean isLow(Node node) {
        return Walk.order(List.of(node), done::containsKey).stream()
                .noneMatch(n -> n.op() instanceof Composite);
    }

    private Node rebuilt(Node node) {
        return share.one(
                node.op() instanceof Operation operation
                        ? Origin.of(node, () -> Node.apply(operation, operands(node)))
                        : node);
    }

    private ImmutableList<Node> operands(Node node) {
        return node.inputs().stream().map(this::finished).collect(ImmutableList.toImmutableList());
    }

    private Node finished(Node node) {
        return Optional.ofNullable(done.get(node)).orElseThrow(() -> new AssertionError(node));
    }
}
