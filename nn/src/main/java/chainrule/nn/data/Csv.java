package chainrule.nn.data;

import chainrule.nn.data.Table.Row;
import com.google.common.collect.ImmutableList;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Comma-separated text (RFC 4180) in UTF-8, whose first line names the columns. Quoted cells may
/// hold commas, `""` for a quote, and line breaks; lines end in LF, CRLF or CR; blank lines and a
/// byte-order mark are skipped. Spaces around a column's name are not part of it.
public final class Csv {
    private static final Pattern LINE = Pattern.compile("line (\\d{1,18})");
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private Csv() {}

    /// The table in a file, of less than 2 GB.
    ///
    /// @throws DataException if there is none, naming the file, the line and what to do
    public static Table read(Path file) {
        String source = file.toString();
        try {
            if (Files.isDirectory(file)) {
                throw DataException.in(source, "this is a folder; name a CSV file");
            }
            if (Files.size(file) > Integer.MAX_VALUE - 64) {
                throw DataException.in(source, "the file has 2 GB or more; divide it");
            }
            return read(new StringReader(text(source, Files.readAllBytes(file))), source);
        } catch (IOException failure) {
            throw unreadable(source, failure);
        }
    }

    /// The table in a text, which stays open. The source's name stands in messages.
    ///
    /// @throws DataException if there is none, naming the source, the line and what to do
    public static Table read(Reader text, String source) {
        ImmutableList.Builder<Row> rows = ImmutableList.builder();
        try {
            Iterator<CsvRecord> records =
                    CsvReader.builder()
                            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .allowUnclosedQuote(false)
                            .ofCsvRecord(withoutMark(text))
                            .iterator();
            if (!records.hasNext()) {
                throw DataException.in(
                        source, "there is nothing in it; the first line should name the columns");
            }
            ImmutableList<String> columns =
                    records.next().getFields().stream()
                            .map(String::strip)
                            .collect(ImmutableList.toImmutableList());
            while (records.hasNext()) {
                CsvRecord row = records.next();
                rows.add(
                        new Row(
                                row.getStartingLineNumber(),
                                ImmutableList.copyOf(row.getFields())));
            }
            return new Table(source, columns, rows.build());
        } catch (CsvParseException malformed) {
            throw malformed(source, String.valueOf(malformed.getMessage()));
        } catch (UncheckedIOException failure) {
            throw unreadable(source, Objects.requireNonNull(failure.getCause()));
        } catch (IOException failure) {
            throw unreadable(source, failure);
        }
    }

    private static Reader withoutMark(Reader text) throws IOException {
        PushbackReader rest = new PushbackReader(text);
        int first = rest.read();
        if (first != -1 && first != BYTE_ORDER_MARK) {
            rest.unread(first);
        }
        return rest;
    }

    private static String text(String source, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        if (result.isError()) {
            throw DataException.at(
                    source,
                    1 + lineBreaks(out.flip()),
                    "the byte 0x%02X is not UTF-8 here; save the file as UTF-8"
                            .formatted(bytes[in.position()]));
        }
        return out.flip().toString();
    }

    private static long lineBreaks(CharBuffer text) {
        long breaks = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPair = c == '\n' && i > 0 && text.charAt(i - 1) == '\r';
            if ((c == '\n' && !isPair) || c == '\r') {
                breaks++;
            }
        }
        return breaks;
    }

    private static DataException malformed(String source, String message) {
        String found =
                message.startsWith("Unclosed quoted field")
                        ? "a quote opens here and never closes; close it, or double it if it belongs to the text"
                        : "this is not CSV: " + message;
        Matcher line = LINE.matcher(message);
        return line.find()
                ? DataException.at(source, Long.parseLong(line.group(1)), found)
                : DataException.in(source, found);
    }

    private static DataException unreadable(String source, IOException failure) {
        return DataException.in(source, "cannot be read: " + Wording.reason(failure));
    }
}
