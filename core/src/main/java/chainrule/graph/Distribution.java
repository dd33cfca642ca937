package chainrule.graph;

import chainrule.tensor.EntryException;
import chainrule.tensor.Numbers;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// The operand, whose entries along an axis are declared to be a probability distribution: each
/// from 0 to 1, and 1 in sum. Whoever evaluates it is told if they are not. A formula may rely on
/// it: Σ along that axis is 1. Changes that a derivative asks about may leave the distributions, so
/// it passes derivatives on as they are.
///
/// @param axis from 0
public record Distribution(int axis) implements Structural {
    /// How far a sum may be from 1: as far as rounding takes labels that are stored as `float`.
    private static final double TOLERANCE = 1e-6;

    @Override
    public String label() {
        return "distribution";
    }

    @Override
    public Notation notation(Node y) {
        return Notation.asOperand(y);
    }

    @Override
    public Type type(ImmutableList<Node> x) {
        Node from = Operands.real(this, x);
        Operands.dim(this, axis, x);
        return from.type();
    }

    @Override
    public Tensor value(Shape y, List<Tensor> x) {
        Tensor from = x.get(0);
        Along along = Along.axis(y, axis);
        double[] sums = new double[along.before() * along.after()];
        along.each((at, i, k) -> sums[i * along.after() + k] += probability(from.get(at), at));
        for (int sum = 0; sum < sums.length; sum++) {
            if (!isOne(sums[sum])) {
                throw new EntryException(
                        "the entries along axis %d must sum to 1, and those from position %d on sum to %s"
                                .formatted(
                                        axis,
                                        along.position(sum / along.after(), 0, sum % along.after()),
                                        Numbers.text(sums[sum], 9)));
            }
        }
        return from;
    }

    /// Whether a sum of entries is 1, but for rounding.
    public static boolean isOne(double sum) {
        return Math.abs(sum - 1) <= TOLERANCE;
    }

    /// Whether an entry lies between 0 and 1; NaN does not.
    public static boolean isProbability(double entry) {
        return entry >= 0 && entry <= 1;
    }

    private double probability(double entry, int at) {
        if (!isProbability(entry)) {
            throw new EntryException(
                    "%s at position %d is not a probability; the entries along axis %d must lie between 0 and 1, and sum to 1"
                            .formatted(Numbers.text(entry), at, axis));
        }
        return entry;
    }

    @Override
    public Node transpose(Edge edge, Node g) {
        return g;
    }
}
