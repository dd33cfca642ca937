package chainrule.grad;

import chainrule.graph.Edge;
import chainrule.graph.Functions;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Origin;
import chainrule.graph.Walk;
import chainrule.tensor.Kind;
import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The backward pass of a formula e, as formulas: for each node v the adjoint v̄ = ∂e/∂v, which is
/// the sum of what comes back along the edges that use v, and for each edge that contribution.
/// Constants have no adjoint. The order of consumers does not matter, and nothing is added to the
/// graph that is differentiated.
public final class Backward {
    private final Node root;
    private final List<Node> order;
    private final IdentityHashMap<Node, Node> adjoints;
    private final IdentityHashMap<Node, ImmutableList<Node>> contributions;

    /// @param varies whether a node has an adjoint
    private Backward(Node root, Node seed, List<Node> order, Predicate<Node> varies) {
        this.root = root;
        this.order = order;
        this.adjoints = new IdentityHashMap<>(order.size());
        this.contributions = new IdentityHashMap<>(order.size());
        adjoints.put(root, seed);
        for (Node y : order.reversed()) {
            if (varies.test(y)) {
                Node g = adjoints.computeIfAbsent(y, Zero::like);
                if (!y.inputs().isEmpty()) {
                    ImmutableList<Node> parts =
                            Zero.is(g) ? zeros(y) : Origin.of(y, () -> Pull.through(y, g));
                    contributions.put(y, parts);
                    collect(y, parts, varies);
                }
            }
        }
    }

    private static Backward through(Node root, Node seed) {
        return new Backward(root, seed, Walk.order(root), Differentiable::is);
    }

    /// The derivatives of a scalar.
    ///
    /// @throws GraphException if `e` has more than one entry, or holds no real numbers
    public static Backward of(Node e) {
        Differentiable.requireOneNumber("a gradient", e, ", or give a seed in its shape");
        Node one = Node.constant(1);
        return through(e, e.shape().isScalar() ? one : Functions.broadcastTo(one, e.shape()));
    }

    /// The derivatives of Σ seed⊙y: the seed is what arrives at `y` from outside.
    ///
    /// @throws GraphException if the seed is not of y's shape
    public static Backward of(Node y, Node seed) {
        Differentiable.requireSameType("a seed", "what is differentiated", y, seed);
        return through(y, seed);
    }

    /// The derivative of Σ seed⊙y with respect to one node alone: all that is not made of it is
    /// held, and no rule is asked how it could change.
    ///
    /// @param ways the nodes between that one and `y`, as [Walk#between] gives them
    static Backward of(Node y, Node seed, List<Node> ways) {
        Set<Node> varying = Collections.newSetFromMap(new IdentityHashMap<>());
        varying.addAll(ways);
        return new Backward(y, seed, ways, n -> varying.contains(n) && Differentiable.is(n));
    }

    private static ImmutableList<Node> zeros(Node y) {
        return y.inputs().stream().map(Zero::like).collect(ImmutableList.toImmutableList());
    }

    private void collect(Node y, ImmutableList<Node> parts, Predicate<Node> varies) {
        for (int i = 0; i < parts.size(); i++) {
            Node x = y.inputs().get(i);
            if (varies.test(x)) {
                adjoints.merge(x, parts.get(i), Zero::plus);
            }
        }
    }

    /// What is differentiated.
    public Node root() {
        return root;
    }

    /// The nodes of the formula, operands before their consumers.
    public List<Node> order() {
        return List.copyOf(order);
    }

    /// Whether the node is part of the formula and has an adjoint.
    public boolean reaches(Node node) {
        return adjoints.containsKey(node);
    }

    /// ∂e/∂node, in the shape of the node; 0 where it is part of e but no change of it changes e
    /// (behind a step, or only compared).
    ///
    /// @throws GraphException if the node is not part of e, or has no derivatives
    public Node adjoint(Node node) {
        Node adjoint = adjoints.get(node);
        if (adjoint == null) {
            throw new GraphException(Differentiable.why(node, root));
        }
        return adjoint;
    }

    Node adjointOrZero(Node node) {
        return Optional.ofNullable(adjoints.get(node)).orElseGet(() -> Zero.like(node));
    }

    /// The part of ∂e/∂source that comes back along one edge, in the shape of the source.
    ///
    /// @throws GraphException if the edge is not part of e, or carries no derivative
    public Node contribution(Edge edge) {
        ImmutableList<Node> parts = contributions.get(edge.consumer());
        if (parts == null || !edge.isReal()) {
            boolean behind = edge.consumer().kind() == Kind.REAL && !edge.isReal();
            throw new GraphException(
                    "no derivative comes back along %s: %s"
                            .formatted(
                                    edge,
                                    Differentiable.why(
                                            behind ? edge.source() : edge.consumer(), root)));
        }
        return parts.get(edge.operand());
    }

    /// The derivative of the consumer with respect to this operand, the others held.
    ///
    /// @throws GraphException if the ends of the edge are not real numbers
    public static Local local(Edge edge) {
        return Local.of(edge);
    }
}
