package chainrule.graph;

import static java.util.stream.Collectors.joining;

import chainrule.tensor.Dim;
import chainrule.tensor.Layout;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/// Which axes of a tensor a reduction goes over, and whether they stay as axes of size 1.
///
/// @param axes numbers from 0, rising; negative ones, and none at all for every axis, only before
///   [#in(Shape)]
/// @param keepDims whether they stay
public record Axes(ImmutableList<Integer> axes, boolean keepDims) {
    /// These axes, left out of the result; none named means all. Negative numbers count from the
    /// end.
    public static Axes over(int... axes) {
        return new Axes(ImmutableList.copyOf(Ints.asList(axes)), false);
    }

    /// These axes, kept with size 1; none named means all.
    public static Axes keep(int... axes) {
        return new Axes(over(axes).axes, true);
    }

    /// The same axes as rising numbers from 0.
    ///
    /// @throws ShapeException if the shape has no such axis, or one is named twice
    public Axes in(Shape shape) {
        return new Axes(shape.axes(Ints.toArray(axes)), keepDims);
    }

    /// The shape after the reduction.
    ///
    /// @throws ShapeException if the axes are not numbers from 0, rising
    Shape reduce(Shape shape) {
        if (!in(shape).equals(this)) {
            throw new ShapeException(
                    "axes %s of %s must be given from 0, rising; Axes.in(shape) makes them so"
                            .formatted(axes, shape));
        }
        return shape.reduce(axes, keepDims);
    }

    /// The same axes, kept.
    Axes kept() {
        return new Axes(axes, true);
    }

    /// A reduced node with the axes put back as axes of size 1, so that it broadcasts to the shape
    /// before.
    Node restore(Node reduced, Shape before) {
        return keepDims || reduced.shape().isScalar()
                ? reduced
                : new Reshape(before.reduce(axes, true)).apply(reduced);
    }

    /// From positions before the reduction to those after it.
    IntUnaryOperator positions(Shape before) {
        return Layout.broadcast(before.reduce(axes, true), before);
    }

    /// The number of entries that are reduced to one, as a node where sizes are open.
    Node count(Shape before) {
        int known = 1;
        Optional<Node> open = Optional.empty();
        for (int axis : axes) {
            Dim dim = before.dim(axis);
            if (dim.isKnown()) {
                known *= dim.size();
            } else {
                Node size = Node.size(dim);
                open = Optional.of(open.map(n -> n.mul(size)).orElse(size));
            }
        }
        int factor = known;
        return open.map(n -> factor == 1 ? n : n.mul(factor))
                .orElseGet(() -> Node.constant(factor));
    }

    /// The notation of a function over these axes of its only operand.
    Notation notation(String text, String latex, Node y) {
        return notation(text, latex, 1, y);
    }

    /// The notation of a function of operands with this name, and below it the axes of the first,
    /// `Σ₀₁`, unless these are all that there are.
    Notation notation(String text, String latex, int operands, Node y) {
        int rank = y.inputs().get(0).shape().rank();
        if (axes.size() == rank) {
            return Notation.function(text, latex, operands);
        }
        String indices = axes.stream().map(Text::index).collect(joining(rank > 10 ? "," : ""));
        return Notation.function(
                text + indices, latex + "_{" + Joiner.on(',').join(axes) + "}", operands);
    }
}
