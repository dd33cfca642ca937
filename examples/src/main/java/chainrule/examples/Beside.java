package chainrule.examples;

import static java.util.stream.Collectors.joining;

import chainrule.derivation.Derivation;
import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Node;
import chainrule.tape.Tape;
import chainrule.tensor.Kind;
import chainrule.tensor.Numbers;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// A derivation, and below it the same gradient by the tape and by central differences, which know
/// nothing of the chain rule.
final class Beside {
    private static final double H = 1e-5;

    private Beside() {}

    /// All three as lines.
    static String text(Node e, Node w, Feed values) {
        Tape tape = Tape.record(e, values);
        return """
        %s
        by the tape:    %s
        by differences: %s
        """
                .formatted(
                        Derivation.of(e, w).at(tape),
                        rounded(tape.backward().of(w)),
                        rounded(differences(e, w, values)));
    }

    private static String rounded(Tensor gradient) {
        return Arrays.stream(gradient.toDoubles())
                .mapToObj(entry -> Numbers.text(entry, 4))
                .collect(joining(" "));
    }

    /// (e(w + h) − e(w − h)) / 2h for each entry of w.
    static Tensor differences(Node e, Node w, Feed values) {
        return Tensor.generate(
                values.value(w).shape(),
                Kind.REAL,
                i -> (moved(e, w, values, i, H) - moved(e, w, values, i, -H)) / (2 * H));
    }

    private static double moved(Node e, Node w, Feed values, int entry, double by) {
        Map<Node, Tensor> all = new HashMap<>();
        values.nodes().forEach(node -> all.put(node, values.value(node)));
        double[] entries = values.value(w).toDoubles();
        entries[entry] += by;
        all.put(w, Tensor.of(values.value(w).shape(), entries));
        return Interpreter.evaluate(e, Feed.of(all)).item();
    }
}
