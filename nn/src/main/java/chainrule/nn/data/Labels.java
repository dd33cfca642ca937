package chainrule.nn.data;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableSortedSet;
import java.util.List;

/// Targets for a question with two answers.
public final class Labels {
    private Labels() {}

    /// 1 where the label is the positive one and 0 where it is the other, m×1.
    ///
    /// @param labels m labels, of exactly two classes
    /// @throws DataException if there are not two classes, or `positive` is neither of them
    public static Tensor binary(List<String> labels, String positive) {
        ImmutableSortedSet<String> classes = classes(labels);
        if (!classes.contains(positive)) {
            throw new DataException(
                    "no label is %s; the labels are %s"
                            .formatted(Wording.quote(positive), Wording.list(classes)));
        }
        if (classes.size() > 2) {
            throw new DataException(
                    "a two-class target has 2 classes, and the labels have %d: %s; use OneHot for several"
                            .formatted(classes.size(), Wording.list(classes)));
        }
        return Tensor.generate(
                Shape.of(labels.size(), 1), Kind.REAL, i -> labels.get(i).equals(positive) ? 1 : 0);
    }

    /// The two or more classes that occur, in alphabetical order.
    static ImmutableSortedSet<String> classes(List<String> labels) {
        ImmutableSortedSet<String> classes = ImmutableSortedSet.copyOf(labels);
        if (classes.isEmpty()) {
            throw new DataException("there are no labels; at least one of each class is needed");
        }
        if (classes.size() == 1) {
            throw new DataException(
                    "one class only: every row is %s; a target needs two classes or more to tell apart"
                            .formatted(Wording.quote(classes.first())));
        }
        return classes;
    }
}
