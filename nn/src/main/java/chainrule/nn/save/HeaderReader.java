package chainrule.nn.save;

import chainrule.nn.data.Wording;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import com.google.common.collect.ImmutableMap;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A header from its JSON, token by token, so that nothing is built that the format does not know.
final class HeaderReader {
    private static final int MOST_AXES = 64;

    private final Path file;
    private final JsonReader in;

    private HeaderReader(Path file, String json) {
        this.file = file;
        this.in = new JsonReader(new StringReader(json));
        in.setStrictness(Strictness.STRICT);
    }

    static Header parse(Path file, String json) {
        if (!json.startsWith("{")) {
            throw new SaveException(
                    file, "the header does not start with '{': this is no safetensors file");
        }
        try {
            return new HeaderReader(file, json).header();
        } catch (IOException | IllegalStateException | NumberFormatException notJson) {
            throw new SaveException(
                    file,
                    "the header is not the JSON of a safetensors file"
                            + place(String.valueOf(notJson.getMessage())));
        }
    }

    /// Where the parser stopped, without its advice to programmers.
    static String place(String message) {
        int at = message.indexOf(" at line ");
        return at < 0
                ? ""
                : message.substring(at)
                        .lines()
                        .findFirst()
                        .map(l -> "," + Wording.plain(l))
                        .orElse("");
    }

    private Header header() throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Optional<Map<String, String>> metadata = Optional.empty();
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            if (name.equals(Header.METADATA)) {
                if (metadata.isPresent()) {
                    throw new SaveException(file, "the header has two parts __metadata__");
                }
                metadata = Optional.of(metadata());
            } else if (entries.put(name, entry("tensor " + Wording.quote(name))) != null) {
                throw new SaveException(
                        file, "tensor %s comes twice".formatted(Wording.quote(name)));
            }
        }
        in.endObject();
        JsonToken _ = in.peek(); // refuses what follows the closing brace, but for spaces
        return new Header(
                ImmutableMap.copyOf(entries), ImmutableMap.copyOf(metadata.orElse(Map.of())));
    }

    private Map<String, String> metadata() throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            String text = in.peek() == JsonToken.STRING ? in.nextString() : notText(name);
            if (metadata.put(name, text) != null) {
                throw new SaveException(
                        file, "the metadata %s come twice".formatted(Wording.quote(name)));
            }
        }
        in.endObject();
        return metadata;
    }

    private String notText(String name) {
        throw new SaveException(
                file, "the metadata %s are not text".formatted(Wording.quote(name)));
    }

    private Entry entry(String tensor) throws IOException {
        Optional<Dtype> dtype = Optional.empty();
        Optional<Shape> shape = Optional.empty();
        Optional<List<Long>> offsets = Optional.empty();
        in.beginObject();
        while (in.hasNext()) {
            String field = in.nextName();
            switch (field) {
                case "dtype" -> dtype = Optional.of(dtype(tensor));
                case "shape" -> shape = Optional.of(shape(tensor));
                case "data_offsets" -> offsets = Optional.of(numbers(tensor));
                default ->
                        throw new SaveException(
                                file,
                                "%s has a field %s, and the format knows dtype, shape and data_offsets"
                                        .formatted(tensor, Wording.quote(field)));
            }
        }
        in.endObject();
        List<Long> range = offsets.orElse(List.of());
        if (dtype.isEmpty() || shape.isEmpty() || range.size() != 2) {
            throw new SaveException(file, tensor + " needs a dtype, a shape and two data_offsets");
        }
        if (range.get(0) > range.get(1)) {
            throw new SaveException(
                    file,
                    "%s begins at byte %d and ends before, at %d"
                            .formatted(tensor, range.get(0), range.get(1)));
        }
        return new Entry(dtype.get(), shape.get(), range.get(0), range.get(1));
    }

    private Dtype dtype(String tensor) throws IOException {
        String name = in.nextString();
        return Dtype.named(name)
                .orElseThrow(() ->
                        new SaveException(
                                file,
                                "%s has the dtype %s; those read are %s"
                                        .formatted(
                                                tensor,
                                                Wording.quote(name),
                                                Arrays.toString(Dtype.values()))));
    }

    private Shape shape(String tensor) throws IOException {
        List<Long> sizes = numbers(tensor);
        try {
            Shape shape = Shape.of(sizes.stream().mapToInt(Math::toIntExact).toArray());
            long _ = shape.size();
            return shape;
        } catch (ArithmeticException | ShapeException _) {
            throw new SaveException(
                    file, "%s of shape %s is larger than an array".formatted(tensor, sizes));
        }
    }

    private List<Long> numbers(String tensor) throws IOException {
        List<Long> numbers = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
            JsonToken kind = in.peek();
            String text = in.nextString();
            if (kind != JsonToken.NUMBER || !text.matches("\\d{1,18}")) {
                throw new SaveException(
                        file,
                        "%s has %s where a whole number from 0 belongs"
                                .formatted(tensor, Wording.quote(text)));
            }
            if (numbers.size() == MOST_AXES) {
                throw new SaveException(
                        file, "%s has more than %d axes".formatted(tensor, MOST_AXES));
            }
            numbers.add(Long.parseLong(text));
        }
        in.endArray();
        return numbers;
    }
}
