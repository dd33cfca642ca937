package chainrule.simplify;

import static chainrule.graph.Functions.*;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.graph.Node;
import chainrule.graph.Text;
import chainrule.tensor.Dim;
import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What becomes of sums and products of several factors, and what stays as it is written.
class AlgebraTest {
    private static final Node A = input("a");
    private static final Node B = input("b");
    private static final Node C = input("c");
    private static final Node Z = input("z");
    private static final Node P = sigmoid(Z).named("p");
    private static final Node Q = sigmoid(A).named("q");
    private static final Node M = Node.size(Dim.named("m"));
    private static final Node X = input("X", Dim.named("m"), 2);

    /// A formula and its simplest form.
    record Form(Node formula, String simple) {
        @Override
        public String toString() {
            return Text.of(formula) + " = " + simple;
        }
    }

    private static Form form(Node formula, String simple) {
        return new Form(formula, simple);
    }

    private static Node not(Node x) {
        return x.rsub(1);
    }

    // spotless:off
    static final ImmutableList<Form> FORMS =
            ImmutableList.of(
                    // cancelled
                    form(A.div(P).mul(P), "a"),
                    form(P.mul(A.div(P)), "a"),
                    form(P.mul(A).div(P), "a"),
                    form(A.mul(P).mul(P).div(P), "a · p"),
                    form(A.div(P).div(P).mul(P), "a / p"),
                    form(square(P).div(P), "p"),
                    form(P.div(square(P)), "1 / p"),
                    form(P.div(cube(P)), "p / p³"),
                    form(P.mul(reciprocal(P)), "1"),
                    form(A.div(square(P)).mul(B).mul(P), "a · b / p"),
                    form(A.mul(P).div(B.mul(P)), "a / b"),
                    form(A.mul(P).mul(Q).div(P).div(Q), "a"),
                    form(A.mul(M).div(M), "a"),
                    form(not(P).mul(A).div(not(P)), "a"),
                    // not proved
                    form(A.mul(B).div(B), "a · b / b"),
                    form(A.mul(tanh(B)).div(tanh(B)), "a · tanh(b) / tanh(b)"),
                    form(A.mul(exp(B)).div(exp(B)), "a · exp(b) / exp(b)"),
                    form(exp(square(B).neg()).mul(A).div(exp(square(B).neg())), "a"),
                    form(A.sub(A), "a − a"),
                    form(A.add(B).sub(A), "a + b − a"),
                    form(P.sub(P), "p − p"),
                    form(A.mul(B).div(B).add(A), "a · b / b + a"),
                    form(A.div(B).mul(B).add(A.div(B)), "a / b · b + a / b"),
                    form(sum(X).div(M.mul(3)), "Σ(X) / (3 · m)"),
                    form(sum(X).div(A), "Σ(X) / a"),
                    form(exp(P.neg()).mul(A).div(exp(P.neg())), "a"),
                    // distributed
                    form(A.div(P).add(B).mul(P), "a + b · p"),
                    form(P.mul(A.sub(B.div(P))), "p · a − b"),
                    form(A.div(P).sub(B.div(Q)).mul(P).mul(Q).mul(C), "(a · q − b · p) · c"),
                    form(A.div(P).add(B).add(C).mul(P), "(a / p + b + c) · p"),
                    form(A.div(B).add(C).mul(B), "(a / b + c) · b"),
                    // like terms
                    form(A.add(A), "2 · a"),
                    form(A.add(A).add(A), "3 · a"),
                    form(A.mul(3).sub(A), "2 · a"),
                    form(A.sub(A.mul(3)), "−2 · a"),
                    form(A.mul(B).add(C).add(B.mul(A)), "2 · a · b + c"),
                    form(A.add(B).sub(C).add(B), "a + 2 · b − c"),
                    form(A.add(1).add(2), "a + 3"),
                    form(A.add(1).sub(1), "a"),
                    form(A.sub(1).add(B).add(1), "a + b"),
                    form(A.mul(0.5).add(A.mul(0.25)), "0.75 · a"),
                    form(A.div(2).add(A.div(2)), "a"),
                    form(A.add(A).add(B).add(B), "2 · (a + b)"),
                    // multiplied out
                    form(A.mul(not(P)).sub(not(A).mul(P)), "a − p"),
                    form(not(A).mul(P).sub(A.mul(not(P))), "p − a"),
                    form(A.mul(sigmoid(Z.neg())).sub(not(A).mul(P)), "a − p"),
                    form(A.mul(not(P)).mul(C).sub(not(A).mul(P).mul(C)), "(a − p) · c"),
                    form(A.mul(not(P)).div(C).sub(not(A).mul(P).div(C)), "(a − p) / c"),
                    form(A.mul(B.add(1)).sub(A.mul(B)), "a · (b + 1) − a · b"),
                    form(P.mul(A.add(1)).sub(P.mul(A)), "p · (a + 1) − p · a"),
                    form(P.mul(A.add(Q)).sub(P.mul(Q)), "p · (a + q) − p · q"),
                    form(not(A).mul(A.add(1)), "(1 − a) · (a + 1)"),
                    form(A.sub(B).mul(A.add(B)), "(a − b) · (a + b)"),
                    form(square(A.add(B)), "(a + b)²"),
                    form(A.mul(B).add(A.mul(C)), "a · b + a · c"),
                    // over a common denominator
                    form(not(A).div(not(P)).sub(A.div(P)), "(p − a) / (p · (1 − p))"),
                    form(A.div(P).sub(not(A).div(not(P))), "(a − p) / (p · (1 − p))"),
                    form(not(A).div(not(B)).sub(A.div(B)), "(b − a) / (b · (1 − b))"),
                    form(A.div(B).sub(C.div(B)), "a / b − c / b"),
                    form(A.div(B).add(B.div(A)), "a / b + b / a"),
                    // opposites
                    form(A.sub(B).mul(B.sub(A)), "−(a − b)²"),
                    form(A.sub(B).mul(C).mul(B.sub(A)), "−(a − b)² · c"),
                    form(A.sub(B).mul(A.sub(B)), "(a − b) · (a − b)"),
                    // scales
                    form(A.mul(2).mul(B.mul(3)), "6 · a · b"),
                    form(A.div(2).mul(B.div(3)), "a · b / 6"),
                    form(A.mul(2).div(4), "a / 2"),
                    form(A.mul(4).div(2), "2 · a"),
                    form(A.mul(3).div(2), "3 · a / 2"),
                    form(A.div(M).div(2), "a / 2 / m"),
                    form(A.mul(2).mul(B.div(M)), "2 · a · b / m"),
                    form(A.div(B.mul(2)), "a / b / 2"),
                    form(A.div(M).add(B.div(M)), "(a + b) / m"),
                    form(A.mul(2).sub(B.mul(2)), "2 · (a − b)"),
                    form(A.mul(2).sub(B.mul(3)), "2 · a − 3 · b"),
                    form(sum(X.mul(2)), "2 · Σ(X)"),
                    form(sum(X.div(M)).add(A), "Σ(X) / m + a"),
                    form(sum(X, 0).div(M), "mean₀(X)"),
                    form(sum(X).div(M), "Σ(X) / m"),
                    form(sum(X).div(M.mul(2)), "mean(X)"),
                    form(sum(X, 1).div(2), "mean₁(X)"),
                    form(sum(X, 1).div(3), "Σ₁(X) / 3"),
                    form(mean(not(X)), "1 − mean(X)"),
                    form(mean(X.add(1)), "mean(X + 1)"),
                    form(X.mul(3).t().matmul(X.div(M)), "3 · (Xᵀ·X) / m"),
                    form(X.neg().t().matmul(X.neg()), "Xᵀ·X"),
                    form(A.mul(1e-300).mul(1e-300), "1e−300 · (1e−300 · a)"),
                    form(A.mul(0).mul(2), "2 · a · 0"),
                    // names are one thing
                    form(A.add(A).named("d").add(A), "d + a"),
                    form(A.mul(P).named("n").div(P), "n / p"),
                    form(A.sub(B).named("e").neg(), "−e"));
    // spotless:on

    @ParameterizedTest
    @FieldSource("FORMS")
    void aFormulaHasASimplestForm(Form form) {
        assertThat(Text.of(Simplify.of(form.formula), 200)).isEqualTo(form.simple);
    }

    @Test
    void longSumsAndProductsAreLookedAtInParts() {
        Node sum = A;
        Node product = A;
        for (int i = 0; i < 40; i++) {
            sum = sum.add(input("s" + i));
            product = product.mul(input("f" + i));
        }
        assertThat(Text.formula(Simplify.of(sum.add(A)), 400)).endsWith(" + s38 + s39 + a");
        assertThat(Text.formula(Simplify.of(sum.add(input("u")).add(sum.inputs().get(1))), 400))
                .contains("2 · s39")
                .endsWith(" + u");
        assertThat(Factors.of(product).powers()).hasSize(16);
        assertThat(Term.of(sum)).hasSize(16);
    }
}
