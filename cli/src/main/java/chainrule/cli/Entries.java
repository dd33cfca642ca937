package chainrule.cli;

import static java.util.stream.Collectors.joining;

import chainrule.graph.Text;
import chainrule.tensor.Kind;
import chainrule.tensor.Numbers;
import chainrule.tensor.Tensor;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Values as they are written: a number, or the shape and the entries, `[2×2] 1 −0.5 0 3`.
///
/// @param digits significant digits of a number
/// @param most how many entries are written; of more the first, and an ellipsis
record Entries(int digits, int most) {

    /// The same with so many entries at most.
    Entries atMost(int entries) {
        return new Entries(digits, entries);
    }

    /// As plain text.
    String text(Tensor value) {
        if (value.shape().isScalar()) {
            return entry(value, 0);
        }
        String entries = each(Math.min(most, value.size()), " ", i -> entry(value, i));
        String more = value.size() > most ? " …" : "";
        return (value.shape() + " " + entries + more).strip();
    }

    /// As LaTeX for mathematics mode: a number, a column or a matrix in square brackets, of more or
    /// other entries the shape.
    String latex(Tensor value) {
        int rank = value.shape().rank();
        if (rank == 0) {
            return Text.latex(entry(value, 0));
        }
        if (rank > 2 || value.size() == 0 || value.size() > most) {
            return Text.latex(value.shape().toString());
        }
        int columns = rank == 1 ? 1 : value.shape().size(1);
        return "\\begin{bmatrix} %s \\end{bmatrix}"
                .formatted(
                        each(
                                value.size() / columns,
                                " \\\\ ",
                                row ->
                                        each(
                                                columns,
                                                " & ",
                                                j -> Text.latex(entry(value, row * columns + j)))));
    }

    private String entry(Tensor value, int i) {
        return value.kind() == Kind.BOOL
                ? Boolean.toString(value.get(i) != 0)
                : Numbers.text(value.get(i), digits);
    }

    private static String each(int size, String between, IntFunction<String> text) {
        return IntStream.range(0, size).mapToObj(text).collect(joining(between));
    }
}
