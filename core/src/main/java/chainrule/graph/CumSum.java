package chainrule.graph;

import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// The sums of the entries up to each one along an axis: yⱼ = Σ xᵢ over i ≤ j, or backwards, over i
/// ≥ j. Each is the other's transpose.
///
/// @param axis from 0
/// @param backwards whether it sums from the end
public record CumSum(int axis, boolean backwards) implements Structural {
    @Override
    public String label() {
        return "cumsum";
    }

    @Override
    public Notation notation(Node y) {
        String name = backwards ? "cumsum⁻" : "cumsum";
        return Axes.over(axis)
                .notation(name, "\\operatorname{cumsum}" + (backwards ? "^{-}" : ""), y);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Node from = Operands.real(this, x);
        Operands.dim(this, axis, x);
        return from.type();
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        double[] sums = x.get(0).toDoubles();
        Along along = Along.axis(y, axis);
        for (int i = 0; i < along.before(); i++) {
            for (int step = 1; step < along.length(); step++) {
                int j = backwards ? along.length() - 1 - step : step;
                int last = backwards ? j + 1 : j - 1;
                for (int k = 0; k < along.after(); k++) {
                    sums[along.position(i, j, k)] += sums[along.position(i, last, k)];
                }
            }
        }
        return Tensor.of(y, sums);
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        return new CumSum(axis, !backwards).apply(g);
    }
}
