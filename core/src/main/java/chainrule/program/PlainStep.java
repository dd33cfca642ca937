package chainrule.program;

import chainrule.graph.Node;
import chainrule.graph.Opaque;
import chainrule.graph.Operation;
import chainrule.graph.Structural;
import chainrule.tensor.Kind;
import chainrule.tensor.Lent;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;

/// An operation by its plain definition, on copies of its operands: users' own, and those that are
/// too rare for a loop of their own. This is the one step that allocates.
///
/// @param x where its operands lie, from the first entry on
record PlainStep<A>(
        Node node, Shape shape, ImmutableList<AxisPlanner.Block> x, int y, Tensors<A> tensors)
        implements Step<A> {
    @Override
    public void run(Memory<A> memory) {
        ImmutableList.Builder<Tensor> values = ImmutableList.builder();
        for (AxisPlanner.Block operand : x) {
            values.add(
                    operand.kind() == Kind.INDEX
                            ? Lent.indices(operand.shape(), memory.indices[operand.slot()])
                            : tensors.copied(
                                    operand.kind(), operand.shape(), memory.reals[operand.slot()]));
        }
        Tensor value =
                switch (node.op()) {
                    case Structural op -> op.value(shape, values.build());
                    case Opaque op -> op.value(shape, values.build());
                    default -> throw new AssertionError(node);
                };
        if (value.kind() != node.kind() || !value.shape().equals(shape)) {
            throw new IllegalStateException("gave " + value.kind() + " " + value.shape());
        }
        if (node.kind() == Kind.INDEX) {
            System.arraycopy(Lent.array(value), 0, memory.indices[y], 0, value.size());
        } else {
            tensors.copy(value, memory.reals[y]);
        }
    }

    @Override
    public ImmutableList<String> text() {
        return ImmutableList.of(
                "%s by its plain definition, which allocates"
                        .formatted(((Operation) node.op()).label()));
    }

    @Override
    public long operations() {
        return shape.size();
    }
}
