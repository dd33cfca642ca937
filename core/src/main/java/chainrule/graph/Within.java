package chainrule.graph;

import chainrule.tensor.EntryException;
import chainrule.tensor.Numbers;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// The operand, which must lie between two numbers: whoever evaluates it is told if it does not,
/// instead of getting a NaN later. NaN itself passes.
///
/// @param what an entry is, for the message: `a probability`
public record Within(double low, double high, String what) implements Structural {
    /// Refuses an empty range.
    public Within {
        if (!(low <= high)) {
            throw new GraphException(
                    "within: the range from %s to %s is empty"
                            .formatted(Numbers.text(low), Numbers.text(high)));
        }
    }

    static final Within PROBABILITY = new Within(0, 1, "a probability");

    @Override
    public String label() {
        return "within";
    }

    @Override
    public Notation notation(Node y) {
        return Notation.asOperand(y);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        return Operands.real(this, x).type();
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        Tensor from = x.get(0);
        for (int i = 0; i < from.size(); i++) {
            if (from.get(i) < low || from.get(i) > high) {
                throw new EntryException(
                        "%s at position %d is not %s, which lies between %s and %s"
                                .formatted(
                                        Numbers.text(from.get(i)),
                                        i,
                                        what,
                                        Numbers.text(low),
                                        Numbers.text(high)));
            }
        }
        return from;
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        return g;
    }
}
