package chainrule.graph;

import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.List;

/// An operation that moves, repeats, sums or selects entries, or multiplies them across operands:
/// linear in each operand, or, as a maximum over an axis, linear once it is known what it selects.
/// Open: records, ours and users'.
public non-sealed interface Structural extends Operation {
    /// The value, plainly computed: it defines what faster ones must give.
    ///
    /// @param y the shape of the result; all its sizes are known, also where those of the node were
    ///   open
    /// @param x the values of the operands
    Tensor value(Shape y, List<Tensor> x);

    /// The transpose: `g` in the shape of the result taken back through an operand.
    Node transpose(Edge edge, Node g);

    @Override
    default Rule.Pullback rule() {
        return this::transpose;
    }
}
