package chainrule.laws;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.meanSquaredError;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.softmax;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.codec.Formula;
import chainrule.codec.Symbols;
import chainrule.grad.Gradient;
import chainrule.graph.Formulas;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Text;
import chainrule.graph.Walk;
import chainrule.tensor.Dim;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What texts and pictures show is read back, where it says all.
class FormulaDisplayTest {
    private static final Dim M = Dim.named("m");
    private static final Node X = input("X", M, 2);
    private static final Node Y = input("y", M, 1);
    private static final Node W = parameter("W", 2, 1);
    private static final Node B = parameter("b");
    private static final Node P = sigmoid(X.matmul(W).add(B)).named("ŷ");

    private static final Node X1 = input("x₁");
    private static final Node X2 = input("x₂");
    private static final Node LABEL = input("y");
    private static final Node W1 = parameter("w₁");
    private static final Node W2 = parameter("w₂");
    private static final Node Z = W1.mul(X1).add(W2.mul(X2)).add(B).named("z");
    private static final Node A = sigmoid(Z).named("a");
    private static final Node ALPHA = input("α");

    private static Node hidden(int unit) {
        String w = "W%s%s⁽¹⁾";
        char j = (char) ('₀' + unit);
        return parameter(w.formatted('₁', j))
                .mul(X1)
                .add(parameter(w.formatted('₂', j)).mul(X2))
                .add(parameter(w.formatted('₃', j)))
                .named("h" + j);
    }

    private static Node twoLayers() {
        Node h =
                parameter("W₁₁⁽²⁾")
                        .mul(sigmoid(hidden(1)))
                        .add(parameter("W₂₁⁽²⁾").mul(sigmoid(hidden(2))))
                        .add(parameter("W₃₁⁽²⁾"))
                        .named("h");
        return sigmoid(h).named("ŷ");
    }

    private static Node logLoss(Node p, Node y) {
        return mean(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1))))).neg().named("E");
    }

    /// The systems of a first course, and others.
    static Stream<Node> formulas() {
        return Stream.of(
                // a perceptron with its log-loss
                logLoss(P, Y),
                // layers in layers
                sigmoid(sigmoid(X.matmul(parameter("W⁽¹⁾", 2, 3))).matmul(parameter("W⁽²⁾", 3, 1)))
                        .named("ŷ"),
                // two inputs, two hidden units, one output
                twoLayers(),
                LABEL.sub(twoLayers()),
                // a neuron with its squared cost, and δ
                square(LABEL.sub(A)).mul(0.5).named("C"),
                A.sub(LABEL).mul(A).mul(A.rsub(1)).mul(X1),
                // gradients by hand
                LABEL.sub(A).neg().mul(X1),
                X.t().matmul(P.sub(Y)).div(Node.size(M)),
                mean(P.sub(Y)),
                // steps
                W1.sub(ALPHA.mul(LABEL.sub(A).mul(X1).neg())).named("w₁′"),
                W1.add(ALPHA.mul(LABEL.sub(A)).mul(X1)),
                B.sub(ALPHA),
                // classes, ridge, hinge
                mean(sum(Y.mul(log(softmax(X, 1))), -1)).neg(),
                mean(square(P.sub(Y))).add(parameter("λ").mul(sum(square(W)))),
                mean(Functions.maximum(Functions.constant(0), Y.mul(P).rsub(1))),
                // signs in one another
                X1.neg().sub(X2.neg()),
                Functions.abs(Functions.abs(X1).sub(Functions.abs(X2.mul(-3)))),
                square(X1.neg()).neg().add(X1.pow(2).pow(X2)),
                X1.div(X2.div(W1)).div(X1.mul(X2)),
                Functions.where(Functions.lessEqual(X1, X2), X1, X2.rdiv(2)),
                X.matmul(X.t().matmul(X)).mul(B),
                B.mul(X.matmul(W)),
                X.mul(Y).t(),
                Functions.reshape(X, chainrule.tensor.Shape.of(Dim.of(2), 1).with(1, M)),
                W.t().matmul(W),
                Functions.slice(X, 1, 0, 1).add(Functions.clamp(X, -1, 1)),
                meanSquaredError(P, Y));
    }

    private static Symbols sources(Node root) {
        return Symbols.of(
                Walk.order(root).stream()
                        .filter(node -> node.op() instanceof Op.Fed)
                        .toArray(Node[]::new));
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void theLinesOfAGraphAreReadBack(Node formula) {
        Node root = formula.name().isPresent() ? formula : formula.named("E");
        String shown = Formulas.of(root).atMost(100, 1_000).text();
        Node read = Formula.read(shown, sources(root)).result();
        assertThat(Structure.of(read)).as(shown).isEqualTo(Structure.of(root));
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void theFormulaOfANodeIsReadBack(Node root) {
        Node[] named =
                Walk.order(root).stream()
                        .filter(node -> node.name().isPresent() && node != root)
                        .toArray(Node[]::new);
        String shown = Text.formula(root, 1_000);
        Node read = Formula.read(shown, Symbols.of(named)).result();
        assertThat(read.op()).as(shown).isEqualTo(root.op());
        assertThat(Text.of(read, 1_000)).isEqualTo(shown);
        assertThat(Structure.of(read.named("□"))).isEqualTo(Structure.of(root.named("□")));
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void whatIsWrittenIsReadBack(Node root) {
        FormulaLawsTest.assertReadAsWritten(List.of(root));
        FormulaLawsTest.assertReadAsWritten(
                Gradient.of(
                        sum(root),
                        Walk.order(root).stream().filter(n -> n.op() instanceof Op.Fed).toList()));
    }

    @Test
    void theTextbooksOwnFormulasAreRead() {
        String names =
                "X : input [m×2]; y : input [m×1]; w : parameter [2×1]; b : parameter; λ : parameter;";
        Node ridge = Formula.read(names + "2Xᵀ(Xw − y)/m + 2λw").result();
        assertThat(Text.of(ridge).replace("|m|", "m").replace("Xᵀ·(", "Xᵀ("))
                .isIn("2 · (Xᵀ(X·w − y)) / m + 2 · λ · w");
        Node logLoss =
                Formula.read(names + "ŷ = σ(Xw + b); −(1/m) Σ(y ⊙ ln ŷ + (1−y) ⊙ ln(1−ŷ))")
                        .result();
        assertThat(Text.of(logLoss, 1_000).replace("|m|", "m"))
                .isEqualTo("−1 / m · Σ(y ⊙ ln(ŷ) + (1 − y) ⊙ ln(1 − ŷ))");
    }
}
