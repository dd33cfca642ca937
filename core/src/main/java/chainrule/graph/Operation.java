package chainrule.graph;

import com.google.common.collect.ImmutableList;

/// An op with operands. The four families are closed, so that a walk over them needs no `default`;
/// operations are open, so that a new one changes no walk.
public sealed interface Operation extends Op permits Leaf, Composite, Structural, Opaque {
    /// The field's own word for it, as messages and codecs show it: `matmul`.
    String label();

    /// Kind and shape of the result.
    ///
    /// @throws chainrule.tensor.ShapeException if the operands do not fit
    Type type(ImmutableList<Node> x);

    /// How the derivative comes back through it.
    Rule rule();

    /// Where it has a value and a derivative.
    default Domain domain() {
        return Domain.ALL;
    }

    /// How it is written. Product signs depend on the shapes, so the node is given.
    default Notation notation(Node y) {
        return Notation.function(label(), y.inputs().size());
    }

    /// The node that applies this to operands.
    default Node apply(Node... x) {
        return Node.apply(this, ImmutableList.copyOf(x));
    }
}
