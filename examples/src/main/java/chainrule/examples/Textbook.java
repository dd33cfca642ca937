package chainrule.examples;

import chainrule.codec.Formula;
import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.simplify.Simplify;
import chainrule.simplify.Unroll;
import chainrule.simplify.Unrolled;
import chainrule.tensor.Numbers;
import java.util.Map;

/// Lesson: the perceptron and its log-loss, read as a textbook writes them. Their gradient comes
/// out as the textbook's, the rules that it takes are shown one by one, and the same formula is
/// written out point by point.
public final class Textbook {
    private static final String PERCEPTRON =
            """
            X : input [m×2]
            y : input [m]
            w : parameter [2]
            b : parameter
            ŷ = σ(X·w + b)
            E = −(1/m) Σ(y ⊙ ln ŷ + (1 − y) ⊙ ln(1 − ŷ))
            """;

    /// Prints the gradients, the steps to one of them, and the formula of two points.
    public static void main(String[] arguments) {
        Formula read = Formula.read(PERCEPTRON);
        Node e = read.result();
        Node w = read.node("w");
        Node b = read.node("b");
        System.out.println("∂E/∂w = " + Text.of(Simplify.of(Gradient.of(e, w))));
        System.out.println("∂E/∂b = " + Text.of(Simplify.of(Gradient.of(e, b))));

        Formula neuron = Formula.read("−(y ln σ(z) + (1 − y) ln(1 − σ(z)))");
        System.out.println();
        System.out.println(Simplify.explain(neuron.result()));
        System.out.println();
        System.out.println(Simplify.explain(Gradient.of(neuron.result(), neuron.node("z"))));

        Unrolled points = Unroll.of(e, Map.of("m", 2));
        System.out.println();
        System.out.println(Text.formula(points.entry(read.node("ŷ"), 1), 80));
        System.out.println(Text.formula(points.root(), 200));

        Feed feed = Feed.of(neuron.node("z"), 1000).and(neuron.node("y"), 0);
        System.out.println();
        System.out.println(
                "at z = 1000, y = 0: %s as written, %s simplified"
                        .formatted(
                                error(neuron.result(), feed),
                                error(Simplify.of(neuron.result()), feed)));
    }

    private static String error(Node e, Feed feed) {
        return Numbers.text(Interpreter.evaluate(e, feed).item());
    }
}
