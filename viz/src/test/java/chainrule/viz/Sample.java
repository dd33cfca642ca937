package chainrule.viz;

import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.tensor.Dim.BATCH;

import chainrule.eval.Feed;
import chainrule.graph.Node;
import chainrule.graph.Scope;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
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

    Tape tape() {
        return Tape.record(root, feed);
    }

    Gradients gradients() {
        return tape().backward();
    }
}
