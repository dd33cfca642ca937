package chainrule.nn.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BarTest {
    /// What is written to standard error by a bar that is used and closed.
    private static String written(Consumer<Bar> use) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, UTF_8));
        try (Bar bar = Bar.onConsole("network 30-16-1", 4)) {
            use.accept(bar);
        } finally {
            System.setErr(before);
        }
        return bytes.toString(UTF_8);
    }

    private static String lastLine(String text) {
        return text.strip().replaceAll("(?s).*[\r\n]", "");
    }

    @Test
    void theLastLineSaysTitleErrorAndMetrics() {
        String text =
                written(bar -> {
                    bar.epoch(new Epoch(1, 4, 0.7, ImmutableMap.of("accuracy", 0.5)));
                    bar.epoch(
                            new Epoch(
                                    4,
                                    4,
                                    0.123456,
                                    ImmutableMap.of("accuracy", 0.98761, "recall", 1.0)));
                });
        assertThat(lastLine(text))
                .startsWith("network 30-16-1 100% [=")
                .contains("] 4/4 (")
                .endsWith("error 0.1235  accuracy 0.9876  recall 1");
        assertThat(text).endsWith(System.lineSeparator());
    }

    @Test
    void aBarThatIsClosedEarlyStaysWhereItIs() {
        String text = written(bar -> bar.epoch(new Epoch(1, 4, 2, ImmutableMap.of())));
        assertThat(lastLine(text))
                .startsWith("network 30-16-1  25% [")
                .contains("] 1/4 (")
                .endsWith("error 2");
    }

    @Test
    void theLineEndsHoweverSoonTheBarIsClosed() {
        for (int run = 0; run < 20; run++) {
            assertThat(written(bar -> bar.epoch(new Epoch(4, 4, 2, ImmutableMap.of()))))
                    .endsWith("error 2" + System.lineSeparator())
                    .containsOnlyOnce(System.lineSeparator());
        }
    }

    @Test
    void nothingIsWrittenToStandardOutputOrAfterTheEnd() throws InterruptedException {
        PrintStream out = System.out;
        ByteArrayOutputStream onOut = new ByteArrayOutputStream();
        System.setOut(new PrintStream(onOut, true, UTF_8));
        PrintStream err = System.err;
        ByteArrayOutputStream onErr = new ByteArrayOutputStream();
        System.setErr(new PrintStream(onErr, true, UTF_8));
        try {
            try (Bar bar = Bar.onConsole("t", 2)) {
                bar.epoch(new Epoch(2, 2, 1, ImmutableMap.of()));
            }
            int length = onErr.size();
            Thread.sleep(350);
            assertThat(onErr.size()).isEqualTo(length).isPositive();
        } finally {
            System.setErr(err);
            System.setOut(out);
        }
        assertThat(onOut.size()).isZero();
    }
}
