package chainrule.graph;

import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.List;

/// An operation that moves, repeats, sums, multiplies or selects entries: linear in each operand,
/// or in each entry, as a product over an axis is, or, as a maximum, once it is known what it
/// selects. Open: records, ours and users'.
public non-sealed interface Structural extends Operation {
    /// The value, plainly computed: it defines what faster ones must give.
    ///
    /// @param y the shape of the result; all its sizes are known, also where those of the node were
    ///   open
    /// @param x the values of the operands
    Tensor value(Shape y, List<Tensor> x);

    /// The transpose: `g` in the shape of the result taken back through an operand. It is asked for
    /// only where operand and result are real numbers; an operation without such has none.
    default Node transpose(Edge edge, Node g) {
        throw new GraphException(
                "%s has no transpose: %s joins no real numbers".formatted(label(), edge));
    }

    @Override
    default Rule.Pullback rule() {
        return this::transpose;
    }
}
