package chainrule.nn.data;

import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Classes as vectors: column j is 1 where the label is class j, and 0 elsewhere, so that each row
/// sums to 1. Fitted once, and then the same for every split.
///
/// @param classes the k ≥ 2 classes, each once; the columns in order
public record OneHot(ImmutableList<String> classes) {
    /// Refuses fewer than two classes, and a class that comes twice.
    public OneHot {
        if (Labels.classes(classes).size() != classes.size()) {
            throw new DataException("a class comes twice in " + Wording.list(classes));
        }
    }

    /// The classes that occur, in alphabetical order.
    ///
    /// @throws DataException if there are fewer than two
    public static OneHot fit(List<String> labels) {
        return new OneHot(Labels.classes(labels).asList());
    }

    /// The vectors of m labels, m×k.
    ///
    /// @throws DataException if a label is none of the classes
    public Tensor apply(List<String> labels) {
        Map<String, Integer> columns = new HashMap<>();
        for (int j = 0; j < classes.size(); j++) {
            columns.put(classes.get(j), j);
        }
        int[] hot = new int[labels.size()];
        for (int i = 0; i < hot.length; i++) {
            Integer column = columns.get(labels.get(i));
            if (column == null) {
                throw new DataException(
                        "label %d of %d is %s, which is none of the classes fitted: %s"
                                .formatted(
                                        i + 1,
                                        hot.length,
                                        Wording.quote(labels.get(i)),
                                        Wording.list(classes)));
            }
            hot[i] = column;
        }
        int k = classes.size();
        return Tensor.generate(
                Shape.of(hot.length, k), Kind.REAL, i -> hot[i / k] == i % k ? 1 : 0);
    }
}
