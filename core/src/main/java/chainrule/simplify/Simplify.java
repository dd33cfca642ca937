package chainrule.simplify;

import chainrule.graph.Composite;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Origin;
import chainrule.graph.Rule;
import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// Formulas with exact and stabilising rules applied until none fits, and equal sub-formulas
/// shared. Inputs and parameters stay, and so do names, unless nothing is left of a node but one of
/// its operands: x + 0 is x, whatever it was called. A composite stays one node, unless a
/// stabilising rule fits inside it: then its definition, made stable, stands in its place. So the
/// log-loss as the textbook writes it neither overflows nor gives NaN at a saturated neuron.
public final class Simplify {
    private final IdentityHashMap<Node, Node> done = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Node> replacedBy = new IdentityHashMap<>();
    private final Share share = new Share();
    private int stabilised;

    private Simplify() {}

    /// A formula, simplified.
    public static Node of(Node e) {
        return new Simplify().simplified(e);
    }

    /// Some formulas, simplified; what they have in common stays in common.
    public static ImmutableList<Node> of(List<Node> roots) {
        Simplify simplify = new Simplify();
        return roots.stream().map(simplify::simplified).collect(ImmutableList.toImmutableList());
    }

    /// Whether a stabilising rule fits in a formula: whether simplifying it keeps it finite where
    /// it would overflow or lose its digits.
    public static boolean stabilises(Node e) {
        Simplify simplify = new Simplify();
        simplify.simplified(e);
        return simplify.stabilised > 0;
    }

    private Node simplified(Node root) {
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

    /// Simplifies a node whose operands are: either it is finished, or what replaces it is put on
    /// the stack first.
    private void step(Node node, Deque<Node> open) {
        Node replacement = replacedBy.get(node);
        if (replacement != null) {
            done.put(node, finished(replacement));
            return;
        }
        Node rebuilt =
                share.one(
                        node.withInputs(
                                node.inputs().stream()
                                        .map(this::finished)
                                        .collect(ImmutableList.toImmutableList())));
        Optional<Node> next =
                Origin.of(rebuilt, () -> rewritten(rebuilt)).map(n -> keepName(rebuilt, n));
        if (next.isEmpty()) {
            done.put(rebuilt, rebuilt);
            done.put(node, rebuilt);
        } else {
            replacedBy.put(node, next.get());
            open.push(next.get());
        }
    }

    private Node finished(Node node) {
        Node result = done.get(node);
        if (result == null) {
            throw new AssertionError(node);
        }
        return result;
    }

    private Optional<Node> rewritten(Node node) {
        for (Rewrite rewrite : Rewrites.ALL) {
            Optional<Node> next = rewrite.apply().apply(node);
            if (next.isPresent()) {
                stabilised += rewrite.kind() == Rewrite.Kind.STABILISING ? 1 : 0;
                return next;
            }
        }
        return opened(node);
    }

    /// The definition of a composite in which a stabilising rule fits.
    private Optional<Node> opened(Node node) {
        if (!(node.op() instanceof Composite composite
                && composite.rule() instanceof Rule.Definition)) {
            return Optional.empty();
        }
        int before = stabilised;
        Node definition = simplified(composite.definition(node.inputs()));
        return stabilised > before ? Optional.of(definition) : Optional.empty();
    }

    private static Node keepName(Node node, Node next) {
        boolean fresh =
                next.name().isEmpty()
                        && !(next.op() instanceof Op.Source)
                        && !node.inputs().contains(next);
        return fresh ? node.name().map(next::named).orElse(next) : next;
    }
}
