package chainrule.examples;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.square;
import static chainrule.tensor.Dim.BATCH;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Lesson: one sigmoid neuron a = σ(z), z = w₁x₁ + w₂x₂ + b, with the cost C = ½(y − a)². By hand δ
/// = ∂C/∂z = (a − y)·a·(1 − a), ∂C/∂wᵢ = δxᵢ and ∂C/∂b = δ. Batch training averages over the points
/// and steps Δw = −η ∂C/∂w, epoch after epoch: once by Chainrule, once as a plain loop, with the
/// same weights all the way.
public final class OneNeuron {
    static final double RATE = 0.5;

    final Node x = input("x", BATCH, 2);
    final Node y = input("y", BATCH, 1);
    final Node w = parameter("w", 2, 1);
    final Node b = parameter("b", 1);
    final Node z = x.matmul(w).add(b).named("z");
    final Node a = sigmoid(z).named("a");
    final Node cost = mean(square(y.sub(a)).mul(0.5)).named("C");

    /// Weights and bias after each epoch, (w₁, w₂, b), by the gradient that Chainrule makes.
    List<double[]> train(int epochs) {
        ImmutableList<Node> gradient = Gradient.of(cost, List.of(w, b));
        ImmutableList<Node> step =
                ImmutableList.of(
                        w.sub(gradient.get(0).mul(RATE)), b.sub(gradient.get(1).mul(RATE)));
        Tensor weights = Tensor.of(new double[][] {{0.1}, {-0.1}});
        Tensor bias = Tensor.of(0.0);
        List<double[]> path = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            Feed values = Feed.of(x, Points.x()).and(y, Points.y()).and(w, weights).and(b, bias);
            ImmutableList<Tensor> next = Interpreter.evaluate(step, values);
            weights = next.get(0);
            bias = next.get(1);
            path.add(new double[] {weights.get(0), weights.get(1), bias.get(0)});
        }
        return path;
    }

    /// The same, as one would write it without any framework.
    static List<double[]> trainPlainly(int epochs) {
        double w1 = 0.1;
        double w2 = -0.1;
        double bias = 0;
        int m = Points.X.length;
        List<double[]> path = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            double dw1 = 0;
            double dw2 = 0;
            double db = 0;
            for (int i = 0; i < m; i++) {
                double[] point = Points.X[i];
                double out = 1 / (1 + Math.exp(-(w1 * point[0] + w2 * point[1] + bias)));
                double delta = (out - Points.Y[i][0]) * out * (1 - out);
                dw1 += delta * point[0];
                dw2 += delta * point[1];
                db += delta;
            }
            w1 -= RATE * dw1 / m;
            w2 -= RATE * dw2 / m;
            bias -= RATE * db / m;
            path.add(new double[] {w1, w2, bias});
        }
        return path;
    }

    /// Prints the weights of both after some epochs.
    public static void main(String[] arguments) {
        List<double[]> ours = new OneNeuron().train(200);
        List<double[]> plain = trainPlainly(200);
        System.out.println(
                "epoch          w₁          w₂           b   (above by Chainrule, below by the plain loop)");
        for (int epoch : new int[] {1, 2, 10, 50, 200}) {
            print(epoch, ours.get(epoch - 1));
            print(epoch, plain.get(epoch - 1));
        }
    }

    private static void print(int epoch, double[] weights) {
        System.out.printf(
                Locale.ROOT,
                "%5d %11.6f %11.6f %11.6f%n",
                epoch,
                weights[0],
                weights[1],
                weights[2]);
    }
}
