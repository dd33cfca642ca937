package chainrule.examples;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.sum;

import chainrule.eval.Feed;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;

/// Lesson: a multilayer perceptron ŷ = σ(W⁽³⁾ σ(W⁽²⁾ σ(W⁽¹⁾x))) on one point, and the derivation of
/// the gradients of its matrices. Backpropagation is what it shows: ∂E/∂z⁽³⁾, ∂E/∂z⁽²⁾ and
/// ∂E/∂z⁽¹⁾, each made of the one before it, and each times the transposed activations gives the
/// gradient of a matrix. Every entry of that belongs to an edge of the drawing.
public final class DerivedLayers {
    final Node x = input("x", 2, 1);
    final Node y = input("y", 1, 1);
    final Node w1 = parameter("W⁽¹⁾", 3, 2);
    final Node w2 = parameter("W⁽²⁾", 2, 3);
    final Node w3 = parameter("W⁽³⁾", 1, 2);
    final Node z1 = w1.matmul(x).named("z⁽¹⁾");
    final Node a1 = sigmoid(z1).named("a⁽¹⁾");
    final Node z2 = w2.matmul(a1).named("z⁽²⁾");
    final Node a2 = sigmoid(z2).named("a⁽²⁾");
    final Node z3 = w3.matmul(a2).named("z⁽³⁾");
    final Node p = sigmoid(z3).named("ŷ");
    final Node e = sum(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1))))).neg().named("E");

    /// A point and its label, and three matrices.
    Feed values() {
        return Feed.of(x, Tensor.of(new double[][] {{0.5}, {-1.5}}))
                .and(y, Tensor.of(new double[][] {{1}}))
                .and(w1, Tensor.of(new double[][] {{0.4, 0.2}, {-0.3, 0.5}, {0.1, -0.6}}))
                .and(w2, Tensor.of(new double[][] {{0.7, -0.2, 0.3}, {0.2, 0.1, -0.5}}))
                .and(w3, Tensor.of(new double[][] {{0.9, -0.8}}));
    }

    /// Prints the derivations for the last matrix and for the first.
    public static void main(String[] arguments) {
        DerivedLayers lesson = new DerivedLayers();
        System.out.println(Beside.text(lesson.e, lesson.w3, lesson.values()));
        System.out.print(Beside.text(lesson.e, lesson.w1, lesson.values()));
    }
}
