package chainrule.graph;

import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// The sum over axes; over none that has entries it is 0. Its transpose repeats.
public record Sum(Axes axes) implements Structural {
    @Override
    public String label() {
        return "sum";
    }

    @Override
    public Notation notation(Node y) {
        return axes.notation("Σ", "\\sum", y);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Shape from = Operands.real(this, x).shape();
        return Type.real(Operands.fitting(label(), x, () -> axes.reduce(from)));
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        Tensor from = x.get(0);
        IntUnaryOperator at = axes.positions(from.shape());
        double[] sums = new double[y.size()];
        for (int i = 0; i < from.size(); i++) {
            sums[at.applyAsInt(i)] += from.get(i);
        }
        return Tensor.of(y, sums);
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        Shape shape = edge.source().shape();
        return new BroadcastTo(shape).apply(axes.restore(g, shape));
    }
}
