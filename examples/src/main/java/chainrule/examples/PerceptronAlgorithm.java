package chainrule.examples;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Lesson: the perceptron algorithm beside gradient descent, on the same points, one point a step.
/// Both go w′ = w + α(y − ŷ)x; with ŷ = step(z) only misclassified points move the line, with ŷ =
/// σ(z) every point does, and the less the better it is predicted. The perceptron algorithm
/// descends, too: from E = (ŷ − y)·z, which is 0 for a point that is right and |z| for one that is
/// wrong. Through ŷ = step(z) nothing comes back, so the gradient is (ŷ − y)x.
public final class PerceptronAlgorithm {
    static final double RATE = 0.1;

    final Node x = Functions.input("x", 2);
    final Node y = Functions.input("y");
    final Node w = Functions.parameter("w", 2);
    final Node b = Functions.parameter("b");
    final Node e;
    private final ImmutableList<Node> step;

    /// A neuron with this activation.
    PerceptronAlgorithm(UnaryOperator<Node> activation) {
        Node z = Functions.sum(w.mul(x)).add(b).named("z");
        Node p = activation.apply(z).named("ŷ");
        e = p.sub(y).mul(z).named("E");
        Node miss = y.sub(p);
        step = ImmutableList.of(w.add(x.mul(miss).mul(RATE)), b.add(miss.mul(RATE)));
    }

    /// Where training stands: the line, and how many points moved it in the last epoch.
    ///
    /// @param w w₁ and w₂
    /// @param b the bias
    /// @param moved points of the last epoch that changed the weights
    record Line(Tensor w, Tensor b, int moved) {
        static final Line FIRST = new Line(Tensor.of(-0.4, 0.2), Tensor.scalar(0.3), 0);

        boolean isRight(int point) {
            double z = w.get(0) * Points.X[point][0] + w.get(1) * Points.X[point][1] + b.item();
            return (z > 0 ? 1 : 0) == Points.Y[point][0];
        }

        long right() {
            return IntStream.range(0, Points.X.length).filter(this::isRight).count();
        }
    }

    /// A point and a line.
    Feed values(int point, Line line) {
        return Feed.of(x, Tensor.of(Points.X[point]))
                .and(y, Points.Y[point][0])
                .and(w, line.w)
                .and(b, line.b);
    }

    /// One step for each point.
    Line epoch(Line from) {
        Line line = new Line(from.w, from.b, 0);
        for (int i = 0; i < Points.X.length; i++) {
            ImmutableList<Tensor> next = Interpreter.evaluate(step, values(i, line));
            int moved =
                    line.moved + (next.get(0).equals(line.w) && next.get(1).equals(line.b) ? 0 : 1);
            line = new Line(next.get(0), next.get(1), moved);
        }
        return line;
    }

    /// Prints the derivations of the step for a point that is wrong, and the line of both after
    /// each of some epochs.
    public static void main(String[] arguments) {
        PerceptronAlgorithm perceptron = new PerceptronAlgorithm(Functions::step);
        PerceptronAlgorithm descent = new PerceptronAlgorithm(Functions::sigmoid);
        Line hard = Line.FIRST;
        Line soft = Line.FIRST;
        Feed wrong = perceptron.values(1, Line.FIRST);
        System.out.println(Beside.text(perceptron.e, perceptron.b, wrong));
        System.out.println(Beside.text(perceptron.e, perceptron.w, wrong));
        System.out.println(
                "epoch  perceptron algorithm                                       gradient descent");
        for (int epoch = 1; epoch <= 8; epoch++) {
            hard = perceptron.epoch(hard);
            soft = descent.epoch(soft);
            System.out.printf(Locale.ROOT, "%5d  %-58s %s%n", epoch, text(hard), text(soft));
        }
    }

    private static String text(Line line) {
        return String.format(
                Locale.ROOT,
                "w = (%.3f, %.3f), b = %.3f, %d moved, %d of %d right",
                line.w.get(0),
                line.w.get(1),
                line.b.item(),
                line.moved,
                line.right(),
                Points.X.length);
    }
}
