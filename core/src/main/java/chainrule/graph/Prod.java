package chainrule.graph;

import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// The product over axes; over none that has entries it is 1. The derivative for an entry is the
/// product of the others, which holds at zeros, too; see [ProductOfOthers].
public record Prod(Axes axes) implements Structural {
    @Override
    public String label() {
        return "prod";
    }

    @Override
    public Notation notation(Node y) {
        return axes.notation("Π", "\\prod", y);
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
        double[] products = new double[y.size()];
        Arrays.fill(products, 1);
        for (int i = 0; i < from.size(); i++) {
            products[at.applyAsInt(i)] *= from.get(i);
        }
        return Tensor.of(y, products);
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        Node x = edge.source();
        return axes.restore(g, x.shape()).mul(new ProductOfOthers(axes).apply(x));
    }
}
