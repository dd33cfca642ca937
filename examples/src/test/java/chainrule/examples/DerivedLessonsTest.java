package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.graph.Node;
import chainrule.tape.Tape;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The derivations that the lessons print, line by line, with the numbers of the tape and of
/// central differences below them.
class DerivedLessonsTest {
    @Test
    void thePerceptronsGradientIsDerivedFromItsLogLoss() throws Exception {
        assertThat(Printed.by(() -> DerivedPerceptron.main(new String[0])))
                .isEqualTo(
                        """
                        ∂E/∂W = ∂E/∂ŷ · ∂ŷ/∂z · ∂z/∂W
                        ∂E/∂ŷ = (ŷ − y) / (ŷ ⊙ (1 − ŷ)) / batch  [8×1]
                        ∂E/∂z = ∂E/∂ŷ ⊙ ŷ ⊙ (1 − ŷ)              [8×1]
                        ∂E/∂W = Xᵀ·∂E/∂z                         = [2×1] −0.4878 −0.8263
                        ∂E/∂W = Xᵀ(ŷ − y) / batch                = [2×1] −0.4878 −0.8263
                        by the tape:    −0.4878 −0.8263
                        by differences: −0.4878 −0.8263

                        ∂E/∂b = ∂E/∂ŷ · ∂ŷ/∂z · ∂z/∂b
                        ∂E/∂ŷ = (ŷ − y) / (ŷ ⊙ (1 − ŷ)) / batch  [8×1]
                        ∂E/∂z = ∂E/∂ŷ ⊙ ŷ ⊙ (1 − ŷ)              [8×1]
                        ∂E/∂b = Σ₀(∂E/∂z)                        = [1] 0.05014
                        ∂E/∂b = mean₀(ŷ − y)                     = [1] 0.05014
                        by the tape:    0.05014
                        by differences: 0.05014
                        """);
    }

    @Test
    void theGradientsOfManyLayersAreDerivedMatrixByMatrix() throws Exception {
        assertThat(Printed.by(() -> DerivedLayers.main(new String[0])))
                .isEqualTo(
                        """
                        ∂E/∂W⁽³⁾ = ∂E/∂ŷ · ∂ŷ/∂z⁽³⁾ · ∂z⁽³⁾/∂W⁽³⁾
                        ∂E/∂ŷ = (ŷ − y) / (ŷ ⊙ (1 − ŷ))  = [1×1] −1.814
                        ∂E/∂z⁽³⁾ = ∂E/∂ŷ ⊙ ŷ ⊙ (1 − ŷ)   = [1×1] −0.4488
                        ∂E/∂W⁽³⁾ = ∂E/∂z⁽³⁾·a⁽²⁾ᵀ        = [1×2] −0.2784 −0.198
                        ∂E/∂W⁽³⁾ = (ŷ − y)·a⁽²⁾ᵀ         = [1×2] −0.2784 −0.198
                        by the tape:    −0.2784 −0.198
                        by differences: −0.2784 −0.198

                        ∂E/∂W⁽¹⁾ = ∂E/∂ŷ · ∂ŷ/∂z⁽³⁾ · ∂z⁽³⁾/∂a⁽²⁾ · ∂a⁽²⁾/∂z⁽²⁾ · ∂z⁽²⁾/∂a⁽¹⁾ · ∂a⁽¹⁾/∂z⁽¹⁾ · ∂z⁽¹⁾/∂W⁽¹⁾
                        ∂E/∂ŷ = (ŷ − y) / (ŷ ⊙ (1 − ŷ))          = [1×1] −1.814
                        ∂E/∂z⁽³⁾ = ∂E/∂ŷ ⊙ ŷ ⊙ (1 − ŷ)           = [1×1] −0.4488
                        ∂E/∂a⁽²⁾ = W⁽³⁾ᵀ·∂E/∂z⁽³⁾                = [2×1] −0.4039 0.3591
                        ∂E/∂z⁽²⁾ = ∂E/∂a⁽²⁾ ⊙ a⁽²⁾ ⊙ (1 − a⁽²⁾)  = [2×1] −0.09513 0.08852
                        ∂E/∂a⁽¹⁾ = W⁽²⁾ᵀ·∂E/∂z⁽²⁾                = [3×1] −0.04889 0.02788 −0.0728
                        ∂E/∂z⁽¹⁾ = ∂E/∂a⁽¹⁾ ⊙ a⁽¹⁾ ⊙ (1 − a⁽¹⁾)  = [3×1] −0.01219 0.005729 −0.01464
                        ∂E/∂W⁽¹⁾ = ∂E/∂z⁽¹⁾·xᵀ                   = [3×2] −0.006096 0.01829 0.002865 −0.008594 −0.00732 0.02196
                        ∂E/∂W⁽¹⁾ = (W⁽²⁾ᵀ(W⁽³⁾ᵀ(ŷ − y) ⊙ a⁽²⁾ ⊙ (1 − a⁽²⁾)) ⊙ a⁽¹⁾ ⊙ (1 − a⁽¹⁾))·xᵀ  = [3×2] −0.006096 0.01829 0.002865 −0.008594 −0.00732 0.02196
                        by the tape:    −0.006096 0.01829 0.002865 −0.008594 −0.00732 0.02196
                        by differences: −0.006096 0.01829 0.002865 −0.008594 −0.00732 0.02196
                        """);
    }

