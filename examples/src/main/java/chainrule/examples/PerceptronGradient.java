package chainrule.examples;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.tensor.Dim.BATCH;

import chainrule.eval.Feed;
import chainrule.graph.Edge;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Text;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Numbers;
import chainrule.tensor.Tensor;
import java.util.Locale;

/// Lesson: a perceptron ŷ = σ(xW + b) and the log-loss E = −(1/m) Σ [y ln ŷ + (1 − y) ln(1 − ŷ)].
/// By hand the gradient is −(1/m) Σᵢ (yᵢ − ŷᵢ)(xᵢ, 1): a number times the point. Here it comes out
/// of the tape, edge by edge.
public final class PerceptronGradient {
    final Node x = input("x", BATCH, 2);
    final Node y = input("y", BATCH, 1);
    final Node w = parameter("W", 2, 1);
    final Node b = parameter("b", 1);
    final Node p = sigmoid(x.matmul(w).add(b)).named("ŷ");
    final Node e = mean(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1))))).neg().named("E");

    /// The derivatives on the eight points at W = (0.3, −0.2), b = 0.1.
    Gradients gradients() {
        Feed values =
                Feed.of(x, Points.x())
                        .and(y, Points.y())
                        .and(w, Tensor.of(new double[][] {{0.3}, {-0.2}}))
                        .and(b, Tensor.of(0.1));
        return Tape.record(e, values).backward();
    }

    /// −(1/m) Σᵢ (yᵢ − ŷᵢ)(xᵢ, 1) in plain numbers.
    static double[] byHand(Tensor predictions) {
        double[] gradient = new double[3];
        int m = Points.X.length;
        for (int i = 0; i < m; i++) {
            double miss = Points.Y[i][0] - predictions.get(i);
            gradient[0] -= miss * Points.X[i][0] / m;
            gradient[1] -= miss * Points.X[i][1] / m;
            gradient[2] -= miss / m;
        }
        return gradient;
    }

    /// Prints both gradients, and for every edge its local derivative and what comes back along it.
    public static void main(String[] arguments) {
        PerceptronGradient lesson = new PerceptronGradient();
        Gradients d = lesson.gradients();
        double[] byHand = byHand(d.tape().value(lesson.p));
        System.out.println(Text.formula(lesson.p, 80) + " = ŷ,  E = " + Text.formula(lesson.e, 80));
        System.out.println("∂E/∂W = " + d.of(lesson.w) + "   ∂E/∂b = " + d.of(lesson.b));
        System.out.println("by hand: " + Tensor.of(byHand));
        for (Node node : d.formulas().order()) {
            for (Edge edge : node.edges()) {
                if (!(edge.source().op() instanceof Op.Constant)) {
                    System.out.printf(
                            Locale.ROOT,
                            "%-52s ∂ %-30s ← %s%n",
                            Text.of(edge.source(), 24) + " → " + Text.step(node, 24),
                            Text.of(d.local(edge).local().formula(), 26),
                            first(d.along(edge)));
                }
            }
        }
    }

    private static String first(Tensor contribution) {
        return Numbers.text(contribution.get(0), 3) + (contribution.size() > 1 ? ", …" : "");
    }
}
