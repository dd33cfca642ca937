package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The embedded engine in JVMs of its own.
class FreshProcessTest {
    private static final String DOT =
            "digraph { rankdir=LR; node [fontname=\"SansSerif\"]; a [label=\"σ(xW₁ + b)\"]; a -> b [label=\"½\"]; }";

    /// What the child runs: `file` decides the format.
    static final class Draw {
        private Draw() {}

        public static void main(String[] file) throws IOException {
            Render.embedded().write(DOT, Path.of(file[0]));
        }
    }

    @Test
    void itDrawsTheSameQuietlyAndLeavesNothingBehind(@TempDir Path folder) throws Exception {
        draw(folder, "1.svg");
        draw(folder, "2.svg");
        assertThat(folder.resolve("home")).isEmptyDirectory();
        draw(folder, "1.png");
        draw(folder, "2.png");
        assertThat(folder.resolve("1.svg")).hasSameBinaryContentAs(folder.resolve("2.svg"));
        assertThat(folder.resolve("1.png")).hasSameBinaryContentAs(folder.resolve("2.png"));
        try (var kept = Files.list(folder.resolve("home"))) {
            assertThat(kept.filter(path -> !path.endsWith(".java")))
                    .isEmpty(); // the JDK's own list of fonts
        }
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    private static void draw(Path folder, String file) throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path tmp = Files.createDirectories(folder.resolve("tmp"));
        Path said = folder.resolve("said");
        var command =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-Duser.home=" + home,
                        "-Djava.io.tmpdir=" + tmp,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Draw.class.getName(),
                        folder.resolve(file).toString());
        command.environment().put("HOME", home.toString());
        command.redirectErrorStream(true).redirectOutput(said.toFile());
        Process child = command.start();
        assertThat(child.waitFor(Duration.ofSeconds(60))).isTrue();
        assertThat(said).isEmptyFile();
        assertThat(child.exitValue()).isZero();
    }
}
