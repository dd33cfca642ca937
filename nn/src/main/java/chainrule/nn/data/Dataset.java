package chainrule.nn.data;

import chainrule.tensor.Kind;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.stream.IntStream;

/// Examples to learn from: in row i, what is known and what is to be predicted.
///
/// @param features m×n real numbers, m ≥ 1
/// @param targets m×k
/// @param featureNames n names
public record Dataset(Tensor features, Tensor targets, ImmutableList<String> featureNames) {
    /// Refuses numbers of rows or names that do not agree, and no rows.
    public Dataset {
        if (features.shape().rank() != 2 || features.kind() != Kind.REAL) {
            throw new ShapeException(
                    "features are real numbers [m×n], and %s of kind %s were given"
                            .formatted(features.shape(), features.kind()));
        }
        if (targets.shape().rank() != 2) {
            throw new ShapeException(
                    "targets are [m×k], and %s were given; for one number a row, reshape to [m×1]"
                            .formatted(targets.shape()));
        }
        if (features.shape().size(0) != targets.shape().size(0)) {
            throw new ShapeException(
                    "features and targets have one row for each example\n  %s  features\n  %s  targets"
                            .formatted(features.shape(), targets.shape()));
        }
        if (features.shape().size(0) == 0) {
            throw new ShapeException("a dataset has at least one row");
        }
        if (features.shape().size(1) != featureNames.size()) {
            throw new ShapeException(
                    "features %s have a name for each column, and %s given"
                            .formatted(
                                    features.shape(),
                                    featureNames.size() == 1
                                            ? "1 was"
                                            : featureNames.size() + " were"));
        }
    }

    /// A dataset whose features are called x1, x2, …
    public static Dataset of(Tensor features, Tensor targets) {
        int columns = features.shape().rank() == 2 ? features.shape().size(1) : 0;
        return new Dataset(
                features,
                targets,
                IntStream.rangeClosed(1, columns)
                        .mapToObj(i -> "x" + i)
                        .collect(ImmutableList.toImmutableList()));
    }

    /// The number of rows, m.
    public int size() {
        return features.shape().size(0);
    }

    /// The dataset of some rows, counted from 0, in this order; a row may come several times.
    ///
    /// @throws IndexOutOfBoundsException if there is no such row
    public Dataset rows(int... which) {
        return batch(which, 0, which.length);
    }

    /// The dataset of the rows `order[from]` to `order[to − 1]`.
    ///
    /// @throws IndexOutOfBoundsException if the order is shorter, or names a row that is not there
    /// @throws ShapeException if `from = to`, which would leave no rows
    public Dataset batch(int[] order, int from, int to) {
        return new Dataset(
                Rows.pick(features, order, from, to),
                Rows.pick(targets, order, from, to),
                featureNames);
    }

    /// The same targets under other features, which keep their names: for scaling.
    public Dataset withFeatures(Tensor other) {
        return new Dataset(other, targets, featureNames);
    }
}
