package chainrule.derivation;

import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.sin;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.stopGradient;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.graph.Axes;
import chainrule.graph.LatexSyntax;
import chainrule.graph.Node;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Derivations among tensors, line by line.
class TensorDerivationTest {
    private static final Offset<Double> EXACT = within(1e-12);

    private final Node x = input("X", BATCH, 2);
    private final Node y = input("y", BATCH, 1);
    private final Node w = parameter("W", 2, 1);
    private final Node b = parameter("b", 1);
    private final Node z = x.matmul(w).add(b).named("z");
    private final Node p = sigmoid(z).named("ŷ");
    private final Node e = mean(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1))))).neg().named("E");

    /// z = (0, 0), so both predictions are ½.
    private final Tape tape =
            Tape.record(
                    e,
                    Feed.of(x, Tensor.of(new double[][] {{1, 2}, {3, 4}}))
                            .and(y, Tensor.of(new double[][] {{1}, {0}}))
                            .and(w, Tensor.of(new double[][] {{0}, {0}}))
                            .and(b, Tensor.of(0.0)));

    private static List<String> lines(Derivation derivation) {
        return derivation.text().replaceAll(" {2,}= ", "  = ").lines().toList();
    }

    private static String derived(Derivation derivation) {
        List<String> lines = lines(derivation);
        return String.join("\n", lines.subList(0, lines.size() - 1));
    }

    /// (ŷ − y)/m = (−¼, ¼), and Xᵀ times that is (½, ½).
    @Test
    void thePerceptronOnManyPointsIsDerivedVertexByVertex() {
        List<String> lines = lines(Derivation.of(e, w).at(tape));
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).isEqualTo("∂E/∂W = ∂E/∂ŷ · ∂ŷ/∂z · ∂z/∂W");
        assertThat(lines.get(1)).matches("∂E/∂ŷ = .*batch.*  = \\[2×1] −1 1");
        assertThat(lines.get(2)).matches("∂E/∂z = ∂E/∂ŷ ⊙ .*ŷ.*  = \\[2×1] −0.25 0.25");
        assertThat(lines.get(3)).isEqualTo("∂E/∂W = Xᵀ·∂E/∂z  = [2×1] 0.5 0.5");
        assertThat(lines.get(4)).isEqualTo("∂E/∂W = Xᵀ(ŷ − y) / batch  = [2×1] 0.5 0.5");
        assertThat(lines(Derivation.of(e, b).at(tape)))
                .startsWith("∂E/∂b = ∂E/∂ŷ · ∂ŷ/∂z · ∂z/∂b")
                .contains("∂E/∂b = Σ₀(∂E/∂z)  = [1] 0");
    }

    @Test
    void twoLayersAreDerivedBackThroughBothProducts() {
        Node w1 = parameter("W⁽¹⁾", 2, 3);
        Node w2 = parameter("W⁽²⁾", 3, 1);
        Node h = exp(x.matmul(w1)).named("H");
        Node out = h.matmul(w2).named("ŷ");
        Node error = sum(exp(out)).named("E");
        assertThat(derived(Derivation.of(error, w1)))
                .isEqualTo(
                        """
                        ∂E/∂W⁽¹⁾ = ∂E/∂ŷ · ∂ŷ/∂H · ∂H/∂W⁽¹⁾
                        ∂E/∂ŷ = exp(ŷ)
                        ∂E/∂H = ∂E/∂ŷ·W⁽²⁾ᵀ
                        ∂E/∂W⁽¹⁾ = Xᵀ(∂E/∂H ⊙ H)\
                        """);
        assertThat(derived(Derivation.of(error, w2)))
                .isEqualTo(
                        """
                        ∂E/∂W⁽²⁾ = ∂E/∂ŷ · ∂ŷ/∂W⁽²⁾
                        ∂E/∂ŷ = exp(ŷ)
                        ∂E/∂W⁽²⁾ = Hᵀ·∂E/∂ŷ\
                        """);
    }

    /// v is used by u, and by E itself: what comes back along both ways is summed.
    @Test
    void whatSeveralUseIsGivenTheSum() {
        Node v = exp(parameter("a", 2)).named("v");
        Node a = v.inputs().get(0);
        Node u = sin(v).named("u");
        Node r = tanh(v).named("r");
        Node error = sum(u.mul(r).add(v)).named("E");
        assertThat(derived(Derivation.of(error, a)))
                .isEqualTo(
                        """
                        ∂E/∂a = ∂E/∂u · ∂u/∂v · ∂v/∂a
                              + ∂E/∂r · ∂r/∂v · ∂v/∂a
                              + ∂E/∂v · ∂v/∂a
                        ∂E/∂u = r
                        ∂E/∂r = u
                        dE/dv = 1 + ∂E/∂u ⊙ cos(v) + ∂E/∂r ⊙ (1 − r ⊙ r)
                        ∂E/∂a = dE/dv ⊙ v\
                        """);
    }

    @Test
    void aNumberStandsForAllEntriesOfATensor() {
        Node v = parameter("v", 2);
        assertThat(Derivation.of(sum(v).named("E"), v)).hasToString("∂E/∂v = 1");
        Node u = exp(v).named("u");
        Node cut = sum(stopGradient(u)).named("E");
        assertThat(derived(Derivation.of(cut, v)))
                .isEqualTo("∂E/∂v = ∂E/∂u · ∂u/∂v\n∂E/∂u = 0\n∂E/∂v = ∂E/∂u ⊙ u");
        assertThat(lines(Derivation.of(cut, v)).getLast()).isEqualTo("∂E/∂v = 0");
    }

    @Test
    void everyStepGoesThroughNodesWithoutANameToo() {
        Node v = parameter("v", 2);
        Node error = sum(exp(v.mul(x))).named("E");
        assertThat(derived(Derivation.of(error, v).everyStep()))
                .isEqualTo(
                        """
                        t₁ = v ⊙ X
                        t₂ = exp(t₁)
                        ∂E/∂v = ∂E/∂t₂ · ∂t₂/∂t₁ · ∂t₁/∂v
                        ∂E/∂t₂ = 1
                        ∂E/∂t₁ = ∂E/∂t₂ ⊙ t₂
                        ∂E/∂v = Σ₀(∂E/∂t₁ ⊙ X)\
                        """);
    }

    @Test
    void largeTensorsAreGivenByTheirShape() {
        Node v = parameter("v", 7);
        Node a = parameter("A", 2, 3);
        Node empty = parameter("none", 0, 2);
        Node cube = parameter("K", 1, 1, 2);
        Node u = exp(v).named("u");
        Node error = sum(u).add(sum(square(a))).add(sum(empty)).add(sum(exp(cube))).named("E");
        Tape run =
                Tape.record(
                        error,
                        Feed.of(v, Tensor.full(Shape.of(7), 0))
                                .and(a, Tensor.of(new double[][] {{1, 2, 3}, {-1, 0, 0.25}}))
                                .and(empty, Tensor.full(Shape.of(0, 2), 0))
                                .and(cube, Tensor.full(Shape.of(1, 1, 2), 0)));
        assertThat(Derivation.of(error, v).at(run).text()).endsWith("  [7]");
        assertThat(Derivation.of(error, empty).at(run)).hasToString("∂E/∂none = 1  [0×2]");
        assertThat(Derivation.of(error, cube).at(run)).hasToString("∂E/∂K = exp(K)  [1×1×2]");
        assertThat(Derivation.of(error, a).at(run).text()).endsWith("  = [2×3] 2 4 6 −2 0 0.5");
        String latex = Derivation.of(error, a).at(run).latex();
        LatexSyntax.check(latex);
        assertThat(latex)
                .contains("&&= \\begin{bmatrix} 2 & 4 & 6 \\\\ -2 & 0 & 0.5 \\end{bmatrix}");
        assertThat(Derivation.of(error, v).at(run).latex()).contains("u &&{[}7]");
    }

    @Test
    void theLatexHasFractionsOfDerivatives() {
        Node h = exp(x.matmul(parameter("V", 2, 2))).named("ĥ");
        Node v = h.inputs().get(0).inputs().get(1);
        String latex = Derivation.of(sum(sin(h)).named("E"), v).latex();
        LatexSyntax.check(latex);
        assertThat(latex)
                .contains(
                        "\\frac{\\partial E}{\\partial \\hat{h}} &= \\cos\\left(\\hat{h}\\right)",
                        "\\frac{\\partial E}{\\partial V} &= {X}^{\\top}\\left(\\frac{\\partial E}{\\partial \\hat{h}} \\odot \\hat{h}\\right)");
    }

    /// The numbers come from the formulas of the steps, one put into the next, and agree with the
    /// sweep.
    @Test
    void theNumbersOfTheStepsAreThoseOfTheSweep() {
        Gradients sweep = tape.backward();
        for (Derivation d :
                List.of(Derivation.of(e, w).at(tape), Derivation.of(e, b).at(tape).everyStep())) {
            assertThat(d.steps())
                    .hasSizeGreaterThan(2)
                    .allSatisfy(step ->
                            assertThat(step.value().orElseThrow().toDoubles())
                                    .containsExactly(sweep.of(step.by()).toDoubles(), EXACT));
        }
    }

    @Test
    void anErrorOfOneEntryThatIsNoScalarIsDerived() {
        Node v = parameter("v", 3);
        Node u = exp(v).named("u");
        Node error = sum(u, Axes.keep(0)).named("E");
        assertThat(error.shape()).isEqualTo(Shape.of(1));
        assertThat(derived(Derivation.of(error, v)))
                .isEqualTo("∂E/∂v = ∂E/∂u · ∂u/∂v\n∂E/∂u = 1\n∂E/∂v = ∂E/∂u ⊙ u");
    }
}
