package chainrule.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `chainrule explain` in processes of its own, started as the launcher does.
class ExplainProcessTest {
    record Result(int status, String out, String err) {}

    @TempDir private Path folder;

    private Result explain(String path, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Djava.awt.headless=true",
                                "-Dstdout.encoding=UTF-8",
                                "-Dstderr.encoding=UTF-8",
                                "-cp",
                                System.getProperty("java.class.path"),
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
    void whereThePictureCannotBeDrawnTheTextsAreWrittenAndALineSaysSo() throws Exception {
        Path dot = Files.createDirectories(folder.resolve("bin")).resolve("dot");
        Files.writeString(dot, "#!/bin/sh\necho 'no fonts here' >&2\nexit 1\n");
        assertThat(dot.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/explain.svg"), "of an earlier formula");
        Result result = explain(folder.resolve("bin").toString(), "w²", "--at=w=3", "--out=out");
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
                .isEqualTo(
                        "chainrule: no picture: %s refused the DOT text: no fonts here\n"
                                .formatted(dot));
        assertThat(folder.resolve("out/explain.dot")).content().startsWith("digraph");
        assertThat(folder.resolve("out/explain.svg")).doesNotExist();
        assertThat(folder.resolve("out/explain.md")).content().doesNotContain("![");
    }
}
