package chainrule.graph;

import chainrule.tensor.Numbers;
import com.google.common.collect.ImmutableList;

/// The sum of the squared deviations from the mean, over axes, divided by `n − correction`, where n
/// is the number of entries; NaN or ∞ where that is not above 0.
///
/// @param axes numbers from 0
/// @param correction 0 for the variance of these entries, 1 to estimate that of what they are a
///   sample of
public record Variance(Axes axes, int correction) implements Composite {
    /// Refuses a correction below 0.
    public Variance {
        if (correction < 0) {
            throw new GraphException(
                    "variance: the correction is 0 or more, and is " + Numbers.text(correction));
        }
    }

    @Override
    public String label() {
        return "variance";
    }

    @Override
    public Notation notation(Node y) {
        return axes.notation("var", "\\operatorname{var}", y);
    }

    @Override
    public Node definition(ImmutableList<Node> x) {
        Node from = Operands.real(this, x);
        Node distance = from.sub(new Mean(axes.kept()).apply(from));
        Node squares = Functions.square(distance);
        Node count = axes.count(from.shape());
        if (correction > 0 && count.number().orElse(Double.MAX_VALUE) <= correction) {
            throw Operands.refuse(
                    this,
                    "there are %s entries, and with correction %d there must be more than that"
                            .formatted(Numbers.text(count.number().getAsDouble()), correction),
                    x);
        }
        return correction == 0
                ? new Mean(axes).apply(squares)
                : new Sum(axes).apply(squares).div(count.sub(correction));
    }
}
