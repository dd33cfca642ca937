package chainrule.benchmarks.bench;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.examples.GaussianMixture;
import chainrule.examples.MixtureData;
import chainrule.tape.Gradients;
import chainrule.tape.Tape;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two Gaussians in the plane and three points, in a file as ADBench has them.
class GmmTest {
    private static final String FILE =
            """
            2 2 3
            0.5 -1
            0 1
            -1 0.5
            0.1 -0.2 0.3
            -0.4 0.2 1
            1 2
            0 -1
            -0.5 0.25
            1 0
            """;

    private record Result(int status, String out, String err) {}

    @TempDir private Path folder;

    private Result run(double factor) throws IOException {
        Path input = Files.writeString(folder.resolve("gmm.txt"), FILE);
        MixtureData data = MixtureData.read(input);
        GaussianMixture mixture = data.mixture();
        Gradients d = Tape.record(mixture.value(), data.feed(mixture)).backward();
        Files.writeString(
                folder.resolve("gmm.corrected.grad.txt"),
                Arrays.stream(data.inOrder(mixture.parameters().stream().map(d::of).toList()))
                        .mapToObj(g -> Double.toString(g * factor))
                        .collect(joining("\n")));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status =
                Bench.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute("gmm", "--input=" + input, "--rounds=3", "--warm=0.01");
        return new Result(status, out.toString(), err.toString());
    }

    @Test
    void valueAndGradientAreMeasuredAndCompared() throws IOException {
        assertThat(run(1).out)
                .contains("\nd = 2, K = 2, n = 3, f = -")
                .contains("\nthe gradient is that of " + folder.resolve("gmm.corrected.grad.txt"))
                .containsPattern("\nvalue     [0-9.]+ .s \\([0-9.]+ .s\\)\n")
                .containsPattern("\ngradient  [0-9.]+ .s \\([0-9.]+ .s\\)\n")
                .containsPattern("\ngradient/value  [0-9.]+\n$");
    }

    @Test
    void anotherGradientIsRefused() throws IOException {
        Result result = run(1 + 1e-6);
        assertThat(result.status).isEqualTo(1);
        assertThat(result.err)
                .isEqualTo(
                        "chainrule bench: the gradient differs from that of %s by up to 1.0e-06 of an entry\n"
                                .formatted(folder.resolve("gmm.corrected.grad.txt")));
    }
}
