package chainrule.simplify;

import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import com.google.common.math.LongMath;

/// How many scalars a formula may become. It is asked before they are made.
final class Budget {
    static final int MOST = 200_000;

    private static final long MOST_WORK = 100_000_000;

    private long taken;
    private long worked;

    /// The number of entries, which may be more than an array can hold.
    static long entries(Shape shape) {
        return shape.dims().stream().mapToLong(Dim::size).reduce(1, LongMath::saturatedMultiply);
    }

    /// Sets so many aside for a node.
    void take(Node node, long scalars) {
        taken = LongMath.saturatedAdd(taken, scalars);
        if (taken > MOST) {
            throw new GraphException(
                    "unroll: with %s there would be more than %,d scalars; take fewer points, or a part of the formula"
                            .formatted(Text.of(node), MOST));
        }
    }

    /// Sets so many numbers aside that an operation computes to show what it does.
    void work(Node node, long numbers) {
        worked += numbers;
        if (worked > MOST_WORK) {
            throw new GraphException(
                    "unroll: to find out what %s does with its entries takes too many steps; take a smaller one"
                            .formatted(Text.of(node)));
        }
    }
}
