package chainrule.grad;

import chainrule.graph.Edge;
import chainrule.graph.Functions;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Origin;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import chainrule.tensor.Kind;
import com.google.common.collect.ImmutableList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// The backward pass of a formula e, as formulas: for each node v the adjoint v̄ = ∂e/∂v, which is
/// the sum of what comes back along the edges that use v, and for each edge that contribution.
/// Constants have no adjoint. The order of consumers does not matter, and nothing is added to the
/// graph that is differentiated.
public final class Backward {
    private final Node root;
    private final List<Node> order;
    private final IdentityHashMap<Node, Node> adjoints;
    private final IdentityHashMap<Node, ImmutableList<Node>> contributions;

    private Backward(Node root, Node seed) {
        this.root = root;
        this.order = Walk.order(root);
        this.adjoints = new IdentityHashMap<>(order.size());
        this.contributions = new IdentityHashMap<>(order.size());
        adjoints.put(root, seed);
        for (Node y : order.reversed()) {
            if (hasDerivatives(y)) {
                Node g = adjoints.computeIfAbsent(y, Zero::like);
                if (!y.inputs().isEmpty()) {
                    ImmutableList<Node> parts =
                            Zero.is(g) ? zeros(y) : Origin.of(y, () -> Pull.through(y, g));
                    contributions.put(y, parts);
                    collect(y, parts);
                }
            }
        }
    }

    private static boolean hasDerivatives(Node node) {
        return node.kind() == Kind.REAL && !(node.op() instanceof Op.Constant);
    }

    /// The derivatives of a scalar.
    ///
    /// @throws GraphException if `e` has more than one entry, or holds no real numbers
    public static Backward of(Node e) {
        if (e.kind() != Kind.REAL || !e.shape().isOneEntry()) {
            throw new GraphException(
                    "a gradient is taken of one real number, and this is %s %s:\n  %s\n%s"
                            .formatted(
                                    e.kind(),
                                    e.shape(),
                                    Text.of(e),
                                    e.kind() == Kind.REAL
                                            ? "take its mean(…) or sum(…), or give a seed in its shape"
                                            : "differentiate the numbers that it is made of"));
        }
        Node one = Node.constant(1);
        return new Backward(e, e.shape().isScalar() ? one : Functions.broadcastTo(one, e.shape()));
    }

    /// The derivatives of Σ seed⊙y: the seed is what arrives at `y` from outside.
    ///
    /// @throws GraphException if the seed is not of y's shape
    public static Backward of(Node y, Node seed) {
        if (!y.type().equals(seed.type()) || y.kind() != Kind.REAL) {
            throw new GraphException(
                    "a seed has the kind and shape of what is differentiated\n  %s %s  %s\n  %s %s  %s"
                            .formatted(
                                    y.kind(),
                                    y.shape(),
                                    Text.of(y),
                                    seed.kind(),
                                    seed.shape(),
                                    Text.of(seed)));
        }
        return new Backward(y, seed);
    }

    private static ImmutableList<Node> zeros(Node y) {
        return y.inputs().stream().map(Zero::like).collect(ImmutableList.toImmutableList());
    }

    private void collect(Node y, ImmutableList<Node> parts) {
        for (int i = 0; i < parts.size(); i++) {
            Node x = y.inputs().get(i);
            if (hasDerivatives(x)) {
                adjoints.merge(x, parts.get(i), Backward::sum);
            }
        }
    }

    static Node sum(Node a, Node b) {
        if (Zero.is(a)) {
            return b;
        }
        return Zero.is(b) ? a : a.add(b);
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
            throw new GraphException(why(node));
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
                            .formatted(edge, why(behind ? edge.source() : edge.consumer())));
        }
        return parts.get(edge.operand());
    }

    /// The derivative of the consumer with respect to this operand, the others held.
    ///
    /// @throws GraphException if the ends of the edge are not real numbers
    public static Local local(Edge edge) {
        return Local.of(edge);
    }

    private String why(Node node) {
        if (node.kind() != Kind.REAL) {
            return "'%s' holds entries of kind %s, and only real numbers have derivatives"
                    .formatted(Text.of(node), node.kind());
        }
        if (node.op() instanceof Op.Constant) {
            return "%s is a constant; make it an input or a parameter to see its derivative"
                    .formatted(Text.of(node));
        }
        return "'%s'%s is not part of %s, so there is no derivative with respect to it; is it the node that the formula was built with?"
                .formatted(
                        Text.of(node),
                        node.line().map(line -> " (" + line + ")").orElse(""),
                        Text.of(root));
    }
}
