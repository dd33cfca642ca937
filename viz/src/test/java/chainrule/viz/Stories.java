package chainrule.viz;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.square;

import chainrule.eval.Feed;
import chainrule.graph.Node;
import chainrule.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/// Passes that are told in steps.
final class Stories {
    private Stories() {}

    /// C = ½(y − a)², a = σ(z), z = w₁x₁ + w₂x₂ + b.
    static Sample neuron() {
        Node w1 = parameter("w₁");
        Node w2 = parameter("w₂");
        Node b = parameter("b");
        Node x1 = input("x₁");
        Node x2 = input("x₂");
        Node y = input("y");
        Node z = w1.mul(x1).add(w2.mul(x2)).add(b).named("z");
        Node a = sigmoid(z).named("a");
        Node c = square(y.sub(a)).mul(0.5).named("C");
        return new Sample(
                c, Feed.of(w1, 0.3).and(w2, -0.2).and(b, 0.1).and(x1, 0.5).and(x2, 2).and(y, 1));
    }

    /// Two inputs, two hidden neurons, one output, number by number.
    static Sample twoLayers() {
        Map<Node, Tensor> values = new LinkedHashMap<>();
        Node x1 = number(values, input("x₁"), 0.5);
        Node x2 = number(values, input("x₂"), -1.5);
        Node y = number(values, input("y"), 1);
        Node h1 =
                number(values, parameter("W₁₁⁽¹⁾"), 0.4)
                        .mul(x1)
                        .add(number(values, parameter("W₂₁⁽¹⁾"), 0.2).mul(x2))
                        .add(number(values, parameter("W₃₁⁽¹⁾"), -0.1))
                        .named("h₁");
        Node h2 =
                number(values, parameter("W₁₂⁽¹⁾"), -0.3)
                        .mul(x1)
                        .add(number(values, parameter("W₂₂⁽¹⁾"), 0.5).mul(x2))
                        .add(number(values, parameter("W₃₂⁽¹⁾"), 0.3))
                        .named("h₂");
        Node h =
                number(values, parameter("W₁₁⁽²⁾"), 0.7)
                        .mul(sigmoid(h1))
                        .add(number(values, parameter("W₂₁⁽²⁾"), -0.6).mul(sigmoid(h2)))
                        .add(number(values, parameter("W₃₁⁽²⁾"), 0.2))
                        .named("h");
        Node p = sigmoid(h).named("ŷ");
        Node e = y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1)))).neg().named("E");
        return new Sample(e, Feed.of(values));
    }

    private static Node number(Map<Node, Tensor> values, Node node, double value) {
        values.put(node, Tensor.scalar(value));
        return node;
    }
}
