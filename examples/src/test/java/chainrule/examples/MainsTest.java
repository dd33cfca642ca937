package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The mains as a reader runs them, and the README as a reader reads it.
class MainsTest {
    @FunctionalInterface
    private interface Main {
        void run() throws Exception;
    }

    private static String printed(Main main) throws Exception {
        PrintStream before = System.out;
        Locale language = Locale.getDefault();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Locale.setDefault(Locale.GERMANY); // which writes 0,5
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            main.run();
        } finally {
            System.setOut(before);
            Locale.setDefault(language);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// The text with its numbers to 10 digits: the last ones may differ from machine to machine.
    private static String rounded(String text) {
        return Pattern.compile("\\d+\\.\\d{10,}")
                .matcher(text)
                .replaceAll(
                        m -> new BigDecimal(m.group()).round(new MathContext(10)).toPlainString());
    }

    @Test
    void thePerceptronPrintsItsGradientTwiceAndEveryEdge() throws Exception {
        assertThat(rounded(printed(() -> PerceptronGradient.main(new String[0]))))
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
    void twoLayersPrintTheFactorsAndTheirProduct() throws Exception {
        assertThat(printed(() -> TwoLayers.main(new String[0])))
                .isEqualTo(
                        """
                        ∂E/∂ŷ        = (1 − y) · (1 / (1 − ŷ)) − y · (1 / ŷ)                        = −1.73896
                        ∂ŷ/∂h        = ŷ · (1 − ŷ)                                                  = 0.244367
                        ∂h/∂h₁       = W₁₁⁽²⁾ · (σ(h₁) · (1 − σ(h₁)))                               = 0.173262
                        ∂h₁/∂W₁₁⁽¹⁾  = x₁                                                           = 0.5
                        ∂E/∂W₁₁⁽¹⁾  = −1.73896 · 0.244367 · 0.173262 · 0.5 = −0.0368132
                        by one sweep : −0.0368132
                        matrix form  : −0.0368132 at row 1, column 1
                        """);
    }

    @Test
    void theOtherMainsRun() throws Exception {
        assertThat(printed(() -> OneNeuron.main(new String[0])))
                .contains("200    0.938252    1.188109   -1.345154");
        assertThat(printed(() -> DescentStep.main(new String[0]))).contains("w + α(y − ŷ)x");
        assertThat(printed(() -> PerceptronAlgorithm.main(new String[0])))
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

        String output = printed(() -> FirstGradient.main(new String[] {folder.toString()}));
        assertThat(Files.readString(Path.of("../README.md")))
                .satisfies(readme -> assertThat(rounded(readme)).contains(rounded(output).strip()));
        assertThat(Files.readString(folder.resolve("gradient.svg")))
                .startsWith("<svg")
                .contains("∂E/∂W");
        assertThat(List.of(output.split("\n"))).hasSize(4);
    }
}
