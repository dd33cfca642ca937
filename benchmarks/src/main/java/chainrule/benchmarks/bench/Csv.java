package chainrule.benchmarks.bench;

import chainrule.benchmarks.bench.Workload.Who;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/// Rows as CSV, one line for each contestant, times in seconds.
final class Csv {
    private Csv() {}

    static String of(List<Measured> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(
                    "workload", "title", "threads", "who", "samples", "median", "tenth_percentile");
            for (Measured row : rows) {
                for (Who who : row.samples().keySet()) {
                    Samples samples = row.of(who).orElseThrow();
                    csv.writeRecord(
                            row.name(),
                            row.title(),
                            Integer.toString(row.threads()),
                            who.title,
                            Integer.toString(samples.sorted().size()),
                            Double.toString(samples.median()),
                            Double.toString(samples.tenth()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
