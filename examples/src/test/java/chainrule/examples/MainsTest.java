package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The mains as a reader runs them, and the README as a reader reads it.
class MainsTest {
    /// The text with its numbers to 10 digits: the last ones may differ from machine to machine.
    private static String rounded(String text) {
        return Pattern.compile("\\d+\\.\\d{10,}")
                .matcher(text)
                .replaceAll(
                        m -> new BigDecimal(m.group()).round(new MathContext(10)).toPlainString());
    }

    @Test
    void thePerceptronPrintsItsGradientTwiceAndEveryEdge() throws Exception {
        assertThat(rounded(Printed.by(() -> PerceptronGradient.main(new String[0]))))
                .startsWith(
                        """
                        σ(x·W + b) = ŷ,  E = −mean(y ⊙ ln(ŷ) + (1 − y) ⊙ ln(1 − ŷ))
                        ∂E/∂W = [2×1] −0.4877691222 −0.8263480321   ∂E/∂b = [1] 0.05013849013
                        by hand: [3] −0.4877691222 −0.8263480321 0.05013849013
                        x → x·W                                              ∂ ȳ·Wᵀ                           ← −0.0169, …
                        W → x·W                                              ∂ xᵀ·ȳ                           ← −0.488, …
                        x·W → □ + b                                          ∂ 1                              ← −0.0563, …
                        b → □ + b                                            ∂ 1                              ← 0.0501
                        x·W + b → σ(□)                                       ∂ ŷ ⊙ (1 − ŷ)                    ← −0.0563, …
                        """);
    }

    @Test
    void theOtherMainsRun() throws Exception {
        assertThat(Printed.by(() -> OneNeuron.main(new String[0])))
                .contains("200    0.938252    1.188109   -1.345154");
        assertThat(Printed.by(() -> DescentStep.main(new String[0]))).contains("w + α(y − ŷ)x");
        assertThat(Printed.by(() -> PerceptronAlgorithm.main(new String[0])))
                .contains("0 moved, 8 of 8 right");
    }

    @Test
    void theCodeInTheReadmeIsTheCodeThatRuns(@TempDir Path folder) throws Exception {
        String source =
                Files.readString(Path.of("src/main/java/chainrule/examples/FirstGradient.java"));
        String shown =
                source.substring(
                        source.indexOf("README: begin") + "README: begin".length(),
                        source.indexOf("// README: end"));
        assertThat(Files.readString(Path.of("../README.md")))
                .contains(shown.strip().indent(-8).strip());

        String output = Printed.by(() -> FirstGradient.main(new String[] {folder.toString()}));
        assertThat(Files.readString(Path.of("../README.md")))
                .satisfies(readme -> assertThat(rounded(readme)).contains(rounded(output).strip()));
        assertThat(Files.readString(folder.resolve("gradient.svg")))
                .startsWith("<svg")
                .contains("∂E/∂W");
        assertThat(List.of(output.split("\n"))).hasSize(4);
        assertThat(Files.readString(Path.of("../README.md")))
                .contains(Printed.by(() -> TwoLayers.main(new String[0])));
    }
}
