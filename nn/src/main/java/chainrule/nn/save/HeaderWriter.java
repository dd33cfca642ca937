package chainrule.nn.save;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A header as JSON, with its checksums.
final class HeaderWriter {
    private HeaderWriter() {}

    /// The JSON, filled up with spaces to a multiple of 8 bytes, so that the data begin aligned.
    ///
    /// @throws CharacterCodingException if a name or text is half of a surrogate pair
    static String json(Header header, String dataSum) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter out = new JsonWriter(text)) {
            out.beginObject().name(Header.METADATA).beginObject();
            texts(out, header.metadata());
            texts(out, Checksums.draft(dataSum));
            out.endObject();
            for (Map.Entry<String, Entry> named : header.entries().entrySet()) {
                out.name(named.getKey());
                entry(out, named.getValue());
            }
            out.endObject();
        }
        String json = text.toString();
        return Checksums.seal(json + " ".repeat(-utf8(json).length & (Long.BYTES - 1)));
    }

    private static void texts(JsonWriter out, Map<String, String> texts) throws IOException {
        for (Map.Entry<String, String> named : texts.entrySet()) {
            out.name(named.getKey()).value(named.getValue());
        }
    }

    private static void entry(JsonWriter out, Entry entry) throws IOException {
        out.beginObject().name("dtype").value(entry.dtype().name());
        out.name("shape").beginArray();
        for (int axis = 0; axis < entry.shape().rank(); axis++) {
            out.value(entry.shape().size(axis));
        }
        out.endArray();
        out.name("data_offsets").beginArray().value(entry.begin()).value(entry.end()).endArray();
        out.endObject();
    }

    static byte[] utf8(String text) throws CharacterCodingException {
        ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        byte[] exact = new byte[bytes.remaining()];
        bytes.get(exact);
        return exact;
    }
}
