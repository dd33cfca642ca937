package chainrule.golden;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.program.Agreement;
import chainrule.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/// A file of values and gradients that other programs computed. The files are not part of this
/// repository: they lie in the folder that the system property `chainrule.golden` names, or in
/// `../shared/golden` beside the repository. How many cases ran is said in a summary.
final class Golden {
    /// A hundred roundings to 24 bits.
    private static final double SINGLE = 100 * 0x1p-24;

    private final Path file;
    private int cases;
    private int ran;

    Golden(String name) {
        file = folder().resolve(name).normalize();
    }

    private static Path folder() {
        String given = System.getProperty("chainrule.golden", "");
        Path module = Path.of(System.getProperty("basedir", ""));
        return given.isEmpty() ? module.resolve("../../shared/golden") : Path.of(given);
    }

    /// One test for each case of the file; if there is no file, one that is skipped and says so.
    <T> Stream<DynamicTest> tests(Reader<T> reader, Named<T> name, Consumer<T> test) {
        if (!Files.exists(file)) {
            String absent = "skipped, for there is no file " + file;
            return Stream.of(DynamicTest.dynamicTest(absent, () -> Assumptions.abort(absent)));
        }
        List<T> all = reader.read(text());
        cases = all.size();
        return all.stream().map(c -> one(name.of(c), () -> test.accept(c)));
    }

    private DynamicTest one(String name, Runnable test) {
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    ran++;
                    test.run();
                });
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How many cases ran.
    String summary() {
        if (cases == 0) {
            return "golden: there is no file " + file + ", so none of its cases ran";
        }
        return "golden: %d of %d cases of %s ran".formatted(ran, cases, file.getFileName());
    }

    /// Compares entries. A difference may be so large in parts of the expected entry; where terms
    /// cancel to almost nothing, in parts of a millionth of the largest one.
    static void compare(String what, double[] expected, Tensor found, double tolerance) {
        assertThat(found.size()).as("entries of %s", what).isEqualTo(expected.length);
        double largest = 0;
        for (double entry : expected) {
            largest = Double.isFinite(entry) ? Math.max(largest, Math.abs(entry)) : largest;
        }
        for (int i = 0; i < expected.length; i++) {
            double scale = Math.max(Math.abs(expected[i]), largest * 1e-6);
            boolean same =
                    Double.isFinite(expected[i])
                            ? Math.abs(found.get(i) - expected[i]) <= tolerance * scale
                            : Double.compare(found.get(i), expected[i]) == 0;
            assertThat(same)
                    .as(
                            "%s at position %d is %s, and should be %s",
                            what, i, found.get(i), expected[i])
                    .isTrue();
        }
    }

    /// Compares entries in single precision, in parts of the largest one: each is rounded to 2⁻²⁴
    /// at each of up to some hundred steps, and where terms cancel, what is left has the errors of
    /// what there was.
    static void compareSingle(String what, double[] expected, Tensor found, double ignored) {
        assertThat(found.isFloat()).as("precision of %s", what).isTrue();
        Agreement.assertAgrees(what, Tensor.of(found.shape(), expected), found, Golden.SINGLE);
    }

    /// How an answer is compared with the one in the file.
    interface Comparison {
        void compare(String what, double[] expected, Tensor found, double tolerance);
    }

    interface Reader<T> {
        List<T> read(String text);
    }

    interface Named<T> {
        String of(T aCase);
    }
}
