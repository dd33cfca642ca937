package chainrule.grad;

import chainrule.graph.Column;
import chainrule.graph.Edge;
import chainrule.graph.Functions;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Order;
import chainrule.graph.Origin;
import chainrule.graph.Walk;
import chainrule.tensor.Kind;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/// The backward pass of a formula e, as formulas: for each node v the adjoint v̄ = ∂e/∂v, which is
/// the sum of what comes back along the edges that use v, and for each edge that contribution.
/// Constants have no adjoint. The order of consumers does not matter, and nothing is added to the
/// graph that is differentiated.
public final class Backward {
    private final Node root;
    private final Order order;

    /// By the places of the nodes in the order; what has no derivatives has none.
    private final Column<Node> adjoints = new Column<>();

    /// By the numbers of the edges.
    private final Column<Node> contributions = new Column<>();

    private Backward(Node root, Node seed, Order order) {
        this.root = root;
        this.order = order;
        adjoints.put(order.indexOf(root), seed);
        for (int place = order.size() - 1; place >= 0; place--) {
            Node y = order.get(place);
            if (Differentiable.is(y)) {
                arrive(place, y, adjoints.has(place) ? adjoints.get(place) : Zero.like(y));
            }
        }
    }

    /// All of its consumers were before: `g` is the adjoint of `y`.
    private void arrive(int place, Node y, Node g) {
        adjoints.put(place, g);
        ImmutableList<Node> x = y.inputs();
        if (x.isEmpty()) {
            return;
        }
        ImmutableList<Node> parts = Zero.is(g) ? zeros(x) : Origin.of(y, () -> Pull.through(y, g));
        for (int i = 0; i < x.size(); i++) {
            int edge = order.edge(place, i);
            contributions.put(edge, parts.get(i));
            collect(order.source(edge), parts.get(i));
        }
    }

    private static ImmutableList<Node> zeros(List<Node> x) {
        return x.stream().map(Zero::like).collect(ImmutableList.toImmutableList());
    }

    private void collect(int place, Node part) {
        if (place >= 0 && Differentiable.is(order.get(place))) {
            boolean first = !adjoints.has(place);
            adjoints.put(place, first ? part : Zero.plus(adjoints.get(place), part));
        }
    }

    /// The derivatives of a scalar.
    ///
    /// @throws GraphException if `e` has more than one entry, or holds no real numbers
    public static Backward of(Node e) {
        Differentiable.requireOneNumber("a gradient", e, ", or give a seed in its shape");
        Node one = Node.constant(1);
        Node seed = e.shape().isScalar() ? one : Functions.broadcastTo(one, e.shape());
        return new Backward(e, seed, Walk.order(e));
    }

    /// The derivatives of Σ seed⊙y: the seed is what arrives at `y` from outside.
    ///
    /// @throws GraphException if the seed is not of y's shape
    public static Backward of(Node y, Node seed) {
        Differentiable.requireSameType("a seed", "what is differentiated", y, seed);
        return new Backward(y, seed, Walk.order(y));
    }

    /// The derivative of Σ seed⊙y with respect to one node alone: all that is not made of it is
    /// held, and no rule is asked how it could change.
    ///
    /// @param ways the nodes between that one and `y`, as [Walk#between] gives them
    static Backward of(Node y, Node seed, Order ways) {
        return new Backward(y, seed, ways);
    }

    /// What is differentiated.
    public Node root() {
        return root;
    }

    /// The nodes of the formula, operands before their consumers.
    public List<Node> order() {
        return order;
    }

    /// Whether the node is part of the formula and has an adjoint.
    public boolean reaches(Node node) {
        return find(node).isPresent();
    }

    /// ∂e/∂node, in the shape of the node; 0 where it is part of e but no change of it changes e
    /// (behind a step, or only compared).
    ///
    /// @throws GraphException if the node is not part of e, or has no derivatives
    public Node adjoint(Node node) {
        return find(node).orElseThrow(() -> new GraphException(Differentiable.why(node, root)));
    }

    Node adjointOrZero(Node node) {
        return find(node).orElseGet(() -> Zero.like(node));
    }

    private Optional<Node> find(Node node) {
        int place = order.indexOf(node);
        return place >= 0 && adjoints.has(place)
                ? Optional.of(adjoints.get(place))
                : Optional.empty();
    }

    /// The part of ∂e/∂source that comes back along one edge, in the shape of the source.
    ///
    /// @throws GraphException if the edge is not part of e, or carries no derivative
    public Node contribution(Edge edge) {
        int place = order.indexOf(edge.consumer());
        if (place < 0 || !edge.isReal()) {
            boolean behind = edge.consumer().kind() == Kind.REAL && !edge.isReal();
            throw new GraphException(
                    "no derivative comes back along %s: %s"
                            .formatted(
                                    edge,
                                    Differentiable.why(
                                            behind ? edge.source() : edge.consumer(), root)));
        }
        return contributions.get(order.edge(place, edge.operand()));
    }

    /// The derivative of the consumer with respect to this operand, the others held.
    ///
    /// @throws GraphException if the ends of the edge are not real numbers
    public static Local local(Edge edge) {
        return Local.of(edge);
    }
}
