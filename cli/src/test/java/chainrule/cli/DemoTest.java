package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.nn.save.Safetensors;
import chainrule.tensor.Shape;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir private static Path folder;
    private static String output = "";

    private static String run(Path out, String... more) {
        StringWriter text = new StringWriter();
        String[] arguments =
                Stream.concat(Stream.of("demo", "--out", out.toString()), Stream.of(more))
                        .toArray(String[]::new);
        int exit = Main.commandLine().setOut(new PrintWriter(text, true)).execute(arguments);
        assertThat(exit).isZero();
        return text.toString().replace(out.toString(), "OUT");
    }

    @BeforeAll
    static void theDemo() {
        output = run(folder.resolve("first"));
    }

    @Test
    void bothModelsAreRightOnAtLeast95PercentOfThePointsHeldBack() {
        List<Double> accuracies =
                Pattern.compile("test accuracy ([0-9.]+)")
                        .matcher(output)
                        .results()
                        .map(DemoTest::number)
                        .toList();
        assertThat(accuracies).hasSize(2).allMatch(a -> a >= 0.95);
    }

    private static Double number(MatchResult match) {
        return Double.valueOf(match.group(1));
    }

    @Test
    void theErrorFallsFromTheFirstEpochToTheLast() {
        List<Double> errors =
                Pattern.compile("epoch +\\d+  error ([0-9.]+)")
                        .matcher(output)
                        .results()
                        .map(DemoTest::number)
                        .toList();
        assertThat(errors).hasSize(80);
        assertThat(errors.get(39)).isLessThan(errors.get(0) / 2);
        assertThat(errors.get(79)).isLessThan(errors.get(40) / 2);
    }

    @Test
    void theConfusionCountsAllPointsHeldBack() {
        int counted =
                Pattern.compile("(?:malignant|benign) +(\\d+) +(\\d+)")
                        .matcher(output)
                        .results()
                        .mapToInt(m -> Integer.parseInt(m.group(1)) + Integer.parseInt(m.group(2)))
                        .sum();
        assertThat(counted).isEqualTo(2 * 114);
    }

    @Test
    void theSameSeedGivesTheSameOutput() {
        assertThat(run(folder.resolve("second"))).isEqualTo(output);
        assertThat(run(folder.resolve("third"), "--seed", "2")).isNotEqualTo(output);
    }

    @Test
    void numbersAreTheSameInAnyLanguage() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(run(folder.resolve("german"))).isEqualTo(output);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String refused(String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit =
                Main.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(
                                Stream.concat(Stream.of("demo"), Stream.of(options))
                                        .toArray(String[]::new));
        assertThat(exit).isEqualTo(1);
        assertThat(out).hasToString("");
        return err.toString();
    }

    @Test
    void whatCannotBeDoneIsSaidBeforeAnythingElse() throws Exception {
        Path file = Files.writeString(folder.resolve("a file"), "");
        assertThat(refused("--out", file.toString()))
                .isEqualTo("chainrule: there is a file already: " + file + "\n");
        assertThat(refused("--out", folder.resolve("none").toString(), "--epochs", "0"))
                .isEqualTo("chainrule: --epochs is 0; it must be 1 or more\n");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void thePictureHasTheDerivativesAndTheWeightsAreThere() throws Exception {
        Path first = folder.resolve("first");
        assertThat(Files.readString(first.resolve("gradient.svg")))
                .contains("ŷ = σ(□)", "∂E/∂perceptron.W");
        assertThat(Files.readString(first.resolve("gradient.dot")))
                .startsWith("digraph")
                .contains("∂ xᵀ ·");
        assertThat(ImageIO.read(first.resolve("gradient.png").toFile()).getWidth())
                .isGreaterThan(1000);
        assertThat(ImageIO.read(first.resolve("error.png").toFile()).getWidth()).isEqualTo(1000);
        assertThat(
                        Safetensors.read(first.resolve("weights.safetensors"))
                                .tensor("hidden.W")
                                .shape())
                .isEqualTo(Shape.of(30, 16));
    }
}
