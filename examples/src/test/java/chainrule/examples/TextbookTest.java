package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The lesson that reads the textbook's formulas, line by line, and what the README shows of it.
class TextbookTest {
    @Test
    void theTextbooksGradientsComeOutStepByStep() throws Exception {
        assertThat(Printed.by(() -> Textbook.main(new String[0])))
                .isEqualTo(
                        """
                        ∂E/∂w = Xᵀ(ŷ − y) / m
                        ∂E/∂b = mean(ŷ − y)

                        −(y · ln(σ(z)) + (1 − y) · ln(1 − σ(z)))
                          = −(y · ln(σ(z)) + (1 − y) · (−softplus(z)))          ln(1 − σ(x)) = −softplus(x) (stabilising)
                          = −(y · ln(σ(z)) + (−(1 − y) · softplus(z)))          x · −y = −(x · y) (exact)
                          = −(y · (−softplus(−z)) + (−(1 − y) · softplus(z)))   ln σ(x) = −softplus(−x) (stabilising)
                          = −(−y · softplus(−z) + (−(1 − y) · softplus(z)))     x · −y = −(x · y) (exact)
                          = −(−y · softplus(−z) − (1 − y) · softplus(z))        x + −y = x − y (exact)
                          = −(−(y · softplus(−z) + (1 − y) · softplus(z)))      −x − y = −(x + y) (exact)
                          = y · softplus(−z) + (1 − y) · softplus(z)            −(−x) = x (exact)

                        (−(−1) · (1 − y) · (1 / (1 − σ(z)))) · (σ(z) · (1 − σ(z))) + (−1) · y · (1 / σ(z)) · (σ(z) · (1 − σ(z)))
                          = (−(−1) · (1 − y) · (1 / (1 − σ(z)))) · (σ(z) · (1 − σ(z))) + (−y) · (1 / σ(z)) · (σ(z) · (1 − σ(z)))   −1 · x = −x (exact)
                          = (−(−1) · (1 − y) · (1 / (1 − σ(z)))) · (σ(z) · (1 − σ(z))) + (−y · (1 / σ(z))) · (σ(z) · (1 − σ(z)))   −x · y = −(x · y) (exact)
                          = (−(−1) · (1 − y) · (1 / (1 − σ(z)))) · (σ(z) · (1 − σ(z))) + (−y / σ(z)) · (σ(z) · (1 − σ(z)))         x · (1 / y) = x / y (algebraic)
                          = (−(−1) · (1 − y) · (1 / (1 − σ(z)))) · (σ(z) · (1 − σ(z))) + (−y / σ(z) · (σ(z) · (1 − σ(z))))         −x · y = −(x · y) (exact)
                          = (−(−1) · (1 − y) · (1 / (1 − σ(z)))) · (σ(z) · (1 − σ(z))) + (−y / σ(z) · σ(z) · (1 − σ(z)))           x · (y · z) = (x · y) · z (algebraic)
                          = (−(−1) · (1 − y) · (1 / (1 − σ(z)))) · (σ(z) · (1 − σ(z))) + (−y · (1 − σ(z)))                         x · y / y = x (algebraic)
                          = (−(−(1 − y)) · (1 / (1 − σ(z)))) · (σ(z) · (1 − σ(z))) + (−y · (1 − σ(z)))                             −1 · x = −x (exact)
                          = (−(y − 1) · (1 / (1 − σ(z)))) · (σ(z) · (1 − σ(z))) + (−y · (1 − σ(z)))                                −((x − y) · z) = (y − x) · z, and so in quotients, sums and matrix products (exact)
                          = (−(y − 1) / (1 − σ(z))) · (σ(z) · (1 − σ(z))) + (−y · (1 − σ(z)))                                      x · (1 / y) = x / y (algebraic)
                          = (1 − y) / (1 − σ(z)) · (σ(z) · (1 − σ(z))) + (−y · (1 − σ(z)))                                         −((x − y) · z) = (y − x) · z, and so in quotients, sums and matrix products (exact)
                          = (1 − y) / (1 − σ(z)) · σ(z) · (1 − σ(z)) + (−y · (1 − σ(z)))                                           x · (y · z) = (x · y) · z (algebraic)
                          = (1 − y) · σ(z) + (−y · (1 − σ(z)))                                                                     x · y / y = x (algebraic)
                          = (1 − y) · σ(z) − y · (1 − σ(z))                                                                        x + −y = x − y (exact)
                          = σ(z) − y                                                                                               x · (1 − y) − (1 − x) · y = x − y, and all such products that cancel; σ(−x) is 1 − σ(x) (algebraic)

                        σ(X₂₁ · w₁ + X₂₂ · w₂ + b)
                        −1 / 2 · (y₁ · ln(ŷ₁) + (1 − y₁) · ln(1 − ŷ₁) + (y₂ · ln(ŷ₂) + (1 − y₂) · ln(1 − ŷ₂)))

                        at z = 1000, y = 0: ∞ as written, 1000 simplified
                        """);
    }

    @Test
    void theReadmeShowsTheBeginningOfWhatItPrints() throws Exception {
        String printed = Printed.by(() -> Textbook.main(new String[0]));
        String shown = printed.substring(0, printed.indexOf("\n\n(−(−1)")).strip();
        String source = Files.readString(Path.of("src/main/java/chainrule/examples/Textbook.java"));
        String text =
                source.substring(
                                source.indexOf("            X : input"),
                                source.indexOf("            \"\"\";"))
                        .indent(-12);
        assertThat(Files.readString(Path.of("../README.md"))).contains(shown).contains(text);
    }
}
