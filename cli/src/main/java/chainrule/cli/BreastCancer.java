package chainrule.cli;

import chainrule.nn.data.Csv;
import chainrule.nn.data.Dataset;
import chainrule.nn.data.Labels;
import chainrule.nn.data.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The Wisconsin breast-cancer data that comes with the command: 569 samples of 30 numbers,
/// malignant (1) or benign (0). Creators, source and licence are in breast-cancer.md beside the
/// file.
final class BreastCancer {
    private static final String FILE = "breast-cancer.csv";

    private BreastCancer() {}

    static Dataset read() {
        try (InputStream bytes =
                        Objects.requireNonNull(BreastCancer.class.getResourceAsStream(FILE), FILE);
                Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
            Table table = Csv.read(text, FILE);
            return new Dataset(
                    table.numbersExcept("diagnosis"),
                    Labels.binary(table.labels("diagnosis"), "malignant"),
                    table.columnsExcept("diagnosis"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
