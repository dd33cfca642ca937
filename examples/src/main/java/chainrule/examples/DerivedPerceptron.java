package chainrule.examples;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.tensor.Dim.BATCH;

import chainrule.eval.Feed;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;

/// Lesson: the gradient of the perceptron's log-loss over many points, derived: from E back to ŷ,
/// to z = XW + b, and through the matrix product to W. It comes out as Xᵀ(ŷ − y)/m, and for b as
/// the mean of ŷ − y.
public final class DerivedPerceptron {
    final Node x = input("X", BATCH, 2);
    final Node y = input("y", BATCH, 1);
    final Node w = parameter("W", 2, 1);
    final Node b = parameter("b", 1);
    final Node z = x.matmul(w).add(b).named("z");
    final Node p = sigmoid(z).named("ŷ");
    final Node e = mean(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1))))).neg().named("E");

    /// The eight points, and a line.
    Feed values() {
        return Feed.of(x, Points.x())
                .and(y, Points.y())
                .and(w, Tensor.of(new double[][] {{0.3}, {-0.2}}))
                .and(b, Tensor.of(0.1));
    }

    /// Prints both derivations.
    public static void main(String[] arguments) {
        DerivedPerceptron lesson = new DerivedPerceptron();
        System.out.println(Beside.text(lesson.e, lesson.w, lesson.values()));
        System.out.print(Beside.text(lesson.e, lesson.b, lesson.values()));
    }
}
