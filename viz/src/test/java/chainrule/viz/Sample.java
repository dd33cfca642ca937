package chainrule.viz;

import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static chainrule.tensor.Dim.BATCH;

import chainrule.eval.Feed;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.graph.Scope;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Kind;
import chainrule.tensor.Tensor;

/// Small formulas that are drawn, each with its values.
record Sample(Node root, Feed feed) {
    /// ŷ = σ(xW + b) with the log-loss, as the textbook writes it, on one point.
    static Sample perceptron() {
        Node x = input("x", BATCH, 2);
        Node y = input("y", BATCH, 1);
        Node w = parameter("W", 2, 1);
        Node b = parameter("b", 1);
        Node p = Scope.within("neuron", () -> sigmoid(x.matmul(w).add(b)).named("ŷ"));
        Node e =
                Scope.within(
                        "error",
                        () ->
                                mean(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1)))))
                                        .neg()
                                        .named("E"));
        return new Sample(
                e,
                Feed.of(x, Tensor.of(new double[][] {{0.5, -1}}))
                        .and(y, Tensor.of(new double[][] {{1}}))
                        .and(w, Tensor.of(new double[][] {{0.3}, {0.8}}))
                        .and(b, Tensor.of(0.1)));
    }

    /// x·x: two edges between two nodes.
    static Sample square() {
        Node x = input("x");
        return new Sample(x.mul(x), Feed.of(x, -3));
    }

    /// Two ways from x to E, along which derivatives of both signs come back.
    static Sample diamond() {
        Node x = input("x");
        Node e = exp(x).named("u").mul(x.rsub(1).named("v")).named("E");
        return new Sample(e, Feed.of(x, 2));
    }

    /// E = ½(y − σ(σ(x·W⁽¹⁾)·W⁽²⁾))² on one point.
    static Sample network() {
        Node x = input("x", 1, 2);
        Node y = input("y", 1, 1);
        Node first = parameter("W⁽¹⁾", 2, 2);
        Node second = parameter("W⁽²⁾", 2, 1);
        Node h = Scope.within("hidden", () -> sigmoid(x.matmul(first).named("h")));
        Node p = Scope.within("output", () -> sigmoid(h.matmul(second)).named("ŷ"));
        Node e = Scope.within("error", () -> Functions.square(y.sub(p)).div(2).named("E"));
        return new Sample(
                e,
                Feed.of(x, Tensor.of(new double[][] {{0.5, -1.5}}))
                        .and(y, Tensor.of(new double[][] {{1}}))
                        .and(first, Tensor.of(new double[][] {{0.4, -0.3}, {0.2, 0.5}}))
                        .and(second, Tensor.of(new double[][] {{0.7}, {-0.6}})));
    }

    /// So many equal layers, each z = tanh(z·W_k), in scopes that differ by a number, and their
    /// sum.
    static Sample layers(int count) {
        Node x = input("x", 1, 3);
        Feed feed = Feed.of(x, Tensor.of(new double[][] {{0.5, -0.2, 0.1}}));
        Node z = x;
        for (int k = 1; k <= count; k++) {
            Node w = parameter("W_" + k, 3, 3);
            int last = k;
            feed = feed.and(w, Tensor.generate(w.shape(), Kind.REAL, i -> Math.sin(i + last) / 2));
            Node before = z;
            z = tanh(Scope.within("layer " + k, () -> before.matmul(w).add(1)));
        }
        return new Sample(sum(z).named("E"), feed);
    }

    Tape tape() {
        return Tape.record(root, feed);
    }

    Gradients gradients() {
        return tape().backward();
    }
}
