package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.viz.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The pictures that `docs/pictures.md` shows are those of the lesson.
class PicturesTest {
    private static final Path DOCS = Path.of("../docs");

    static Stream<String> names() {
        return Pictures.all().keySet().stream();
    }

    /// Which engine drew them is left open: it decides where things stand, and not what they say.
    @ParameterizedTest
    @MethodSource("names")
    void whatAPictureSaysIsWhatItsFileSays(String name) throws IOException {
        String dot = picture(name).dot();
        String svg = Files.readString(DOCS.resolve("pictures/" + name + ".svg"));
        assertThat(found("id=(\\w+)", dot).map(id -> "id=\"" + id + "\""))
                .isNotEmpty()
                .allSatisfy(id -> assertThat(svg).contains(id));
        assertThat(
                        found(" label=\"((?:[^\"\\\\]|\\\\.)*)\" tooltip", dot)
                                .flatMap(label -> Stream.of(label.split("\\\\n", -1)))
                                .map(String::strip)
                                .filter(line -> !line.isEmpty()))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(svg).contains(">" + line + "<"));
        assertThat(Files.readString(DOCS.resolve("pictures.md")))
                .contains("(pictures/" + name + ".svg)");
    }

    private static Picture picture(String name) {
        return Pictures.all().entrySet().stream()
                .filter(picture -> picture.getKey().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static Stream<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1));
    }

    @Test
    void theMainWritesThemAll(@TempDir Path folder) throws Exception {
        assertThat(Printed.by(() -> Pictures.main(new String[] {folder.toString()})))
                .startsWith("8 pictures in " + folder + ", drawn by ");
        try (Stream<Path> files = Files.list(folder)) {
            List<String> written = files.map(file -> file.getFileName().toString()).toList();
            assertThat(written)
                    .containsExactlyInAnyOrderElementsOf(
                            names().flatMap(name -> Stream.of(name + ".svg", name + ".png"))
                                    .toList());
        }
    }
}
