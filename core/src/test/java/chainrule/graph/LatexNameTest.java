package chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LatexNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '§',
            textBlock =
                    """
                    x => x
                    x_1 => x_{1}
                    x₁ => x_{1}
                    x_ij => x_{ij}
                    x_max => x_{\\mathrm{max}}
                    x₋₁ => x_{-1}
                    W₁₁⁽¹⁾ => W_{11}^{(1)}
                    W⁽¹⁾₁₁ => W_{11}^{(1)}
                    W_11⁽¹⁾ => W_{11}^{(1)}
                    W₁₀,₂⁽¹⁾ => W_{10,2}^{(1)}
                    x₁,y₂ => x_{1},y_{2}
                    1,₂ => 1,_{2}
                    ŷ => \\hat{y}
                    ŷ₁′ => \\hat{y}_{1}'
                    ȳ => \\bar{y}
                    x̃ => \\tilde{x}
                    ẋ => \\dot{x}
                    é => \\acute{e}
                    v⃗ => \\vec{v}
                    x̂̄ => \\bar{\\hat{x}}
                    ḉ => \\acute{\\text{ç}}
                    σ => \\sigma
                    θ₀ => \\theta_{0}
                    Σ => \\Sigma
                    Α => \\mathrm{A}
                    αβ => \\alpha\\beta
                    αx => \\alpha x
                    ∂E => \\partial E
                    ∂E/∂W₁₁⁽¹⁾ => \\partial E/\\partial W_{11}^{(1)}
                    ∂h₁₁/∂x => \\partial h_{11}/\\partial x
                    ∇f => \\nabla f
                    loss => \\mathrm{loss}
                    loss_1 => \\mathrm{loss}_{1}
                    learning_rate => \\mathrm{learning\\_rate}
                    layer1 => \\mathrm{layer1}
                    naïve => \\mathrm{na\\ddot{i}ve}
                    f′ => f'
                    f″ => f''
                    f' => f'
                    f²′ => f^{2\\prime}
                    xᵀ => x^{\\top}
                    ⁽¹⁾ => {}^{(1)}
                    _x => \\_x
                    x_ => x\\_
                    x__1 => x\\_\\_1
                    100% => 100\\%
                    a&b => a\\&b
                    a#$ => a\\#\\$
                    {x} => \\{x\\}
                    x^2 => x\\text{\\textasciicircum{}}2
                    x~y => x\\text{\\textasciitilde{}}y
                    \\frac{1}{2} => \\backslash\\mathrm{frac}\\{1\\}\\{2\\}
                    a b => a~b
                    "x" => \\text{"}x\\text{"}
                    [1]*2 => {[}1]{*}2
                    日本語 => \\text{日本語}
                    👩‍💻x => \\text{👩‍💻}x
                    Привет => \\text{Привет}
                    שלום => \\text{שלום}
                    ≠ => ≠
                    − => -
                    """)
    void aNameIsMathematics(String name, String latex) {
        assertThat(LatexName.of(name)).isEqualTo(latex);
        LatexSyntax.check(latex);
    }

    @Test
    void whatCannotBeSeenIsAQuestionMarkAndEverySpaceIsASpace() {
        assertThat(LatexName.of("a\nb\tc\u2028d\u00A0e")).isEqualTo("a~b~c~d~e");
        assertThat(LatexName.of("\u0000\u0007\u202E\u2066\uD800\uE000")).isEqualTo("??????");
        assertThat(LatexName.of("\u0302x")).isEqualTo("\\hat{◌}x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            textBlock =
                    """
                    mean_squared_error => \\operatorname{mean\\_squared\\_error}
                    log1p => \\operatorname{log1p}
                    sin′ => \\operatorname{sin'}
                    50%safe => \\operatorname{50\\%safe}
                    φ => \\operatorname{\\varphi}
                    """)
    void aFunctionIsUprightAsAWhole(String name, String latex) {
        assertThat(LatexName.operator(name)).isEqualTo(latex);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "{", "\\", "'", "₁", "_1", "x\u0302", "😀", "^"})
    void aLongNameIsCut(String piece) {
        String latex = LatexName.of(piece.repeat(10_000));
        assertThat(latex).hasSizeLessThan(2_000);
        LatexSyntax.check(latex);
    }

    @Test
    void ofAnyCharactersItIsLatex() {
        Random random = new Random(1);
        String special = "₁₂ⱼᵀ⁽⁾²′'_^~\\{}%#&$*[]\"`xyŷσ∂\u0302\u0327\u200D\uFE0F 😀ä";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int length = random.nextInt(1, 10); length > 0; length--) {
                int from = random.nextInt(4);
                name.appendCodePoint(
                        from == 0
                                ? random.nextInt(Character.MAX_CODE_POINT)
                                : from == 1
                                        ? random.nextInt(0x3000)
                                        : special.codePointAt(random.nextInt(special.length())));
            }
            LatexSyntax.check(LatexName.of(name.toString()));
            LatexSyntax.check(LatexName.operator(name.toString()));
            LatexSyntax.check("{" + LatexName.of(name.toString()) + "}^2");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "a}{",
                "x_{1}_{2}",
                "x^{2}'",
                "\\left(x",
                "x\\right)",
                "{\\left(}\\right)",
                "a & b",
                "\\sqrt\\left(x\\right)",
                "50%",
                "x_\\hat{1}",
                "\\hat"
            })
    void theGrammarRefusesWhatLatexRefuses(String wrong) {
        assertThatThrownBy(() -> LatexSyntax.check(wrong)).isInstanceOf(AssertionError.class);
    }
}
