package chainrule.graph;

import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import chainrule.tensor.Strides;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// The square matrices that have the entries of the last axis on their diagonals, and zeros
/// elsewhere. Its transpose is [Diagonal].
public record DiagonalMatrix() implements Structural {
    @Override
    public String label() {
        return "diagonal_matrix";
    }

    @Override
    public Notation notation(Node y) {
        return Notation.function("Diag", 1);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Shape from = Operands.real(this, x).shape();
        Dim last = Operands.known(this, Math.max(0, from.rank() - 1), x);
        return Type.real(from.append(last));
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        Tensor from = x.get(0);
        double[] entries = new double[y.size()];
        IntUnaryOperator at = Strides.of(from.shape(), 0, Diagonal.strides(y)).positions();
        for (int i = 0; i < from.size(); i++) {
            entries[at.applyAsInt(i)] = from.get(i);
        }
        return Tensor.of(y, entries);
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        return new Diagonal().apply(g);
    }
}
