package chainrule.graph;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A character of a name as LaTeX. One without a command goes into `\text{…}`, so it shows where
/// the font has it; what cannot be seen, such as a control character, is `?`.
final class LatexSymbol {
    private static final String INDICES = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ";
    private static final String EXPONENTS =
            "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ′″‴⁗'’";

    private static final ImmutableMap<String, String> ACCENTS =
            table(
                    """
                    \u0302 hat  \u0304 bar  \u0305 bar  \u0303 tilde  \u0307 dot  \u0308 ddot  \u20D7 vec
                    \u0301 acute  \u0300 grave  \u030C check  \u0306 breve  \u030A mathring
                    """);

    private static final ImmutableMap<String, String> COMMANDS =
            table(
                    """
                    α alpha  β beta  γ gamma  δ delta  ε varepsilon  ζ zeta  η eta  θ theta  ι iota
                    κ kappa  λ lambda  μ mu  ν nu  ξ xi  ο mathrm{o}  π pi  ρ rho  σ sigma
                    ς varsigma  τ tau  υ upsilon  φ varphi  χ chi  ψ psi  ω omega  ϵ epsilon
                    ϑ vartheta  ϕ phi  ϖ varpi  ϱ varrho  µ mu
                    Α mathrm{A}  Β mathrm{B}  Γ Gamma  Δ Delta  Ε mathrm{E}  Ζ mathrm{Z}
                    Η mathrm{H}  Θ Theta  Ι mathrm{I}  Κ mathrm{K}  Λ Lambda  Μ mathrm{M}
                    Ν mathrm{N}  Ξ Xi  Ο mathrm{O}  Π Pi  Ρ mathrm{P}  Σ Sigma  Τ mathrm{T}
                    Υ Upsilon  Φ Phi  Χ mathrm{X}  Ψ Psi  Ω Omega
                    ∂ partial  ∇ nabla  ∞ infty  ℓ ell  ∑ sum  ∏ prod  √ surd  ⊤ top  … dots  ′ prime
                    𝚤 imath  𝚥 jmath  · cdot  ⊙ odot  × times  ⊗ otimes  ∘ circ  ± pm  → to  ↦ mapsto  ∈ in
                    ≤ le  ≥ ge  ≈ approx  ∼ sim  ‖ Vert
                    # #  $ $  % %  & &  _ _  { {  } }  \\ backslash
                    ^ text{\\textasciicircum{}}  ~ text{\\textasciitilde{}}  " text{"}  ` text{`}
                    """);

    private static final Pattern KNOWN =
            Pattern.compile(ACCENTS.keySet().stream().collect(joining("", "[", "]")));
    private static final Pattern DIACRITICS = Pattern.compile("[\u0300-\u036F]");

    private LatexSymbol() {}

    private static ImmutableMap<String, String> table(String rows) {
        List<String> words = Splitter.onPattern("\\s+").omitEmptyStrings().splitToList(rows);
        ImmutableMap.Builder<String, String> table = ImmutableMap.builder();
        for (int i = 0; i < words.size(); i += 2) {
            table.put(words.get(i), "\\" + words.get(i + 1));
        }
        return table.buildOrThrow();
    }

    static boolean isIndex(String one) {
        return INDICES.contains(one);
    }

    static boolean isExponent(String one) {
        return EXPONENTS.contains(one);
    }

    /// What a raised or lowered character is on the line: `ᵀ` the sign of a transpose, primes `′`.
    static String onLine(String one) {
        return switch (one) {
            case "ᵀ" -> "⊤";
            case "'", "’" -> "′";
            default -> Normalizer.normalize(one, Form.NFKD);
        };
    }

    /// A character and its combining accents. A letter of another script, or with accents that
    /// mathematics does not have, is left to the font as far as Unicode knows it as one character.
    static String of(String one, String marks) {
        if (DIACRITICS.matcher(one).matches()) {
            return of("◌", one + marks);
        }
        boolean foreign = plain(one).isEmpty();
        String composed = Normalizer.normalize(one + (foreign ? marks : unknown(marks)), Form.NFC);
        int end = composed.offsetByCodePoints(0, 1);
        String first = composed.substring(0, end);
        String rest = composed.substring(end);
        String other = DIACRITICS.matcher(unknown(rest)).replaceAll("");
        String latex =
                other.isEmpty() || isSign(first.codePointAt(0))
                        ? plain(first).orElse("\\text{" + first + "}")
                        : "\\text{" + first + other + "}";
        for (int mark : (foreign ? rest : marks).codePoints().toArray()) {
            String accent = ACCENTS.get(Character.toString(mark));
            latex = accent == null ? latex : accent + "{" + latex + "}";
        }
        return latex;
    }

    private static String unknown(String marks) {
        return KNOWN.matcher(marks).replaceAll("");
    }

    /// One character, unless it has to go into `\text{…}`.
    private static Optional<String> plain(String one) {
        String command = COMMANDS.get(one);
        int c = one.codePointAt(0);
        if (command != null) {
            return Optional.of(command);
        }
        if (c == '−') {
            return Optional.of("-");
        }
        if (c == '[' || c == '*') {
            return Optional.of("{" + one + "}"); // behind \\ they would be an argument
        }
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            return Optional.of("~");
        }
        if (isHidden(c)) {
            return Optional.of("?");
        }
        return Optional.of(one).filter(_ -> c < 128 || isMathematical(c));
    }

    /// Signs, arrows and the like, and letters in the fonts of mathematics.
    private static boolean isMathematical(int c) {
        return (c >= 0x2010 && c < 0x2C00) || (c >= 0x1D400 && c < 0x1D800);
    }

    /// Whether it may mean something in LaTeX, so that no `\text{…}` can hold it.
    private static boolean isSign(int c) {
        return isMathematical(c) || !Character.isLetterOrDigit(c);
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE ->
                    true;
            case Character.FORMAT -> c != '\u200C' && c != '\u200D'; // they join what is shown
            default -> false;
        };
    }
}
