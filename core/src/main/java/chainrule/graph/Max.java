package chainrule.graph;

import chainrule.tensor.Dim;
import chainrule.tensor.EntryException;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// The largest entry over axes. Its derivative is 1 at that entry; entries that tie for it share
/// the 1 in equal parts.
public record Max(Axes axes) implements Structural {
    static final String NOTHING = "there are no entries to choose from";

    @Override
    public String label() {
        return "max";
    }

    @Override
    public Notation notation(Node y) {
        return axes.notation("max", "\\max", y);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Shape from = Operands.real(this, x).shape();
        Shape reduced = Operands.fitting(label(), x, () -> axes.reduce(from));
        if (axes.axes().stream().anyMatch(axis -> from.dim(axis).equals(Dim.of(0)))) {
            throw Operands.refuse(this, NOTHING, x);
        }
        return Type.real(reduced);
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        Tensor from = x.get(0);
        if (from.size() == 0 && y.size() > 0) {
            throw new EntryException(NOTHING);
        }
        IntUnaryOperator at = axes.positions(from.shape());
        double[] largest = new double[y.size()];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < from.size(); i++) {
            int j = at.applyAsInt(i);
            largest[j] = Math.max(largest[j], from.get(i));
        }
        return Tensor.of(y, largest);
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        Node x = edge.source();
        Node y = axes.restore(edge.consumer(), x.shape());
        Node chosen = Leaf.mask(Leaf.EQUAL.apply(x, y), 1, 0);
        Node share = chosen.div(new Sum(axes.kept()).apply(chosen));
        return axes.restore(g, x.shape()).mul(share);
    }
}
