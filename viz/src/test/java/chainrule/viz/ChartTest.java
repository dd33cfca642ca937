package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartTest {
    private static final Chart CURVE =
            LineChart.of(
                    "E & <others>", "epoch", "E", Map.of("perceptron", List.of(3.0, 2.0, 1.5)));

    @Test
    void theSvgIsOneElementWithATitleAndPathsForText() throws Exception {
        Svg svg = Svg.of(CURVE.svg());
        assertThat(svg.document().getDocumentElement().getAttribute("viewBox"))
                .isEqualTo("0 0 1000 600");
        assertThat(svg.all("title").getFirst().getTextContent().strip()).isEqualTo("E & <others>");
        assertThat(svg.all("text")).isEmpty();
        assertThat(svg.all("path")).hasSizeGreaterThan(8);
        assertThat(CURVE.svg()).startsWith("<svg").doesNotContain("<!--", "<!DOCTYPE");
    }

    @Test
    void hostileTitlesAreText() throws Exception {
        for (String name : HostileNamesTest.NAMES) {
            Chart chart = ConfusionChart.of(name, List.of(name, "b"), (_, _) -> 1);
            Svg svg = Svg.of(chart.svg());
            assertThat(svg.all("script")).isEmpty();
            assertThat(svg.all("title")).hasSize(1);
            assertThat(chart.png()).isNotEmpty();
        }
    }

    @Test
    void aRowIsAsWideAsOneChartAndEachIsLaidOutInItsPlace() throws Exception {
        Pixels pixels = Pixels.of(Chart.row(CURVE, CURVE));
        assertThat(List.of(pixels.width(), pixels.height())).containsExactly(1000, 360);
        assertThat(
                        IntStream.range(0, 500)
                                .filter(x -> pixels.at(x, 200) != pixels.at(x + 500, 200)))
                .isEmpty();
        Svg svg = Svg.of(Chart.grid(1, List.of(CURVE, CURVE)).svg());
        assertThat(svg.document().getDocumentElement().getAttribute("height")).isEqualTo("1200");
    }

    @Test
    void theSameBytesComeFromAnyThread() throws Exception {
        Chart row = Chart.row(CURVE, HistogramChart.of("w", Map.of("w", Data.SOME)));
        String expected = row.svg();
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<String> found =
                    threads
                            .invokeAll(
                                    IntStream.range(0, 8)
                                            .mapToObj(_ ->
                                                    (java.util.concurrent.Callable<String>)
                                                            row::svg)
                                            .toList())
                            .stream()
                            .map(svg -> svg.resultNow())
                            .collect(Collectors.toList());
            assertThat(found).hasSize(8).containsOnly(expected);
        }
        assertThat(row.png()).isEqualTo(row.png());
    }

    @Test
    void aFilesNameSaysWhatIsWritten(@TempDir Path folder) throws Exception {
        CURVE.write(folder.resolve("e.svg"));
        CURVE.write(folder.resolve("e.PNG"));
        assertThat(folder.resolve("e.svg")).content().isEqualTo(CURVE.svg());
        assertThat(Files.readAllBytes(folder.resolve("e.PNG"))).isEqualTo(CURVE.png());
        Path gif = folder.resolve("e.gif");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CURVE.write(gif))
                .withMessage("A chart is written to a file named .svg or .png: " + gif);
    }

    @Test
    void aGridWithoutAChartIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chart.grid(2, List.of()))
                .withMessage("a grid has a column and a chart, and this one has 2 and 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chart.grid(0, List.of(CURVE)))
                .withMessage("a grid has a column and a chart, and this one has 0 and 1");
    }

    /// Numbers to be spread.
    static final class Data {
        static final chainrule.tensor.Tensor SOME = chainrule.tensor.Tensor.of(1, 2, 2, 3, 8);

        private Data() {}
    }
}
