package chainrule.graph;

import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// For each index, a row of as many numbers as there are classes: 1 at the index, else 0. The rows
/// are a new last axis.
///
/// @param classes how many; an index is from 0 to `classes − 1`
public record OneHot(int classes) implements Structural {
    @Override
    public String label() {
        return "one_hot";
    }

    @Override
    public Notation notation(Node y) {
        return Notation.function("onehot", 1);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Operands.kinds(this, List.of(Kind.INDEX), x);
        return Type.real(
                Operands.fitting(label(), x, () -> x.get(0).shape().append(Dim.of(classes))));
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        Along classesOf = Along.axis(y, y.rank() - 1);
        double[] entries = new double[y.size()];
        for (int i = 0; i < x.get(0).size(); i++) {
            entries[classesOf.position(i, classesOf.index(x.get(0).get(i), i), 0)] = 1;
        }
        return Tensor.of(y, entries);
    }
}
