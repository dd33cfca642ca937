package chainrule.examples;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.square;

import chainrule.eval.Feed;
import chainrule.graph.Node;

/// Lesson: one neuron on one point, weight by weight, with two errors. The squared cost C = ½(y −
/// a)² gives ∂C/∂wᵢ = δxᵢ with δ = (a − y)·a·(1 − a). With the log-loss E the slope a(1 − a) of the
/// sigmoid goes away: ∂E/∂wᵢ = −(y − a)xᵢ and ∂E/∂b = −(y − a), so that the gradient is a number
/// times the point, and the farther the label is from the prediction, the larger it is.
public final class DerivedNeuron {
    final Node x1 = input("x₁");
    final Node x2 = input("x₂");
    final Node y = input("y");
    final Node w1 = parameter("w₁");
    final Node w2 = parameter("w₂");
    final Node b = parameter("b");
    final Node z = w1.mul(x1).add(w2.mul(x2)).add(b).named("z");
    final Node a = sigmoid(z).named("a");
    final Node cost = square(y.sub(a)).mul(0.5).named("C");
    final Node e = y.mul(log(a)).add(y.rsub(1).mul(log(a.rsub(1)))).neg().named("E");

    /// A point that is predicted too low.
    Feed values() {
        return Feed.of(x1, 1.5).and(x2, -2).and(y, 1).and(w1, 0.4).and(w2, 0.3).and(b, -0.2);
    }

    /// Prints the derivations for a weight and the bias with both errors.
    public static void main(String[] arguments) {
        DerivedNeuron lesson = new DerivedNeuron();
        System.out.println(Beside.text(lesson.cost, lesson.w1, lesson.values()));
        System.out.println(Beside.text(lesson.cost, lesson.b, lesson.values()));
        System.out.println(Beside.text(lesson.e, lesson.w1, lesson.values()));
        System.out.print(Beside.text(lesson.e, lesson.b, lesson.values()));
    }
}
