package chainrule.graph;

import chainrule.tensor.Shape;
import chainrule.tensor.Strides;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// An operation that moves or repeats entries of its one operand, evenly along each axis. Where
/// they lie is data, so evaluators can read the operand in that order instead of copying it.
public interface Movement extends Structural {
    /// Where the entries of the result lie in the row order of the operand.
    ///
    /// @param x the shape of the operand; all its sizes are known
    /// @param y that of the result
    Strides view(Shape x, Shape y);

    @Override
    default Tensor value(Shape y, List<Tensor> x) {
        Tensor from = x.get(0);
        Strides view = view(from.shape(), y);
        if (view.isContiguous() && y.size() == from.size()) {
            return from.reshape(y);
        }
        IntUnaryOperator at = view.positions();
        return Tensor.generate(y, from.kind(), i -> from.get(at.applyAsInt(i)));
    }
}
