package chainrule.graph;

import com.google.common.base.Ascii;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A name as LaTeX for mathematics mode: `W₁₁⁽¹⁾` and `W_11⁽¹⁾` as `W_{11}^{(1)}`, `ŷ` as
/// `\hat{y}`, `∂E` as `\partial E`, `W₁₀,₂` as `W_{10,2}`, words upright. Whatever the name is, the
/// LaTeX is valid, needs amsmath alone, and stands for one line of at most 64 characters.
/// [LatexSymbol] has the characters.
final class LatexName {
    private static final int LONGEST = 64;
    private static final String TEXT = "\\text{";

    /// What is read as one: words of so many letters, an index behind `_`, a comma between lowered
    /// digits, else one character with its accents. All is in canonical decomposition.
    private enum Reading {
        NAME("(?:[A-Za-z]\\p{M}*){2,}[0-9]*", "[\\p{Lu}\\p{Ll}\\p{Lo}\\p{M}0-9]+"),
        INDEX("(?:[A-Za-z]\\p{M}*){3,}[0-9]*", "(?!)"),
        OPERATOR("(?!)", "(?!)");

        private final Pattern tokens;

        Reading(String word, String index) {
            this.tokens =
                    Pattern.compile(
                            "(?<word>%1$s(?:_%1$s)*)|(?<=[^_\\s])_(?<index>%2$s)|(?<=[₀-₉])(?<comma>,)(?=[₀-₉])|(?s:(?<one>.)(?<marks>\\p{M}*))"
                                    .formatted(word, index));
        }
    }

    private final StringBuilder out = new StringBuilder();
    private final StringBuilder index = new StringBuilder();
    private final StringBuilder exponent = new StringBuilder();
    private String last = "";

    private LatexName() {}

    /// A name as a variable.
    static String of(String name) {
        return read(bounded(name), Reading.NAME);
    }

    /// A name as that of a function: upright as a whole, and `_` as it is.
    static String operator(String name) {
        if (name.length() <= LONGEST && isPlain(name)) {
            return "\\operatorname{"
                    + name
                    + "}"; // most are, and need no reader, which is slow to load
        }
        return "\\operatorname{" + read(bounded(name), Reading.OPERATOR) + "}";
    }

    /// Small letters and digits stand for themselves.
    private static boolean isPlain(String name) {
        return name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
    }

    private static String bounded(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    private static String read(String name, Reading reading) {
        LatexName latex = new LatexName();
        Matcher token = reading.tokens.matcher(Normalizer.normalize(name, Form.NFD));
        while (token.find()) {
            String word = token.group("word");
            if (word != null) {
                latex.base("\\mathrm{" + read(word, Reading.OPERATOR) + "}");
            } else if (token.group("index") != null) {
                latex.index.append(token.group("index"));
            } else if (token.group("comma") != null && !latex.index.isEmpty()) {
                latex.index.append(',');
            } else {
                latex.character(token.group("one"), token.group("marks"), reading);
            }
        }
        latex.scripts();
        return latex.out.toString();
    }

    private void character(String one, String marks, Reading reading) {
        if (reading != Reading.INDEX && LatexSymbol.isIndex(one)) {
            index.append(LatexSymbol.onLine(one)).append(marks);
        } else if (reading != Reading.INDEX && LatexSymbol.isExponent(one)) {
            exponent.append(LatexSymbol.onLine(one)).append(marks);
        } else {
            base(LatexSymbol.of(one, marks));
        }
    }

    /// What the indices and exponents behind it belong to.
    private void base(String latex) {
        boolean bare = index.isEmpty() && exponent.isEmpty();
        scripts();
        if (bare && last.startsWith(TEXT) && latex.startsWith(TEXT)) {
            out.setLength(out.length() - 1);
            out.append(latex, TEXT.length(), latex.length());
        } else {
            boolean runsOn = bare && last.startsWith("\\") && endsInLetter(last);
            out.append(runsOn && startsWithLetter(latex) ? " " : "").append(latex);
        }
        last = latex;
    }

    /// The indices in one and the exponents in one: two of a kind would be an error, and so would
    /// be a prime behind an exponent.
    private void scripts() {
        if (out.isEmpty() && !(index.isEmpty() && exponent.isEmpty())) {
            out.append("{}");
        }
        if (!index.isEmpty()) {
            out.append("_{").append(read(index.toString(), Reading.INDEX)).append('}');
        }
        if (exponent.chars().allMatch(c -> c == '′')) {
            out.append("'".repeat(exponent.length()));
        } else {
            out.append("^{").append(read(exponent.toString(), Reading.INDEX)).append('}');
        }
        index.setLength(0);
        exponent.setLength(0);
    }

    private static boolean startsWithLetter(String latex) {
        return Ascii.isUpperCase(latex.charAt(0)) || Ascii.isLowerCase(latex.charAt(0));
    }

    private static boolean endsInLetter(String latex) {
        return startsWithLetter(latex.substring(latex.length() - 1));
    }
}
