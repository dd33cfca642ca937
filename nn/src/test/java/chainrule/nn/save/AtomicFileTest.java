package chainrule.nn.save;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir Path folder;

    @Test
    void aFileIsReplacedAndNothingElseIsLeft() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old and longer");
        AtomicFile.write(file, out -> out.write("new".getBytes(UTF_8)));
        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryNotContaining(f -> !f.equals(file));
    }

    @Test
    void untilItIsWholeTheOldFileIsThere() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        AtomicFile.write(
                file,
                out -> {
                    out.write(new byte[1 << 20]);
                    assertThat(file).hasContent("old");
                    assertThat(folder).isDirectoryContaining(f -> !f.equals(file));
                });
        assertThat(file).hasSize(1 << 20);
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        assertThatExceptionOfType(SaveException.class)
                .isThrownBy(() ->
                        AtomicFile.write(
                                file,
                                out -> {
                                    out.write(1);
                                    throw new IOException("the disk is full");
                                }))
                .withMessage(file + ": cannot be written: the disk is full")
                .withCauseInstanceOf(IOException.class);
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        AtomicFile.write(
                                file,
                                _ -> {
                                    throw new IllegalStateException("a bug");
                                }));
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining(f -> !f.equals(file));
    }

    @Test
    void aPlaceThatCannotHoldAFileIsRefused() {
        Path lost = folder.resolve("no").resolve("a.txt");
        assertThatExceptionOfType(SaveException.class)
                .isThrownBy(() -> AtomicFile.write(lost, _ -> {}))
                .withMessage(lost + ": its folder does not exist; make it first");
        assertThatExceptionOfType(SaveException.class)
                .isThrownBy(() -> AtomicFile.write(folder, _ -> {}))
                .withMessage(folder + ": this is a folder; name a file");
    }
}
