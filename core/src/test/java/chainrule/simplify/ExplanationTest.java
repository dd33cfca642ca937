package chainrule.simplify;

import static chainrule.graph.Functions.*;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.graph.Walk;
import org.junit.jupiter.api.Test;

/// Simplifications as derivations, line by line.
class ExplanationTest {
    private final Node x = input("x");
    private final Node y = input("y");
    private final Node w = parameter("w");
    private final Node a = sigmoid(w.mul(x)).named("a");

    @Test
    void theGradientOfTheLogLossIsDerivedLineByLine() {
        Node e = y.mul(log(a)).add(y.rsub(1).mul(log(a.rsub(1)))).neg();
        Explanation derivation = Simplify.explain(Gradient.of(e, a));
        assertThat(derivation)
                .hasToString(
                        """
                        −(−1) · (1 − y) · (1 / (1 − a)) + (−1) · y · (1 / a)
                          = −(−1) · (1 − y) · (1 / (1 − a)) + (−y) · (1 / a)   −1 · x = −x (exact)
                          = −(−1) · (1 − y) · (1 / (1 − a)) + (−y · (1 / a))   −x · y = −(x · y) (exact)
                          = −(−1) · (1 − y) · (1 / (1 − a)) + (−y / a)         x · (1 / y) = x / y (algebraic)
                          = −(−(1 − y)) · (1 / (1 − a)) + (−y / a)             −1 · x = −x (exact)
                          = −(y − 1) · (1 / (1 − a)) + (−y / a)                −((x − y) · z) = (y − x) · z, and so in quotients, sums and matrix products (exact)
                          = −(y − 1) / (1 − a) + (−y / a)                      x · (1 / y) = x / y (algebraic)
                          = (1 − y) / (1 − a) + (−y / a)                       −((x − y) · z) = (y − x) · z, and so in quotients, sums and matrix products (exact)
                          = (1 − y) / (1 − a) − y / a                          x + −y = x − y (exact)
                          = (a − y) / (a · (1 − a))                            (1 − x) / (1 − y) − x / y = (y − x) / ((1 − y) · y), and all such fractions that cancel (algebraic)\
                        """);
        assertThat(derivation.before())
                .hasToString("−(−1) · (1 − y) · (1 / (1 − a)) + (−1) · y · (1 / a) []");
        assertThat(derivation.after()).hasToString("(a − y) / (a · (1 − a)) []");
    }

    @Test
    void aStepSaysWhatBecomesOfWhatByWhichRule() {
        Explanation derivation = Simplify.explain(log(a).neg().named("E"));
        assertThat(derivation.steps())
                .extracting(Step::toString)
                .containsExactly(
                        "ln(a) = −softplus(−w · x)   ln σ(x) = −softplus(−x) (stabilising)",
                        "−(−softplus(−w · x)) = E   −(−x) = x (exact)");
        assertThat(derivation.text())
                .isEqualTo(
                        """
                        −ln(a)
                          = −(−softplus(−w · x))   ln σ(x) = −softplus(−x) (stabilising)
                          = softplus(−w · x)       −(−x) = x (exact)\
                        """);
    }

    @Test
    void aCompositeIsOpenedBeforeWhatIsInsideIsMadeStable() {
        Explanation derivation = Simplify.explain(logLoss(a, y));
        assertThat(derivation.steps().get(0).rule())
                .isEqualTo("log_loss by its definition (definition)");
        assertThat(derivation.steps())
                .extracting(Step::law)
                .contains("ln(1 − σ(x)) = −softplus(x)");
        assertThat(derivation.text().lines().skip(1).findFirst().orElseThrow())
                .startsWith("  = −mean(y · ln(a) + (1 − y) · ln(1 − a)) ");
        assertThat(Simplify.explain(softmaxCrossEntropy(input("z", 2), input("t", 2))).steps())
                .isEmpty();
    }

    @Test
    void whatIsSimpleHasNoSteps() {
        assertThat(Simplify.explain(a)).hasToString("σ(w · x)");
        assertThat(Simplify.explain(a).steps()).isEmpty();
    }

    @Test
    void aLongDerivationIsCutAndSaysHowMuchIsMissing() {
        Node e = x;
        for (int i = 0; i < 101; i++) {
            e = tanh(e.add(0));
        }
        assertThat(Simplify.explain(e).text().lines())
                .hasSize(102)
                .last()
                .isEqualTo("  … 1 more step");
        Node longer = e.add(0).mul(1);
        assertThat(Simplify.explain(longer).text()).endsWith("\n  … 3 more steps");
        assertThat(Simplify.explain(e.inputs().get(0).inputs().get(0)).text().lines()).hasSize(101);
    }

    @Test
    void aFormulaSaysWhetherItCanBeStabilised() {
        assertThat(Simplify.stabilises(log(a))).isTrue();
        assertThat(Simplify.stabilises(logLoss(a, y))).isTrue();
        assertThat(Simplify.stabilises(log(x).add(0))).isFalse();
    }

    @Test
    void theFormulaAsWrittenIsNotTouched() {
        Node e = log(a).mul(1).add(x);
        int nodes = Walk.order(e).size();
        assertThat(Simplify.explain(e).before()).isSameAs(e);
        assertThat(Walk.order(e)).hasSize(nodes);
    }
}
