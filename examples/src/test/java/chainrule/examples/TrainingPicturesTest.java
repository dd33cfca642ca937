package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingPicturesTest {
    @Test
    void theFirstLabPaintsItsWeights(@TempDir Path folder) throws Exception {
        assertThat(Printed.by(() -> PaintedWeights.main(new String[] {folder.toString()})).strip())
                .isEqualTo(
                        "E after epoch 1: 0.7553, after epoch 100: 0.2537; pictures in " + folder);
        drawn(folder, "painted-weights", "gradient-norms");
        assertThat(Files.readString(folder.resolve("painted-weights.svg")))
                .contains("Painting the weights; Log-loss");
    }

    @Test
    void theClassesAreConfusedNowAndThen(@TempDir Path folder) throws Exception {
        assertThat(Printed.by(() -> ConfusedClasses.main(new String[] {folder.toString()})).strip())
                .isEqualTo("86.0 % of 200 test points are right; pictures in " + folder);
        drawn(folder, "confusion", "weights", "layer-gradients");
    }

    /// Errors fall, and where training ends the line parts most of the points.
    @Test
    void trainingOfTheLabLearns() {
        var lesson = new PaintedWeights();
        var states = lesson.states();
        assertThat(states).hasSize(100);
        var last = states.getLast().weights();
        var predictions = lesson.model.predict(last, lesson.train.features());
        long right = 0;
        for (int i = 0; i < 100; i++) {
            right += (predictions.get(i) >= 0.5) == (lesson.train.targets().get(i) == 1) ? 1 : 0;
        }
        assertThat(right).isGreaterThanOrEqualTo(95);
    }

    private static void drawn(Path folder, String... names) throws Exception {
        for (String name : List.of(names)) {
            assertThat(ImageIO.read(folder.resolve(name + ".png").toFile()).getWidth())
                    .isEqualTo(1000);
            assertThat(Files.readString(folder.resolve(name + ".svg"))).startsWith("<svg");
        }
    }
}
