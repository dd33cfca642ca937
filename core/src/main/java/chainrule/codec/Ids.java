package chainrule.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The ids of the statements that were read: `W`, `%1`.
final class Ids {
    private final Map<String, Definition> known = new HashMap<>();

    /// Where an id was given, and to which statement.
    private record Definition(int line, int position) {}

    /// An id that no statement has yet, before it is given to one.
    ///
    /// @param word the id as a word, which is then a name
    record Fresh(String id, Optional<String> word) {}

    /// The id that is next, for a new statement.
    Fresh fresh(Cursor in) {
        int at = in.at();
        Optional<String> word = in.bare();
        String id = id(in, at, word);
        Definition other = known.get(id);
        if (other != null) {
            throw in.fault(
                    at,
                    "line %d has this id, too; give this one another, such as %%%d, and the name in quotes after its shape"
                            .formatted(other.line, known.size() + 1));
        }
        return new Fresh(id, word);
    }

    /// The statement of a line has that id from now on.
    void define(Fresh fresh, Cursor line) {
        known.put(fresh.id, new Definition(line.number(), known.size()));
    }

    /// The position of the statement whose id is next.
    int position(Cursor in) {
        return position(in, in.at(), in.bare());
    }

    /// The same, where a word was read already.
    int position(Cursor in, int at, Optional<String> word) {
        String id = id(in, at, word);
        Definition found = known.get(id);
        if (found == null) {
            throw in.fault(
                    at,
                    "no line above has the id %s; it must stand before it is used"
                            .formatted(Words.plain(id)));
        }
        return found.position;
    }

    private static String id(Cursor in, int at, Optional<String> word) {
        if (word.isPresent()) {
            return word.get();
        }
        String digits = in.take('%') ? in.digits() : "";
        if (digits.isEmpty()) {
            throw in.fault(at, "an id is missing here: a name, or %1, %2, …");
        }
        return "%" + digits;
    }
}
