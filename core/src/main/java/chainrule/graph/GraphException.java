package chainrule.graph;

/// A question that a graph cannot answer: a gradient of what is not a scalar, an edge that is not
/// there. What does not fit in shape or kind is a [chainrule.tensor.ShapeException].
public final class GraphException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// A message that names the nodes and what to do.
    public GraphException(String message) {
        super(message);
    }
}
