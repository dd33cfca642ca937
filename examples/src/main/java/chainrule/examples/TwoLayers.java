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
import chainrule.tensor.Numbers;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Lesson: two inputs, two hidden neurons, one output, the biases folded into the matrices as their
/// third rows: hⱼ = W₁ⱼ⁽¹⁾x₁ + W₂ⱼ⁽¹⁾x₂ + W₃ⱼ⁽¹⁾, h = W₁₁⁽²⁾σ(h₁) + W₂₁⁽²⁾σ(h₂) + W₃₁⁽²⁾, ŷ = σ(h).
/// The derivative ∂E/∂W₁₁⁽¹⁾ is the product along its only path, ∂E/∂ŷ · ∂ŷ/∂h · ∂h/∂h₁ ·
/// ∂h₁/∂W₁₁⁽¹⁾, and the entry that the matrix form gives.
public final class TwoLayers {
    private static final double[][] FIRST = {{0.4, -0.3}, {0.2, 0.5}, {-0.1, 0.3}};
    private static final double[][] SECOND = {{0.7}, {-0.6}, {0.2}};
    private static final double[] POINT = {0.5, -1.5};
    private static final double LABEL = 1;

    private final Map<Node, Tensor> values = new LinkedHashMap<>();
    private final Node x1 = number(input("x₁"), POINT[0]);
    private final Node x2 = number(input("x₂"), POINT[1]);
    private final Node y = number(input("y"), LABEL);
    final Node w11 = weight("W₁₁⁽¹⁾", FIRST[0][0]);
    final Node h1 =
            hidden(w11, weight("W₂₁⁽¹⁾", FIRST[1][0]), weight("W₃₁⁽¹⁾", FIRST[2][0])).named("h₁");
    final Node h2 =
            hidden(
                            weight("W₁₂⁽¹⁾", FIRST[0][1]),
                            weight("W₂₂⁽¹⁾", FIRST[1][1]),
                            weight("W₃₂⁽¹⁾", FIRST[2][1]))
                    .named("h₂");
    final Node h =
            weight("W₁₁⁽²⁾", SECOND[0][0])
                    .mul(sigmoid(h1))
                    .add(weight("W₂₁⁽²⁾", SECOND[1][0]).mul(sigmoid(h2)))
                    .add(weight("W₃₁⁽²⁾", SECOND[2][0]))
                    .named("h");
    final Node p = sigmoid(h).named("ŷ");
    final Node e = logLoss(p, y).named("E");

    private Node hidden(Node first, Node second, Node bias) {
        return first.mul(x1).add(second.mul(x2)).add(bias);
    }

    private Node weight(String name, double value) {
        return number(parameter(name), value);
    }

    private Node number(Node node, double value) {
        values.put(node, Tensor.scalar(value));
        return node;
    }

    private static Node logLoss(Node p, Node y) {
        return y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1)))).neg();
    }

    /// The values of this lesson: a feed for all inputs and weights.
    Feed values() {
        return Feed.of(ImmutableMap.copyOf(values));
    }

    /// ∂E/∂W⁽¹⁾ as a matrix, from ŷ = σ([σ([x 1] W⁽¹⁾) 1] W⁽²⁾) in two matrix products; the 1s are
    /// folded in as a column of a mask and an offset.
    static Tensor matrixForm() {
        Node x = input("x", 1, 3);
        Node first = parameter("W⁽¹⁾", 3, 2);
        Node second = parameter("W⁽²⁾", 3, 1);
        Node widen = input("[1 0 0; 0 1 0]", 2, 3);
        Node one = input("[0 0 1]", 1, 3);
        Node label = input("y", 1, 1);
        Node hidden = sigmoid(x.matmul(first));
        Node out = sigmoid(hidden.matmul(widen).add(one).matmul(second));
        Node error = sum(logLoss(out, label));
        Feed feed =
                Feed.of(x, Tensor.of(new double[][] {{POINT[0], POINT[1], 1}}))
                        .and(first, Tensor.of(FIRST))
                        .and(second, Tensor.of(SECOND))
                        .and(widen, Tensor.of(new double[][] {{1, 0, 0}, {0, 1, 0}}))
                        .and(one, Tensor.of(new double[][] {{0, 0, 1}}))
                        .and(label, Tensor.of(new double[][] {{LABEL}}));
        return Interpreter.evaluate(Gradient.of(error, first), feed);
    }

    /// Prints the derivation, and the entry of the matrix form.
    public static void main(String[] arguments) {
        TwoLayers lesson = new TwoLayers();
        System.out.print(Beside.text(lesson.e, lesson.w11, lesson.values()));
        System.out.println(
                "matrix form:    "
                        + Numbers.text(matrixForm().at(0, 0), 4)
                        + " at row 1, column 1");
    }
}