    @Test
    void theDerivativeThroughTwoLayersIsDerivedAsInTheBook() throws Exception {
        assertThat(Printed.by(() -> TwoLayers.main(new String[0])))
                .isEqualTo(
                        """
                        ∂E/∂W₁₁⁽¹⁾ = ∂E/∂ŷ · ∂ŷ/∂h · ∂h/∂h₁ · ∂h₁/∂W₁₁⁽¹⁾
                        ∂E/∂ŷ = (ŷ − y) / (ŷ · (1 − ŷ))                           = −1.739
                        ∂ŷ/∂h = ŷ · (1 − ŷ)                                       = 0.2444
                        ∂h/∂h₁ = W₁₁⁽²⁾ · σ(h₁) · (1 − σ(h₁))                     = 0.1733
                        ∂h₁/∂W₁₁⁽¹⁾ = x₁                                          = 0.5
                        ∂E/∂W₁₁⁽¹⁾ = −1.739 · 0.2444 · 0.1733 · 0.5               = −0.03681
                        ∂E/∂W₁₁⁽¹⁾ = (ŷ − y) · W₁₁⁽²⁾ · σ(h₁) · (1 − σ(h₁)) · x₁  = −0.03681
                        by the tape:    −0.03681
                        by differences: −0.03681
                        matrix form:    −0.03681 at row 1, column 1
                        """);
    }

    @Test
    void theGradientOfANeuronIsDerivedForBothErrors() throws Exception {
        assertThat(Printed.by(() -> DerivedNeuron.main(new String[0])))
                .isEqualTo(
                        """
                        ∂C/∂w₁ = ∂C/∂a · ∂a/∂z · ∂z/∂w₁
                        ∂C/∂a = a − y                        = −0.5498
                        ∂a/∂z = a · (1 − a)                  = 0.2475
                        ∂z/∂w₁ = x₁                          = 1.5
                        ∂C/∂w₁ = −0.5498 · 0.2475 · 1.5      = −0.2041
                        ∂C/∂w₁ = (a − y) · a · (1 − a) · x₁  = −0.2041
                        by the tape:    −0.2041
                        by differences: −0.2041

                        ∂C/∂b = ∂C/∂a · ∂a/∂z · ∂z/∂b
                        ∂C/∂a = a − y                  = −0.5498
                        ∂a/∂z = a · (1 − a)            = 0.2475
                        ∂z/∂b = 1                      = 1
                        ∂C/∂b = −0.5498 · 0.2475 · 1   = −0.1361
                        ∂C/∂b = (a − y) · a · (1 − a)  = −0.1361
                        by the tape:    −0.1361
                        by differences: −0.1361

                        ∂E/∂w₁ = ∂E/∂a · ∂a/∂z · ∂z/∂w₁
                        ∂E/∂a = (a − y) / (a · (1 − a))  = −2.221
                        ∂a/∂z = a · (1 − a)              = 0.2475
                        ∂z/∂w₁ = x₁                      = 1.5
                        ∂E/∂w₁ = −2.221 · 0.2475 · 1.5   = −0.8248
                        ∂E/∂w₁ = (a − y) · x₁            = −0.8248
                        by the tape:    −0.8248
                        by differences: −0.8248

                        ∂E/∂b = ∂E/∂a · ∂a/∂z · ∂z/∂b
                        ∂E/∂a = (a − y) / (a · (1 − a))  = −2.221
                        ∂a/∂z = a · (1 − a)              = 0.2475
                        ∂z/∂b = 1                        = 1
                        ∂E/∂b = −2.221 · 0.2475 · 1      = −0.5498
                        ∂E/∂b = a − y                    = −0.5498
                        by the tape:    −0.5498
                        by differences: −0.5498
                        """);
    }

