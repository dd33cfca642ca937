package chainrule.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `chainrule explain` in processes of its own, started as the launcher does.
class ExplainProcessTest {
    record Result(int status, String out, String err) {}

    @TempDir private Path folder;

    private Result explain(String path, String without, String... arguments)
            throws IOException, InterruptedException {
        String classes =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(entry -> without.isEmpty() || !entry.contains(without))
                        .collect(Collectors.joining(File.pathSeparator));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Djava.awt.headless=true",
                                "-Dstdout.encoding=UTF-8",
                                "-Dstderr.encoding=UTF-8",
                                "-cp",
                                classes,
                                Main.class.getName(),
                                "explain"));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
        process.environment().put("PATH", path);
        process.environment().put("LC_ALL", "C.UTF-8");
        Path err = folder.resolve("err");
        Process running = process.redirectError(err.toFile()).start();
        String out = new String(running.getInputStream().readAllBytes(), UTF_8);
        return new Result(running.waitFor(), out, Files.readString(err));
    }

    @Test
    void itPrintsAndWritesAndSaysNothingElse() throws Exception {
        Result result =
                explain(
                        System.getenv("PATH"),
                        "",
                        "ŷ = σ(w x + b); -(y ln ŷ + (1-y) ln(1-ŷ))",
                        "--at",
                        "x=0.5,w=2,b=-1,y=1",
                        "--wrt",
                        "w,b",
                        "--out",
                        "a folder/σ");
        assertThat(result.status).as(result.err).isZero();
        assertThat(result.out)
                .contains("  ∂E/∂w = −0.25\n", "    simplified    (ŷ − y) · x\n")
                .contains("\nwritten to a folder/σ\n  explain.svg .png .dot  the graph\n");
        assertThat(result.err).isEmpty();
        assertThat(folder.resolve("a folder/σ/explain.png")).isNotEmptyFile();
    }

    @Test
    void withoutAnEngineTheTextsAreWrittenAndALineSaysSo() throws Exception {
        assumeTrue(
                System.getProperty("java.class.path").contains("javet-v8"),
                "skipped: there is no embedded engine to leave out");
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/explain.svg"), "of an earlier formula");
        Result result = explain("/nowhere", "javet-v8", "w²", "--at=w=3", "--out=out");
        assertThat(result.status).isZero();
        assertThat(result.out)
                .contains("∂E/∂w = 6\n")
                .endsWith(
                        """
                        written to out
                          explain.dot            the graph
                          explain.tex            all of it in LaTeX, a piece of a document
                          explain.md             all of it in Markdown
                        """);
        assertThat(result.err)
                .startsWith(
                        "chainrule: no picture: No engine to draw with. There is no executable dot on the PATH (/nowhere), and no embedded one: ")
                .hasLineCount(1);
        assertThat(folder.resolve("out/explain.dot")).content().startsWith("digraph");
        assertThat(folder.resolve("out/explain.svg")).doesNotExist();
        assertThat(folder.resolve("out/explain.md")).content().doesNotContain("![");
    }
}
