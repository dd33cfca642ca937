package chainrule.derivation;

import java.util.Optional;

/// A row of what is written: `left sign right value`.
///
/// @param left empty where the row continues the one above it
/// @param sign `=`, `+`, or empty where what is left out is counted
/// @param value with its `=`
record Row(Written left, String sign, Written right, Optional<Written> value) {
    private static final Written NOTHING = new Written("", "");

    static Row equal(Written left, Written right) {
        return new Row(left, "=", right, Optional.empty());
    }

    static Row plus(Written right) {
        return new Row(NOTHING, "+", right, Optional.empty());
    }

    /// A row that says what is left out: `… and 7 more steps`.
    static Row more(String sign, String what) {
        return new Row(
                NOTHING,
                sign,
                new Written("… " + what, "\\dots\\text{ " + what + "}"),
                Optional.empty());
    }

    Row with(Optional<Written> other) {
        return new Row(left, sign, right, other);
    }

    /// Whether it continues the row above.
    boolean isContinued() {
        return sign.equals("+");
    }
}
