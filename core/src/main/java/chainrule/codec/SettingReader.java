package chainrule.codec;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The value of a setting from text.
final class SettingReader {
    private static final int DEEPEST = 32;

    private final Cursor in;
    private int depth;

    SettingReader(Cursor in) {
        this.in = in;
    }

    Setting read() {
        int at = in.at();
        if (++depth > DEEPEST) {
            throw in.fault(at, "settings are at most %d levels deep".formatted(DEEPEST));
        }
        Setting setting = value(at);
        depth--;
        return setting;
    }

    private Setting value(int at) {
        if (in.take('[')) {
            return many();
        }
        if (in.take('{')) {
            return fields();
        }
        if (in.takeWord(Words.TRUE)) {
            return new Setting.Flag(true);
        }
        if (in.takeWord(Words.FALSE)) {
            return new Setting.Flag(false);
        }
        if (Literal.isNext(in)) {
            return number(at, in.numeral());
        }
        return in.word()
                .map(Setting.Word::new)
                .orElseThrow(() -> in.fault(at, "the value of a setting is missing here"));
    }

    private Setting number(int at, String text) {
        if (!Literal.isWhole(text)) {
            return new Setting.Real(Literal.real(in, at, text));
        }
        try {
            return new Setting.Whole(Long.parseLong(text));
        } catch (NumberFormatException _) {
            throw in.fault(at, "this is more than a long can hold");
        }
    }

    private Setting many() {
        ImmutableList.Builder<Setting> values = ImmutableList.builder();
        if (!in.take(']')) {
            do {
                values.add(read());
            } while (in.take(','));
            in.expect(']', "it ends the list");
        }
        return new Setting.Many(values.build());
    }

    private Setting fields() {
        Map<String, Setting> values = new LinkedHashMap<>();
        if (!in.take('}')) {
            do {
                int at = in.at();
                String name = in.word().orElseThrow(() -> in.fault(at, "a name is missing here"));
                in.expect('=', "the value of a name follows it");
                if (values.put(name, read()) != null) {
                    throw in.fault(at, "this is given twice");
                }
            } while (in.take(','));
            in.expect('}', "it ends the fields");
        }
        return new Setting.Fields(ImmutableMap.copyOf(values));
    }
}
