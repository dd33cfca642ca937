package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against programs that only pretend to be `dot`.
class DotProgramTest {
    private static final Duration SOON = Duration.ofMillis(500);

    @TempDir Path folder;

    @Test
    void aHangingDotIsKilledWithItsChildren() throws Exception {
        Path pid = folder.resolve("pid");
        Path dot = fake("sleep 1000 & echo $! > '" + pid + "'; wait");
        long start = System.nanoTime();
        assertThatThrownBy(() -> Render.standard(folder.toString()).within(SOON).svg("graph {}"))
                .isInstanceOf(RenderException.class)
                .hasMessageStartingWith(
                        dot + " did not finish within 0.5 s; the DOT text has 8 characters.");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        long child = Long.parseLong(Files.readString(pid).strip());
        assertThat(endsSoon(child)).isTrue();
    }

    @Test
    void aFailingDotIsQuotedFromAPathWithSpaces() throws IOException {
        Path dot = fake("echo 'no layout today' >&2; exit 3");
        assertThatThrownBy(() -> Render.withDot(dot).svg("graph {}"))
                .isInstanceOf(RenderException.class)
                .hasMessage(dot + " refused the DOT text: no layout today");
    }

    @Test
    void anOutputThatIsNoSvgIsReported() throws IOException {
        Path dot = fake("echo hello");
        assertThatThrownBy(() -> Render.withDot(dot).svg("graph {}"))
                .isInstanceOf(RenderException.class)
                .hasMessageStartingWith("The engine gave no SVG: hello");
    }

    @Test
    void whatIsNotThereOrNotExecutableIsNotFound() throws IOException {
        Files.writeString(folder.resolve("dot"), "");
        assertThat(DotProgram.find("/no/such" + File.pathSeparator + folder)).isEmpty();
        assertThatThrownBy(() -> Render.withDot(folder.resolve("dot")).svg("graph {}"))
                .isInstanceOf(RenderException.class)
                .hasMessageContaining("could not be run");
    }

    /// It has no command any more; as a zombie it may still be listed.
    private static boolean endsSoon(long pid) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            if (ProcessHandle.of(pid).flatMap(process -> process.info().command()).isEmpty()) {
                return true;
            }
            Thread.sleep(50);
        }
        return false;
    }

    private Path fake(String script) throws IOException {
        Path shell = Path.of("/bin/sh");
        assumeTrue(Files.isExecutable(shell), "skipped: no /bin/sh");
        folder = Files.createDirectories(folder.resolve("with spaces"));
        Path dot = Files.writeString(folder.resolve("dot"), "#!/bin/sh\n" + script + "\n");
        assertThat(dot.toFile().setExecutable(true)).isTrue();
        return dot;
    }
}
