package chainrule.simplify;

import chainrule.graph.Composite;
import chainrule.graph.Node;
import chainrule.graph.NodeMap;
import chainrule.graph.Op;
import chainrule.graph.Operation;
import chainrule.graph.Origin;
import chainrule.graph.Rule;
import chainrule.graph.Walk;
import chainrule.simplify.Explanation.Trace;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// Formulas with rules applied until none fits, and equal sub-formulas shared. The rules are exact,
/// stabilising or algebraic; see [Rewrite.Kind] and docs/simplify.md. Inputs and parameters stay,
/// and so do names, unless nothing is left of a node but one of its operands: x + 0 is x, whatever
/// it was called. What the user named is not taken apart by algebra, and is used wherever the same
/// formula occurs: a gradient is written with the user's own ŷ.
///
/// A composite stays one node, unless a stabilising rule fits inside it: then its definition, made
/// stable, stands in its place. So the log-loss as the textbook writes it neither overflows nor
/// gives NaN at a saturated neuron.
public final class Simplify {
    private final NodeMap<Node> done = new NodeMap<>();
    private final IdentityHashMap<Node, Node> replacedBy = new IdentityHashMap<>();
    private final Share share = new Share();
    private final Known known = new Ranges(share);
    private final List<Trace> traces = new ArrayList<>();
    private final boolean explaining;
    private int stabilised;

    /// @param explaining whether traces are kept, and with them all that was replaced
    private Simplify(boolean explaining) {
        this.explaining = explaining;
    }

    /// A formula, simplified.
    public static Node of(Node e) {
        return of(List.of(e)).get(0);
    }

    /// Some formulas, simplified; what they have in common stays in common.
    public static ImmutableList<Node> of(List<Node> roots) {
        return new Simplify(false).all(roots);
    }

    /// How a formula is simplified, as a derivation.
    public static Explanation explain(Node e) {
        Simplify simplify = new Simplify(true);
        Node after = simplify.all(List.of(e)).get(0);
        return new Explanation(e, after, simplify.traces);
    }

    /// Whether a stabilising rule fits in a formula: whether simplifying it keeps it finite where
    /// it would overflow or lose its digits.
    public static boolean stabilises(Node e) {
        Simplify simplify = new Simplify(false);
        simplify.simplified(e);
        return simplify.stabilised > 0;
    }

    /// What has a name comes first, so that equal formulas without one are found to be it.
    private ImmutableList<Node> all(List<Node> roots) {
        for (Node node : Walk.order(roots)) {
            if (node.name().isPresent() && node.op() instanceof Operation) {
                simplified(node);
            }
        }
        return roots.stream().map(this::simplified).collect(ImmutableList.toImmutableList());
    }

    private Node simplified(Node root) {
        PostOrder.run(root, done::contains, this::step);
        return finished(root);
    }

    /// Simplifies a node whose operands are: either it is finished, or what replaces it is put on
    /// the stack first.
    private void step(Node node, Deque<Node> open) {
        Node replacement = replacedBy.remove(node);
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
        Optional<Node> found = done.get(rebuilt);
        int traced = traces.size();
        Optional<Step> next =
                found.isPresent() ? Optional.empty() : Origin.of(rebuilt, () -> rewritten(rebuilt));
        if (next.isPresent()) {
            if (explaining) {
                traces.add(traced, new Trace(node, next.get()));
            }
            replacedBy.put(node, next.get().after());
            open.push(next.get().after());
        } else {
            Node result = found.orElse(rebuilt);
            done.put(rebuilt, result);
            done.put(node, result);
        }
    }

    private Node finished(Node node) {
        return done.get(node).orElseThrow(() -> new AssertionError(node));
    }

    private Optional<Step> rewritten(Node node) {
        for (Rewrite rewrite : Rewrites.on(node)) {
            Optional<Node> next = rewrite.apply(node, known);
            if (next.isPresent()) {
                stabilised += rewrite.kind() == Rewrite.Kind.STABILISING ? 1 : 0;
                return next.map(to -> step(node, to, rewrite.law(), rewrite.kind().toString()));
            }
        }
        return opened(node)
                .map(to -> step(node, to, label(node) + " by its definition", Step.DEFINITION));
    }

    private static Step step(Node node, Node next, String law, String kind) {
        return new Step(law, kind, node, keepName(node, next));
    }

    private static String label(Node node) {
        return ((Operation) node.op()).label();
    }

    /// The definition of a composite in which a stabilising rule fits.
    private Optional<Node> opened(Node node) {
        if (!(node.op() instanceof Composite composite
                && composite.rule() instanceof Rule.Definition)) {
            return Optional.empty();
        }
        int before = stabilised;
        int traced = traces.size();
        Node definition = composite.definition(node.inputs());
        simplified(definition);
        if (stabilised > before) {
            return Optional.of(definition);
        }
        traces.subList(traced, traces.size()).clear();
        return Optional.empty();
    }

    private static Node keepName(Node node, Node next) {
        boolean fresh =
                next.name().isEmpty()
                        && !(next.op() instanceof Op.Source)
                        && !node.inputs().contains(next);
        return fresh ? node.name().map(next::named).orElse(next) : next;
    }
}
