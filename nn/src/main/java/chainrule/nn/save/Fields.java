package chainrule.nn.save;

import chainrule.codec.CodecException;
import chainrule.codec.Setting;
import chainrule.nn.data.Wording;
import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The fields of one JSON object while they are read, each once; none may be left over.
///
/// @param where whose they are, for messages
/// @param left those that nobody has asked for yet
record Fields(String where, Map<String, Setting> left) {
    /// @throws CodecException if the data are no object
    static Fields of(String where, Setting data) {
        if (!(data instanceof Setting.Fields(var values))) {
            throw new CodecException(where + ": an object with fields, {…}, belongs here");
        }
        return new Fields(where, new LinkedHashMap<>(values));
    }

    CodecException refuse(String message) {
        return new CodecException(where + ": " + message);
    }

    /// A field that may be missing.
    ///
    /// @param form what it is, if it is as wanted
    <T> Optional<T> take(String name, String wanted, Function<Setting, Optional<T>> form) {
        return Optional.ofNullable(left.remove(name))
                .map(data ->
                        form.apply(data)
                                .orElseThrow(() ->
                                        refuse("field '%s' must be %s".formatted(name, wanted))));
    }

    <T> T need(String name, String wanted, Function<Setting, Optional<T>> form) {
        return take(name, wanted, form)
                .orElseThrow(() -> refuse("field '%s' is missing".formatted(name)));
    }

    /// A field that must be there, and is a list of what is wanted.
    <T> ImmutableList<T> list(String name, String wanted, Function<Setting, Optional<T>> form) {
        String all = "a list of " + wanted;
        ImmutableList<Setting> entries = need(name, all, Setting::many);
        ImmutableList.Builder<T> read = ImmutableList.builderWithExpectedSize(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            int at = i;
            read.add(
                    form.apply(entries.get(i))
                            .orElseThrow(() ->
                                    refuse(
                                            "field '%s' must be %s; its entry %d is not"
                                                    .formatted(name, all, at))));
        }
        return read.build();
    }

    /// A field that must be there, and says itself what is wrong with it.
    <T> T inside(String name, Function<Setting, T> form) {
        Setting data = need(name, "", Optional::of);
        try {
            return form.apply(data);
        } catch (CodecException refusal) {
            throw refuse(String.valueOf(refusal.getMessage()));
        }
    }

    /// Refuses fields that nobody has asked for.
    void end() {
        for (String name : left.keySet()) {
            throw refuse("there is no field %s".formatted(Wording.quote(name)));
        }
    }
}
