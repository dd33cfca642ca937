package chainrule.graph;

import chainrule.tensor.Shape;
import com.google.common.collect.ImmutableList;

/// All built-in operations, for whoever reads them back by name: a constant stands for itself, a
/// record with settings for all of its class.
public final class Operations {
    // spotless:off
    private static final ImmutableList<Operation> ALL = ImmutableList.<Operation>builder()
            .add(Leaf.values())

            .add(Composites.SIGMOID)
            .add(Composites.SOFTPLUS)
            .add(Composites.RELU)
            .add(Composites.STEP)
            .add(Composites.SQUARE)
            .add(Composites.LOG_LOSS)
            .add(Composites.CROSS_ENTROPY)
            .add(Composites.SOFTMAX_CROSS_ENTROPY)
            .add(Composites.MEAN_SQUARED_ERROR)

            .add(new Sum(Axes.over()))
            .add(new Max(Axes.over()))
            .add(new Min(Axes.over()))
            .add(new Mean(Axes.over()))
            .add(new LogSumExp(Axes.over()))
            .add(new Softmax(0))
            .add(new LogSoftmax(0))

            .add(new MatMul())
            .add(new BroadcastTo(Shape.SCALAR))
            .add(new Reshape(Shape.SCALAR))
            .add(Transpose.none(0))
            .build();
    // spotless:on

    private Operations() {}

    /// One of each: leaves, composites, and a record of each class.
    public static ImmutableList<Operation> all() {
        return ALL;
    }
}
