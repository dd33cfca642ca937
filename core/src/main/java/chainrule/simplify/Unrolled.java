package chainrule.simplify;

import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Text;
import chainrule.graph.Type;
import chainrule.tensor.Kind;
import chainrule.tensor.Layout;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Objects;

/// A formula of scalars, and where in it the entries of the tensors are; see [Unroll]. What only
/// moves entries has those of its operand: such a scalar stands for all of them, and so does its
/// derivative.
public final class Unrolled {
    private final Node formula;
    private final ImmutableMap<Node, Scalars> scalars;

    Unrolled(Node formula, ImmutableMap<Node, Scalars> scalars) {
        this.formula = formula;
        this.scalars = scalars;
    }

    /// The entries of a node of the formula, in row order.
    ///
    /// @throws GraphException if it is not part of the formula
    public ImmutableList<Node> of(Node node) {
        return known(node).entries();
    }

    /// One entry of a node of the formula, by an index from 0 for each axis: `entry(w, 0, 0)` is
    /// `W₁₁`.
    ///
    /// @throws GraphException if the node is not part of the formula
    /// @throws ShapeException if it has another number of axes
    public Node entry(Node node, int... place) {
        Scalars all = known(node);
        Shape shape = all.shape();
        if (place.length != shape.rank()) {
            throw new ShapeException(
                    "%s is %s, and %d indices were given"
                            .formatted(Text.of(node), shape, place.length));
        }
        int[] strides = Layout.strides(shape);
        int position = 0;
        for (int axis = 0; axis < place.length; axis++) {
            position += Objects.checkIndex(place[axis], shape.size(axis)) * strides[axis];
        }
        return all.entries().get(position);
    }

    /// The formula itself, where it is one number.
    ///
    /// @throws GraphException if it has more entries, or none
    public Node root() {
        ImmutableList<Node> entries = of(formula);
        if (entries.size() != 1) {
            throw new GraphException(
                    "root() is the only entry of a formula, and %s has %d; of(node) gives them all"
                            .formatted(formula, entries.size()));
        }
        return entries.get(0);
    }

    /// The scalars that are fed: the entries of inputs and parameters.
    public ImmutableList<Node> sources() {
        return scalars.keySet().stream()
                .filter(node -> node.op() instanceof Op.Fed)
                .flatMap(node -> of(node).stream())
                .collect(ImmutableList.toImmutableList());
    }

    /// Values of inputs and parameters as values of their scalars:
    /// `Feed.of(unrolled.values(Map.of(x, points, w, weights)))`.
    ///
    /// @throws GraphException if a node is not part of the formula, is computed, or a value is not
    ///   of its kind and shape
    public ImmutableMap<Node, Tensor> values(Map<Node, Tensor> values) {
        ImmutableMap.Builder<Node, Tensor> all = ImmutableMap.builder();
        values.forEach((node, value) -> {
            Scalars entries = known(node);
            Type given = new Type(value.kind(), value.shape());
            if (!(node.op() instanceof Op.Fed) || !entries.type().equals(given)) {
                throw new GraphException(
                        node.op() instanceof Op.Fed
                                ? "'%s' was unrolled as %s, and its value is %s"
                                        .formatted(Text.of(node), entries.type(), given)
                                : "only inputs and parameters have values to give, and %s is part of the formula"
                                        .formatted(node));
            }
            for (int i = 0; i < value.size(); i++) {
                all.put(entries.entries().get(i), entry(value, i));
            }
        });
        return all.buildOrThrow();
    }

    private static Tensor entry(Tensor value, int position) {
        Kind kind = value.kind();
        return Tensor.generate(Shape.SCALAR, kind, _ -> value.get(position));
    }

    private Scalars known(Node node) {
        Scalars known = scalars.get(node);
        if (known == null) {
            throw new GraphException(
                    "%s is not part of the formula that was unrolled, %s"
                            .formatted(node, Text.of(formula)));
        }
        return known;
    }
}
