package chainrule.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.benchmarks.bench.Workload.Who;
import com.google.common.collect.ImmutableMap;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Two rows as table, CSV and picture.
class ReportTest {
    private static final List<Measured> ROWS =
            List.of(
                    new Measured(
                            "W2",
                            "a step, of 1000",
                            0,
                            1,
                            ImmutableMap.of(
                                    Who.OURS, samples(2e-6, 1e-6, 3e-6),
                                    Who.PEER, samples(5e-5),
                                    Who.HAND, samples(1.6e-6))),
                    new Measured(
                            "W6",
                            "product",
                            3e6,
                            2,
                            ImmutableMap.of(Who.OURS, samples(1e-3, 2e-3))));

    private static Samples samples(Double... seconds) {
        return Samples.of(List.of(seconds));
    }

    @Test
    void theTableHasMediansTenthsAndRatios() {
        assertThat(Table.text(ROWS))
                .isEqualTo(
                        """
                        workload             threads  ours                             peer               by hand            peer/ours  ours/hand
                        W2: a step, of 1000  1        2.00 µs (1.00 µs)                50.0 µs (50.0 µs)  1.60 µs (1.60 µs)  25.0×      1.25×
                        W6: product          2        1.00 ms (1.00 ms), 3.00 GFLOP/s  –                  –                  –          –
                        """);
    }

    @Test
    void theMarkdownTableHasTheSameCells() {
        assertThat(Table.markdown(ROWS))
                .isEqualTo(
                        """
                        | workload | threads | ours | peer | by hand | peer/ours | ours/hand |
                        | --- | --- | --- | --- | --- | --- | --- |
                        | W2: a step, of 1000 | 1 | 2.00 µs (1.00 µs) | 50.0 µs (50.0 µs) | 1.60 µs (1.60 µs) | 25.0× | 1.25× |
                        | W6: product | 2 | 1.00 ms (1.00 ms), 3.00 GFLOP/s | – | – | – | – |
                        """);
    }

    @Test
    void aRowIsALineWhileOthersAreMeasured() {
        assertThat(Table.line(ROWS.get(0)))
                .isEqualTo("W2, threads 1: ours 2.00 µs, peer 50.0 µs, by hand 1.60 µs");
    }

    @Test
    void theCsvHasALineForEachContestant() {
        assertThat(Csv.of(ROWS).replace("\r\n", "\n"))
                .isEqualTo(
                        """
                        workload,title,threads,who,samples,median,tenth_percentile
                        W2,"a step, of 1000",1,ours,3,2.0E-6,1.0E-6
                        W2,"a step, of 1000",1,peer,1,5.0E-5,5.0E-5
                        W2,"a step, of 1000",1,by hand,1,1.6E-6,1.6E-6
                        W6,product,2,ours,2,0.001,0.001
                        """);
    }

    @Test
    void thePictureIsAPng() throws IOException {
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(Picture.png("a machine", ROWS)));
        assertThat(image.getWidth()).isEqualTo(1200);
        assertThat(image.getHeight()).isEqualTo(600);
    }

    @Test
    void aTenthOfTheSamplesAreAsShortAsTheTenthPercentile() {
        Samples samples = Samples.of(IntStream.rangeClosed(1, 40).mapToObj(i -> 41.0 - i).toList());
        assertThat(samples.tenth()).isEqualTo(4);
        assertThat(samples.median()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({
        "1.234e-9, 1.23 ns",
        "9.876e-7, 988 ns",
        "1e-6, 1.00 µs",
        "0.0123, 12.3 ms",
        "5.29, 5.29 s"
    })
    void timesHaveThreeDigitsAndAUnit(double seconds, String text) {
        assertThat(Numbers.time(seconds)).isEqualTo(text);
    }
}
