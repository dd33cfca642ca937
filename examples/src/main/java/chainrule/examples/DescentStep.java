package chainrule.examples;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.sum;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;

/// Lesson: the step of gradient descent on one point, in its two forms. w′ = w − α ∂E/∂w holds for
/// any error; for a sigmoid with log-loss ∂E/∂w = −(y − ŷ)x, and the step becomes w′ = w + α(y −
/// ŷ)x and b′ = b + α(y − ŷ).
public final class DescentStep {
    static final double RATE = 0.1;

    final Node x = input("x", 2);
    final Node y = input("y");
    final Node w = parameter("w", 2);
    final Node b = parameter("b");
    final Node z = sum(w.mul(x)).add(b).named("z");
    final Node p = sigmoid(z).named("ŷ");
    final Node e = y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1)))).neg().named("E");

    /// (w′, b′) = (w − α ∂E/∂w, b − α ∂E/∂b)
    ImmutableList<Node> downhill() {
        ImmutableList<Node> gradient = Gradient.of(e, List.of(w, b));
        return ImmutableList.of(w.sub(gradient.get(0).mul(RATE)), b.sub(gradient.get(1).mul(RATE)));
    }

    /// (w′, b′) = (w + α(y − ŷ)x, b + α(y − ŷ))
    ImmutableList<Node> towardsTheLabel() {
        Node miss = y.sub(p);
        return ImmutableList.of(w.add(x.mul(miss).mul(RATE)), b.add(miss.mul(RATE)));
    }

    /// Weights, bias and one point.
    Feed values(double label) {
        return Feed.of(x, Tensor.of(1.5, -2.0))
                .and(y, label)
                .and(w, Tensor.of(0.4, 0.3))
                .and(b, -0.2);
    }

    /// Prints the derivations of ∂E/∂w and ∂E/∂b, and the step in both forms, for a label that
    /// agrees with the prediction more and less.
    public static void main(String[] arguments) {
        DescentStep lesson = new DescentStep();
        System.out.println(Beside.text(lesson.e, lesson.w, lesson.values(1)));
        System.out.println(Beside.text(lesson.e, lesson.b, lesson.values(1)));
        for (double label : new double[] {0, 1}) {
            Feed values = lesson.values(label);
            System.out.println("y = " + label + ", ŷ = " + Interpreter.evaluate(lesson.p, values));
            System.out.println(
                    "  w − α ∂E/∂w, b − α ∂E/∂b       = "
                            + Interpreter.evaluate(lesson.downhill(), values));
            System.out.println(
                    "  w + α(y − ŷ)x, b + α(y − ŷ)    = "
                            + Interpreter.evaluate(lesson.towardsTheLabel(), values));
        }
    }
}
