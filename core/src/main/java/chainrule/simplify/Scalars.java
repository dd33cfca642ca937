package chainrule.simplify;

import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Type;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.IntStream;

/// The entries of a tensor as nodes, in row order.
///
/// @param type the kind, and the shape with all sizes known
record Scalars(Type type, ImmutableList<Node> entries) {
    Scalars(Type type, List<Node> entries) {
        this(type, ImmutableList.copyOf(entries));
    }

    static ImmutableList<Node> constants(Tensor value) {
        return IntStream.range(0, value.size())
                .mapToObj(i ->
                        Node.constant(
                                Tensor.generate(Shape.SCALAR, value.kind(), _ -> value.get(i))))
                .collect(ImmutableList.toImmutableList());
    }

    Shape shape() {
        return type.shape();
    }

    boolean isConstant() {
        return entries.stream().allMatch(entry -> entry.op() instanceof Op.Constant);
    }

    /// The entries as numbers, where they are constants.
    Tensor value() {
        return Tensor.generate(
                shape(),
                type.kind(),
                i ->
                        switch (entries.get(i).op()) {
                            case Op.Constant(Tensor value) -> value.item();
                            case Op.Fed _, Op.Size _, chainrule.graph.Operation _ ->
                                    throw new AssertionError(entries.get(i));
                        });
    }
}