    @Test
    void theStepOfDescentIsDerived() throws Exception {
        assertThat(Printed.by(() -> DescentStep.main(new String[0])))
                .startsWith(
                        """
                        ∂E/∂w = ∂E/∂ŷ · ∂ŷ/∂z · ∂z/∂w
                        ∂E/∂ŷ = (ŷ − y) / (ŷ · (1 − ŷ))  = −2.221
                        ∂E/∂z = ∂E/∂ŷ · ŷ · (1 − ŷ)      = −0.5498
                        ∂E/∂w = ∂E/∂z · x                = [2] −0.8248 1.1
                        ∂E/∂w = (ŷ − y) · x              = [2] −0.8248 1.1
                        by the tape:    −0.8248 1.1
                        by differences: −0.8248 1.1

                        ∂E/∂b = ∂E/∂ŷ · ∂ŷ/∂z · ∂z/∂b
                        ∂E/∂ŷ = (ŷ − y) / (ŷ · (1 − ŷ))  = −2.221
                        ∂ŷ/∂z = ŷ · (1 − ŷ)              = 0.2475
                        ∂z/∂b = 1                        = 1
                        ∂E/∂b = −2.221 · 0.2475 · 1      = −0.5498
                        ∂E/∂b = ŷ − y                    = −0.5498
                        by the tape:    −0.5498
                        by differences: −0.5498
                        """);
    }

    @Test
    void theStepOfThePerceptronAlgorithmIsDerived() throws Exception {
        assertThat(Printed.by(() -> PerceptronAlgorithm.main(new String[0])))
                .startsWith(
                        """
                        ∂E/∂b = ∂E/∂ŷ · ∂ŷ/∂z · ∂z/∂b
                              + ∂E/∂z · ∂z/∂b
                        ∂E/∂ŷ = z         = −0.5
                        ∂E/∂z = ŷ − y     = −1
                        ∂ŷ/∂z = 0         = 0
                        ∂z/∂b = 1         = 1
                        ∂E/∂b = −0.5 · 0 · 1
                              + (−1) · 1  = −1
                        ∂E/∂b = ŷ − y     = −1
                        by the tape:    −1
                        by differences: −1

                        ∂E/∂w = ∂E/∂ŷ · ∂ŷ/∂z · ∂z/∂w
                              + ∂E/∂z · ∂z/∂w
                        ∂E/∂ŷ = z            = −0.5
                        dE/dz = ŷ − y        = −1
                        ∂E/∂w = dE/dz · x    = [2] −3 −2
                        ∂E/∂w = (ŷ − y) · x  = [2] −3 −2
                        by the tape:    −3 −2
                        by differences: −3 −2
                        """);
    }

    /// The differences are those of the error, not of what was derived.
    @Test
    void theDifferencesAgreeWithTheTapeToMoreDigitsThanArePrinted() {
        DerivedPerceptron perceptron = new DerivedPerceptron();
        agree(perceptron.e, List.of(perceptron.w, perceptron.b), perceptron.values());
        DerivedLayers layers = new DerivedLayers();
        agree(layers.e, List.of(layers.w1, layers.w2, layers.w3), layers.values());
        TwoLayers two = new TwoLayers();
        agree(two.e, List.of(two.w11), two.values());
        DerivedNeuron neuron = new DerivedNeuron();
        for (Node error : List.of(neuron.cost, neuron.e)) {
            agree(error, List.of(neuron.w1, neuron.w2, neuron.b), neuron.values());
        }
        DescentStep step = new DescentStep();
        agree(step.e, List.of(step.w, step.b), step.values(1));
    }

    private static void agree(Node e, List<Node> weights, Feed values) {
        Tape tape = Tape.record(e, values);
        for (Node w : weights) {
            assertThat(Beside.differences(e, w, values).toDoubles())
                    .containsExactly(tape.backward().of(w).toDoubles(), within(1e-8));
        }
    }
}
