package chainrule.graph;

import chainrule.tensor.Dim;
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
            .add(Composites.LOG_SIGMOID)
            .add(Composites.RELU)
            .add(Composites.STEP)
            .add(Composites.HARDTANH)
            .add(Composites.SILU)
            .add(Composites.GELU)
            .add(Composites.SQUARE)
            .add(Composites.CUBE)
            .add(Composites.RECIPROCAL)
            .add(Composites.RSQRT)
            .add(Composites.TAN)
            .add(Composites.ASIN)
            .add(Composites.ACOS)
            .add(Composites.SINH)
            .add(Composites.COSH)
            .add(Composites.XLOGY)

            .add(new Clamp(0, 1))
            .add(new LeakyRelu(0))
            .add(new Elu(1))

            .add(Errors.LOG_LOSS)
            .add(Errors.CROSS_ENTROPY)
            .add(Errors.SOFTMAX_CROSS_ENTROPY)
            .add(Errors.CLASS_CROSS_ENTROPY)
            .add(Errors.SOFTMAX_CLASS_CROSS_ENTROPY)
            .add(Errors.MEAN_SQUARED_ERROR)

            .add(new Sum(Axes.over()))
            .add(new Prod(Axes.over()))
            .add(new ProductOfOthers(Axes.over()))
            .add(new Max(Axes.over()))
            .add(new Min(Axes.over()))
            .add(new ArgMax(0))
            .add(new ArgMin(0))
            .add(new Mean(Axes.over()))
            .add(new Variance(Axes.over(), 0))
            .add(new Norm(Norm.Order.L2, Axes.over()))
            .add(new LayerNorm(Axes.over(), 0))
            .add(new LogSumExp(Axes.over()))
            .add(new Softmax(0))
            .add(new LogSoftmax(0))
            .add(new CumSum(0, false))

            .add(new BroadcastTo(Shape.SCALAR))
            .add(new Reshape(Shape.SCALAR))
            .add(Transpose.none(0))
            .add(new Slice(0, 0, 0, 1))
            .add(new Pad(0, 0, 0, 0))
            .add(new Concat(0))
            .add(new Flip(0))
            .add(new Gather(0))
            .add(new ScatterAdd(0, Dim.of(0)))
            .add(new TakeAlong(0))
            .add(new PutAlong(0, Dim.of(0)))
            .add(new OneHot(0))

            .add(new MatMul())
            .add(new Einsum("->"))
            .add(new Diagonal())
            .add(new DiagonalMatrix())
            .add(new Determinant())
            .add(new Cofactors())
            .add(Products.DOT)
            .add(Products.OUTER)
            .add(Products.TRACE)
            .add(Convolution.of(Window.PLAIN, 1))
            .add(new MaxPool(ImmutableList.of(), Window.PLAIN))
            .add(new AveragePool(ImmutableList.of(), Window.PLAIN))

            .add(new StopGradient())
            .add(Within.PROBABILITY)
            .add(new Distribution(0))
            .add(new Uniform(Shape.SCALAR, 0))
            .add(new Dropout(0, 0))
            .build();
    // spotless:on

    private Operations() {}

    /// One of each: leaves, composites, and a record of each class.
    public static ImmutableList<Operation> all() {
        return ALL;
    }
}
