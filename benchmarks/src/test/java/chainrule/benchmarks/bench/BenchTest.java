package chainrule.benchmarks.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command in a process of its own, as the launcher starts it; the peer is not there.
class BenchTest {
    private record Result(int status, String out, String err) {}

    @TempDir private Path folder;

    private Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-modules",
                                "jdk.incubator.vector",
                                "-Djava.awt.headless=true",
                                "-Dstdout.encoding=UTF-8",
                                "-Dstderr.encoding=UTF-8",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Bench.class.getName()));
        command.addAll(List.of(arguments));
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), out, Files.readString(err));
    }

    @Test
    void itMeasuresPrintsAndWrites() throws Exception {
        Path out = folder.resolve("results");
        Result result =
                run(
                        "W2",
                        "--threads=1",
                        "--rounds=3",
                        "--forks=2",
                        "--sample=0.001",
                        "--warm=0.02",
                        "--out=" + out);
        assertThat(result.status).as(result.err).isZero();
        assertThat(result.out)
                .containsPattern("^\\d{4}-\\d\\d-\\d\\d, .*, \\d+ cores, .*\n")
                .contains(
                        "the peer is left out: the native libraries of PyTorch are not there; ./chainrule bench fetches them by Maven (111 MB, for Linux on x86-64)\n")
                .containsPattern("W2, threads 1: ours [0-9.]+ .s, by hand [0-9.]+ .s\n")
                .containsPattern(
                        "\nW2: logistic regression, 1000×2, a step +1 +[0-9.]+ .s \\([0-9.]+ .s\\) +– +[0-9.]+ .s \\([0-9.]+ .s\\) +– +[0-9.]+×\n")
                .contains("\ndownload of core and nn with what they need: ")
                .endsWith("\nwritten to " + out + "\n");
        assertThat(Files.readString(out.resolve("benchmarks.csv")))
                .contains("step\",1,ours,6,")
                .contains("step\",1,by hand,6,");
        assertThat(out.resolve("benchmarks.md")).isNotEmptyFile();
        assertThat(out.resolve("benchmarks.png")).isNotEmptyFile();
    }

    @Test
    void picturesHaveRowsForTheFirstAndForLaterOnes() throws Exception {
        Path out = folder.resolve("results");
        Result result = run("P20", "--rounds=2", "--no-peer", "--out=" + out);
        assertThat(result.status).as(result.err).isZero();
        for (String row :
                new String[] {
                    "P20: picture of 20 nodes, process started to first SVG",
                    "P20b: picture of 20 nodes, a later SVG",
                    "P20c: picture of 20 nodes, a later PNG"
                }) {
            assertThat(result.out)
                    .containsPattern("\n" + row + " +1 +[0-9.]+ m?s \\([0-9.]+ m?s\\) +– +– +–");
        }
        assertThat(result.out).doesNotContain("P200");
        assertThat(Files.readString(out.resolve("benchmarks.csv")))
                .contains("first SVG\",1,ours,2,", "later SVG\",1,ours,10,", "PNG\",1,ours,10,");
    }

    @Test
    void anUnknownNameIsAnsweredWithThoseThereAre() throws Exception {
        Result result = run("W9");
        assertThat(result.status).isEqualTo(2);
        assertThat(result.err)
                .contains(
                        "no workload is called 'W9'; there are W1, W1b, W2, W3, W4a, W4b, W5, W6-32, W6-64, W6-128, W6-256, W6-1024, W6d-32, W6d-64, W6d-128, W6d-256, W6d-1024, W6o-32, W6o-64, W6o-128, W6o-256, W6o-1024, W7a, W7b, W8, P20, P200, P2000\n");
    }
}
