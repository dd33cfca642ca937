package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import chainrule.viz.Render;
import chainrule.viz.RenderException;
import chainrule.viz.Story;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lessons that draw, and their pictures in the documentation: with `-Dchainrule.write=true`
/// they are written, else compared.
class DrawnLessonsTest {
    private static final Path PICTURES = Path.of("../docs/pictures");

    private static void isCurrent(String name, String svg) throws Exception {
        Path file = PICTURES.resolve(name);
        if (Boolean.getBoolean("chainrule.write")) {
            Files.writeString(file, svg, StandardCharsets.UTF_8);
        }
        assertThat(file).content(StandardCharsets.UTF_8).isEqualTo(svg);
    }

    private static Render embedded() {
        try {
            return Render.embedded();
        } catch (RenderException missing) {
            return abort("skipped: " + missing.getMessage());
        }
    }

    @Test
    void theNetworkOfTheDocumentationIsWhatTheLessonDraws() throws Exception {
        isCurrent("network.svg", NetworkViews.derivatives().svg());
    }

    @Test
    void theStepOfTheDocumentationIsWhatTheLessonDraws() throws Exception {
        isCurrent("story.svg", Story.of(PassInSteps.pass(), embedded()).svg(7));
    }

    @Test
    void theNetworksAreWritten(@TempDir Path folder) throws Exception {
        Printed.by(() -> NetworkViews.main(new String[] {folder.toString()}));
        assertThat(folder.resolve("classifier.svg")).content().contains("hidden.W₄₃", "softmax");
        assertThat(folder.resolve("classifier.png")).isNotEmptyFile();
        assertThat(folder.resolve("weights.svg")).content().contains("W₁₁⁽¹⁾ = 0.4");
        assertThat(folder.resolve("derivatives.svg")).content().contains("∂E/∂W₁₁⁽¹⁾ = −0.0368");
    }

    @Test
    void thePassIsPrintedAndWritten(@TempDir Path folder) throws Exception {
        assertThat(Printed.by(() -> PassInSteps.main(new String[] {folder.toString()})))
                .contains(
                        """
                         7  Backward: z acts on C through a.
                              ∂C/∂z = ∂C/∂a · a · (1 − a) = −0.134
                         8  Backward: b acts on C through z. This is its part of the gradient.
                        """)
                .hasLineCount(20);
        assertThat(folder.resolve("steps/10.png")).isNotEmptyFile();
        assertThat(folder.resolve("strip.svg")).isNotEmptyFile();
        assertThat(folder.resolve("story.gif")).isNotEmptyFile();
    }
}
