package chainrule.nn.train;

import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Table;
import com.google.common.collect.TreeBasedTable;
import java.util.stream.IntStream;

/// How often which class was taken for which. With one column the class is 1 from a probability of
/// ½ upwards, else 0; with several it is the column of the largest entry, the first of them if they
/// tie.
///
/// @param counts row: the true class; column: the predicted one; pairs that do not occur are absent
public record Confusion(ImmutableTable<Integer, Integer, Integer> counts) {
    /// The counts for predictions and targets, both [m×k].
    ///
    /// @throws ShapeException if they differ in shape, are no matrices, or are empty
    public static Confusion of(Tensor predictions, Tensor targets) {
        if (!predictions.shape().equals(targets.shape())
                || predictions.shape().rank() != 2
                || predictions.size() == 0) {
            throw new ShapeException(
                    "predictions and targets are matrices of the same shape, and not empty; these are %s and %s"
                            .formatted(predictions.shape(), targets.shape()));
        }
        Table<Integer, Integer, Integer> counts = TreeBasedTable.create();
        for (int row = 0; row < predictions.shape().size(0); row++) {
            int truth = chosen(targets, row);
            int guess = chosen(predictions, row);
            Integer before = counts.get(truth, guess);
            counts.put(truth, guess, before == null ? 1 : before + 1);
        }
        return new Confusion(ImmutableTable.copyOf(counts));
    }

    private static int chosen(Tensor t, int row) {
        int columns = t.shape().size(1);
        if (columns == 1) {
            return t.at(row, 0) >= 0.5 ? 1 : 0;
        }
        return IntStream.range(1, columns)
                .reduce(0, (best, j) -> t.at(row, j) > t.at(row, best) ? j : best);
    }

    /// How many points of a class were taken for another.
    public int count(int truth, int guess) {
        Integer count = counts.get(truth, guess);
        return count == null ? 0 : count;
    }

    /// The number of points.
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// The share of points whose class is right, from 0 to 1.
    public double accuracy() {
        int right = counts.rowKeySet().stream().mapToInt(c -> count(c, c)).sum();
        return (double) right / total();
    }
}
