package chainrule.nn.save;

import chainrule.codec.CodecException;
import chainrule.codec.Setting;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Longs;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Plain data as JSON, and back. There is no null.
final class Json {
    private Json() {}

    static String write(Setting data) {
        StringWriter text = new StringWriter();
        try (JsonWriter out = new JsonWriter(text)) {
            write(data, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return escaped(text.toString());
    }

    private static void write(Setting data, JsonWriter out) throws IOException {
        switch (data) {
            case Setting.Flag(boolean v) -> out.value(v);
            case Setting.Whole(long v) -> out.value(v);
            case Setting.Real(double v) when Double.isFinite(v) -> out.value(v);
            case Setting.Real(double v) -> out.value(Double.toString(v));
            case Setting.Word(String v) -> out.value(v);
            case Setting.Many(var values) -> {
                out.beginArray();
                for (Setting value : values) {
                    write(value, out);
                }
                out.endArray();
            }
            case Setting.Fields(var values) -> {
                out.beginObject();
                for (Map.Entry<String, Setting> field : values.entrySet()) {
                    write(field.getValue(), out.name(field.getKey()));
                }
                out.endObject();
            }
        }
    }

    /// Halves of surrogate pairs, which a file of UTF-8 would lose, as escapes. They occur in texts
    /// only.
    private static String escaped(String json) {
        if (json.codePoints().noneMatch(Json::isHalf)) {
            return json;
        }
        StringBuilder out = new StringBuilder();
        json.codePoints()
                .forEach(c -> {
                    if (isHalf(c)) {
                        out.append("\\u%04x".formatted(c));
                    } else {
                        out.appendCodePoint(c);
                    }
                });
        return out.toString();
    }

    private static boolean isHalf(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    static Setting read(String json) {
        JsonReader in = new JsonReader(new StringReader(json));
        in.setStrictness(Strictness.STRICT);
        try {
            Setting data = read(in);
            var _ = in.peek(); // refuses what follows, but for spaces
            return data;
        } catch (IOException | IllegalStateException notJson) {
            throw new CodecException(
                    "this is no JSON" + HeaderReader.place(String.valueOf(notJson.getMessage())),
                    notJson);
        }
    }

    private static Setting read(JsonReader in) throws IOException {
        return switch (in.peek()) {
            case BOOLEAN -> new Setting.Flag(in.nextBoolean());
            case STRING -> new Setting.Word(in.nextString());
            case NUMBER -> number(in.nextString(), in.getPreviousPath());
            case BEGIN_ARRAY -> many(in);
            case BEGIN_OBJECT -> fields(in);
            default ->
                    throw new CodecException(
                            "there is a %s at %s, which has no meaning here"
                                    .formatted(in.peek(), in.getPath()));
        };
    }

    private static Setting number(String text, String path) {
        Long whole = text.equals("-0") ? null : Longs.tryParse(text);
        if (whole != null) {
            return new Setting.Whole(whole);
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw new CodecException(
                    "the number at %s is more than a double can hold".formatted(path));
        }
        return new Setting.Real(value);
    }

    private static Setting many(JsonReader in) throws IOException {
        ImmutableList.Builder<Setting> values = ImmutableList.builder();
        in.beginArray();
        while (in.hasNext()) {
            values.add(read(in));
        }
        in.endArray();
        return new Setting.Many(values.build());
    }

    private static Setting fields(JsonReader in) throws IOException {
        Map<String, Setting> values = new LinkedHashMap<>();
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            if (values.put(name, read(in)) != null) {
                throw new CodecException(
                        "there are two fields at %s".formatted(in.getPreviousPath()));
            }
        }
        in.endObject();
        return new Setting.Fields(ImmutableMap.copyOf(values));
    }
}
