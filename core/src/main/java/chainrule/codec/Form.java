package chainrule.codec;

import com.google.common.base.CharMatcher;

/// How the values of one Java type are written as settings, and read back.
interface Form {
    /// What is read, for messages: `a whole number`.
    String wanted();

    Setting write(Object value);

    /// The value again.
    ///
    /// @param at the name of the setting, and where in it: `window.sizes[1]`
    /// @throws Misfit if the setting is of another form
    Object read(String at, Setting setting);

    /// The refusal of a setting of another form.
    default Misfit refuse(String at, Setting setting) {
        String found = Words.plain(Words.text(setting));
        return refuse(at, "must be %s, and is %s".formatted(wanted(), found));
    }

    /// A refusal, blamed on the outermost setting.
    static Misfit refuse(String at, String message) {
        int inner = CharMatcher.anyOf(".[").indexIn(at);
        return Misfit.inSetting(
                inner < 0 ? at : at.substring(0, inner),
                "'%s' %s".formatted(Words.plain(at), message));
    }
}
