package chainrule.viz;

import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.simplify.Unroll;
import java.util.List;

/// What single entries of vectors and matrices are called: `x₁`, `W₁₁⁽¹⁾`.
final class EntryNames {
    /// Larger ones are not unrolled for the sake of some names.
    private static final int MOST = 100_000;

    private static final int LONGEST = 24;

    private EntryNames() {}

    /// The names of all entries of a parameter, in row order.
    interface Names {
        String at(int position);
    }

    static Names of(Node parameter) {
        String name = Labels.line(parameter.name().orElse("w"), LONGEST);
        if (parameter.shape().size() > MOST) {
            return position -> name + "[" + position + "]";
        }
        List<Node> entries = Unroll.of(Functions.parameter(name, dims(parameter))).sources();
        return position -> entries.get(position).name().orElse(name);
    }

    private static int[] dims(Node node) {
        return node.shape().dims().stream().mapToInt(dim -> dim.size()).toArray();
    }

    /// The names of the entries of a vector.
    static Names of(String vector, int size) {
        String name = Labels.line(vector, LONGEST);
        List<Node> entries = Unroll.of(Functions.input(name, size)).sources();
        return position -> entries.get(position).name().orElse(name);
    }
}
