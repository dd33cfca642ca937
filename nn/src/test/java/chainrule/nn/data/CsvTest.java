package chainrule.nn.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import chainrule.tensor.Tensor;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static final String PEOPLE =
            """
            age,income,diagnosis
            41,1.5e3,benign
            29,-2,malignant
            """;

    @TempDir Path folder;

    private static Table table(String text) {
        return Csv.read(new StringReader(text), "people.csv");
    }

    private Path file(byte... bytes) throws IOException {
        return Files.write(folder.resolve("people.csv"), bytes);
    }

    private static void assertRefused(ThrowingCallable reading, String message) {
        assertThatExceptionOfType(DataException.class).isThrownBy(reading).withMessage(message);
    }

    @Test
    void columnsBecomeNumbersAndLabels() throws IOException {
        Table people = Csv.read(file(PEOPLE.getBytes(UTF_8)));
        assertThat(people.columns()).containsExactly("age", "income", "diagnosis");
        assertThat(people.numbersExcept("diagnosis"))
                .isEqualTo(Tensor.of(new double[][] {{41, 1500}, {29, -2}}));
        assertThat(people.numbers("income", "age"))
                .isEqualTo(Tensor.of(new double[][] {{1500, 41}, {-2, 29}}));
        assertThat(people.columnsExcept("diagnosis")).containsExactly("age", "income");
        assertThat(people.labels("diagnosis")).containsExactly("benign", "malignant");
        assertThat(people.column("income")).containsExactly("1.5e3", "-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesEndInAnyOfTheThreeWays(String end) {
        Table people = table("\uFEFF" + PEOPLE.replace("\n", end));
        assertThat(people.columns()).containsExactly("age", "income", "diagnosis");
        assertThat(people.labels("diagnosis")).containsExactly("benign", "malignant");
        assertThat(people.rows()).extracting(Table.Row::line).containsExactly(2L, 3L);
    }

    @Test
    void quotedCellsHoldCommasQuotesAndLines() {
        Table notes = table("note,x\r\n\"a, \"\"b\"\"\r\nc\",1\r\n\r\nd,2");
        assertThat(notes.column("note")).containsExactly("a, \"b\"\r\nc", "d");
        assertThat(notes.rows()).extracting(Table.Row::line).containsExactly(2L, 5L);
    }

    @Test
    void spacesAroundNamesNumbersAndLabelsAreNotPartOfThem() {
        Table people = table("age, diagnosis\n 41 , benign \n");
        assertThat(people.numbers("age").item()).isEqualTo(41);
        assertThat(people.labels("diagnosis")).containsExactly("benign");
        assertThat(people.column("diagnosis")).containsExactly(" benign ");
    }

    @ParameterizedTest
    @CsvSource({"3,3", "+3.,3", "-.5,-0.5", "1E-7,1e-7", "007,7", "1e-999,0"})
    void decimalsWithAPointAreNumbers(String cell, double number) {
        assertThat(table("x\n" + cell + "\n").numbers("x").item()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abc", "1d", "0x1p3", "1e", ".", "1 2", "−1", "--1", "1_000", "NA", "?"})
    void allElseIsText(String cell) {
        assertRefused(
                () -> table("id,x\n1,2\n2," + cell + "\n").numbers("id", "x"),
                "people.csv, line 3, column 'x': '%s' is not a number; correct the cell, or take the row out"
                        .formatted(cell));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "nan", "-inf", "+Infinity", "∞"})
    void notFiniteCellsAreRefused(String cell) {
        assertRefused(
                () -> table("x\n" + cell + "\n").numbers("x"),
                "people.csv, line 2, column 'x': '%s' is not a finite number; correct the cell, or take the row out"
                        .formatted(cell));
    }

    @Test
    void tooLargeNumbersAreRefused() {
        assertRefused(
                () -> table("x\n1e999\n").numbers("x"),
                "people.csv, line 2, column 'x': '1e999' is too large; numbers reach to 1.8e308");
    }

    @Test
    void emptyCellsAreRefusedAsNumbersAndLabels() {
        Table people = table("age,diagnosis\n41,benign\n , \n");
        assertRefused(
                () -> people.numbers("age"),
                "people.csv, line 3, column 'age': the cell is empty; fill in a number, or take the row out");
        assertRefused(
                () -> people.labels("diagnosis"),
                "people.csv, line 3, column 'diagnosis': the label is missing; fill it in, or take the row out");
    }

    @Test
    void anErrorKnowsItsPlace() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> table("x\n\n\nabc\n").numbers("x"))
                .satisfies(e -> {
                    assertThat(e.source()).contains("people.csv");
                    assertThat(e.line()).hasValue(4);
                    assertThat(e.column()).contains("x");
                });
        assertThat(new DataException("nowhere"))
                .satisfies(e -> {
                    assertThat(e.source()).isEmpty();
                    assertThat(e.line()).isEmpty();
                    assertThat(e.column()).isEmpty();
                });
    }

    @Test
    void raggedRowsAreRefused() {
        assertRefused(
                () -> table("a,b\n1,2\n3\n"),
                "people.csv, line 3: 1 cell, and the header names 2 columns; every row needs a cell for each column");
        assertRefused(
                () -> table("a\n\"x\ny\"\n1,2,3\n"),
                "people.csv, line 4: 3 cells, and the header names 1 column; every row needs a cell for each column");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\n\n"})
    void anEmptyFileIsRefused(String text) {
        assertRefused(
                () -> table(text),
                "people.csv: there is nothing in it; the first line should name the columns");
    }

    @Test
    void aHeaderAloneIsRefused() {
        assertRefused(
                () -> table("a,b\n\n"),
                "people.csv: a header and no rows; at least one row of data is needed");
    }

    @Test
    void columnsHaveDifferentNames() {
        assertRefused(
                () -> table("age,b, age\n1,2,3\n"),
                "people.csv: columns 1 and 3 are both named 'age'; give each its own name");
    }

    @Test
    void aMissingColumnNamesThoseThereAre() {
        assertRefused(
                () -> table(PEOPLE).labels("target"),
                "people.csv: there is no column 'target'; the columns are 'age', 'income', 'diagnosis'");
        assertRefused(
                () -> table(PEOPLE).numbersExcept("Diagnosis"),
                "people.csv: there is no column 'Diagnosis'; did you mean 'diagnosis'? the columns are 'age', 'income', 'diagnosis'");
        assertRefused(
                () -> table(PEOPLE).numbersExcept("age", "income", "diagnosis"),
                "people.csv: no column is left to take numbers from; the columns are 'age', 'income', 'diagnosis'");
    }

    @Test
    void brokenQuotesAreRefused() {
        assertRefused(
                () -> table("a,b\n1,2\n\"3,4\n5,6\n"),
                "people.csv, line 3: a quote opens here and never closes; close it, or double it if it belongs to the text");
        assertRefused(
                () -> table("a,b\n\"1\"x,2\n"),
                "people.csv, line 2: this is not CSV: Unexpected character after closing quote: 'x' (0x78) (record starting at line 2)");
    }

    @Test
    void otherEncodingsAreRefused() throws IOException {
        Path latin = file("name\r\nMüller\r\nZoë\r\n".getBytes(ISO_8859_1));
        assertRefused(
                () -> Csv.read(latin),
                latin + ", line 2: the byte 0xFC is not UTF-8 here; save the file as UTF-8");
        Path cut = file((byte) 'a', (byte) '\n', (byte) '1', (byte) '\n', (byte) 0xC3);
        assertRefused(
                () -> Csv.read(cut),
                cut + ", line 3: the byte 0xC3 is not UTF-8 here; save the file as UTF-8");
    }

    @Test
    void whatIsNoFileIsRefused() {
        Path missing = folder.resolve("missing.csv");
        assertRefused(() -> Csv.read(missing), missing + ": cannot be read: no such file");
        assertRefused(() -> Csv.read(folder), folder + ": this is a folder; name a CSV file");
    }

    @Test
    void aReaderThatFailsIsNamed() {
        Reader failing =
                new Reader() {
                    private int left = 3;

                    @Override
                    public int read(char[] to, int from, int length) throws IOException {
                        if (left-- == 0) {
                            throw new IOException("the line went dead");
                        }
                        to[from] = 'a';
                        return 1;
                    }

                    @Override
                    public void close() {}
                };
        assertRefused(
                () -> Csv.read(failing, "modem"), "modem: cannot be read: the line went dead");
    }

    @Test
    void foreignTextInMessagesIsBoundedAndHarmless() {
        String cell = "\u001b[31m\t" + "x".repeat(100);
        assertRefused(
                () -> table("x\n" + cell + "\n").numbers("x"),
                "people.csv, line 2, column 'x': '·[31m·%s…' is not a number; correct the cell, or take the row out"
                        .formatted("x".repeat(34)));
    }
}
