package chainrule.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.Composite;
import chainrule.graph.Functions;
import chainrule.graph.Leaf;
import chainrule.graph.MatMul;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Text;
import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What formulas mean: known answers, worked by hand.
class FormulaReadTest {
    /// Values for names: x is 3, y is 0.5, and so on.
    private static double scalar(String name) {
        return switch (name) {
            case "x" -> 3;
            case "y" -> 0.5;
            case "w" -> 2;
            case "λ", "W₁₁⁽¹⁾" -> 10;
            case "a b" -> 7;
            default -> 1;
        };
    }

    private static double value(Formula formula) {
        Feed feed = Feed.empty();
        for (Node node : formula.declared()) {
            feed = feed.and(node, scalar(node.name().orElseThrow()));
        }
        return Interpreter.evaluate(formula.result(), feed).item();
    }

    private static Tensor value(String text) {
        return Interpreter.evaluate(Formula.read(text).result(), Feed.empty());
    }

    private static String shown(String text) {
        return Text.of(Formula.read(text).result(), 1_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "1 + 2 * 3 ~ 7",
                "1 − 2 - 3 ~ -4",
                "8 / 4 / 2 ~ 1",
                "8 / 4 * 2 ~ 4",
                "2 · x ⊙ y ~ 3",
                "−x² ~ -9",
                "-x^2 ~ -9",
                "(−x)² ~ 9",
                "2^3^2 ~ 512",
                "2^-1 ~ 0.5",
                "2^−x ~ 0.125",
                "2**3 ~ 8",
                "x² + x³ + x⁴ + x¹⁰ ~ 59166",
                "1e−7 + 1e-7 + 2.5e+1 ~ 25.0000002",
                "2x ~ 6",
                "2(x + 1) ~ 8",
                "(x + 1)(x − 1) ~ 8",
                "x + x(y + 1) ~ 7.5",
                "2x² ~ 18",
                "x^2y ~ 4.5",
                "x y ~ 1.5",
                "−2x ~ -6",
                "x · −2 ~ -6",
                "x − −2 ~ 5",
                "|x − 5| ~ 2",
                "||−x| − |−5|| ~ 2",
                "|2·|−x|| ~ 6",
                "⌊x / 2⌋ ~ 1",
                "√(x + 1) + √4 + sqrt(9) ~ 7",
                "√x² ~ 3",
                "ln x² ~ 2.1972245773362196",
                "ln(x)² ~ 1.206948960812582",
                "ln exp x ~ 3",
                "exp(0) + cos 0 ~ 2",
                "log(1) + ln(1) ~ 0",
                "σ(0) + sigmoid(0) ~ 1",
                "max(x, 4) + min(x, 4) + maximum(0, 1) ~ 8",
                "clamp[−1, 1](x) ~ 1",
                "leakyrelu[0.5](−x) ~ -1.5",
                "arctan(0) + relu(−x) ~ 0",
                "real(x < 4) + real(x >= 3) + real(x ≤ 2) + real(3 > x) ~ 2",
                "real(x = 3) + real((x == 3)) + real(x ≠ 3) + real(x != 3) ~ 2",
                "where(x = 3, 1, 2) ~ 1",
                "where(and(x < 4, y < 4), 5, 6) ~ 5",
                "real(true) + real(false) ~ 1",
                "1 / ∞ ~ 0",
                "W₁₁⁽¹⁾ x ~ 30",
                "\"a b\" + 1 ~ 8",
                "z = 2x; z² ~ 36",
                "t := x + 1; t t ~ 16",
                "f(u) = u² + 1; f(x) + f(2) ~ 15",
                "f(u, v) = u − v; 2f(x, 1) ~ 4",
                "f(u) = 2u; f x² ~ 18",
                "f(u) = u²; g(u) = f(u) + f(2u); g(x) ~ 45",
                "σ(z) = 2z; σ(x) ~ 6",
                "x + 1 # a comment ~ 4",
                "-(y*ln(σ(w*x+b)) + (1-y)*ln(1-σ(w*x+b))) ~ 3.500911466453774"
            })
    void aFormulaHasThisValue(String text, double value) {
        assertThat(value(Formula.read(text)))
                .isCloseTo(value, org.assertj.core.data.Offset.offset(1e-12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "wx ~ 6",
                "2λw ~ 40",
                "2λwx² ~ 360",
                "wx^2 ~ 18",
                "y / 2 · wx ~ 1.5",
                "x²w ~ 18",
                "wx²λy ~ 90",
                "λ(wx + y) ~ 65",
                "−wx ~ -6",
            })
    void aWordIsSplitIntoNamesThatAreDeclared(String text, double value) {
        String names = "x : input; y : input; w : parameter; λ : parameter;";
        assertThat(value(Formula.read(names + text))).isEqualTo(value);
    }

    @Test
    void aDeclaredNameWinsOverAllElse() {
        String names = "w : input; x : input; wx : input; x² : input; Σ : input; W₁₁⁽¹⁾ : input;";
        assertThat(shown(names + "wx")).isEqualTo("wx");
        assertThat(Formula.read(names + "x²").result().op()).isInstanceOf(Op.Input.class);
        assertThat(shown(names + "Σ(x + 1)")).isEqualTo("Σ · (x + 1)");
        assertThat(shown(names + "W₁₁⁽¹⁾x")).isEqualTo("W₁₁⁽¹⁾ · x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "X·W ~ X·W",
                "X@W ~ X·W",
                "X W ~ X·W",
                "XW ~ X·W",
                "2X·W ~ 2 · (X·W)",
                "X·W·s ~ X·W · s",
                "s·X·W ~ s · (X·W)",
                "X·(s·W) ~ X·(s · W)",
                "X * Y ~ X ⊙ Y",
                "X ⊙ Y ~ X ⊙ Y",
                "Y ⊙ X·A ~ Y ⊙ (X·A)",
                "(Xᵀ)X ~ Xᵀ·X",
                "X(A) ~ X·A",
                "XᵀX ~ Xᵀ·X",
                "(X·A)ᵀ ~ (X·A)ᵀ",
                "X² ~ X²",
                "Xᵀ² ~ (Xᵀ)²",
                "X[0:1, :] ~ X[0:1]",
                "X[:, 1:2] ~ X[:, 1:2]",
                "X[:, −1:] ~ X[:, 1:2]",
                "X[::2] ~ X[0:3:2]",
                "X[0] ~ reshape[2](X[0:1])",
                "X[:, 1] ~ reshape[3](X[:, 1:2])",
                "X[:] ~ X",
                "Σ(X) ~ Σ(X)",
                "sum X ~ Σ(X)",
                "Σ₀(X) ~ Σ₀(X)",
                "Σ₀₁(X) ~ Σ(X)",
                "mean₁(X²) ~ mean₁(X²)",
                "max₀(X) ~ max₀(X)",
                "norm(X) ~ norm⁽²⁾(X)",
                "norm⁽¹⁾₀(X) ~ norm⁽¹⁾₀(X)",
                "softmax₁(X) ~ softmax₁(X)",
                "softmax(X) ~ softmax₁(X)",
                "argmax(X) ~ argmax₁(X)",
                "flip₀(X) ~ flip₀(X)",
                "concat₀(X, Y) ~ concat₀(X, Y)",
                "reshape[2×3](X) ~ reshape[2×3](X)",
                "reshape[2, 3](X) ~ reshape[2×3](X)",
                "broadcast[3×2](s) ~ broadcast[3×2](s)",
                "transpose[1, 0](X) ~ Xᵀ",
                "pad₀[1, 2](X, 0) ~ pad₀[1, 2](X, 0)",
                "einsum[ij,jk->ik](X, A) ~ einsum[ij,jk->ik](X, A)",
                "X + [1, −2] ~ X + [1, −2]",
                "X·[[1], [2]] ~ X·const[2×1]",
                "matmul(X, W) ~ X·W",
                "add(X, s) ~ X + s",
                "sum(X, axes=[0], keepDims=false) ~ Σ₀(X)",
                "slice(X, axis=0, start=0, stop=2, step=1) ~ X[0:2]",
                "trace(A) ~ trace(A)",
                "A/s/2 ~ A / s / 2"
            })
    void shapesDecideWhatProductsAndFunctionsAre(String text, String shown) {
        String names =
                "X : input [3×2]; Y : input [3×2]; A : input [2×2]; W : parameter [2×1]; s : input;";
        assertThat(shown(names + text)).isEqualTo(shown);
    }

    @Test
    void theProductWithAScalarIsNoMatrixProduct() {
        Formula f =
                Formula.read(
                        "A : input [2×2]; s : input; return s·A, A·A, A s, s@s"
                                .replace(", s@s", ""));
        assertThat(f.results().stream().map(Node::op))
                .containsExactly(Leaf.MUL, new MatMul(), Leaf.MUL);
    }

    @Test
    void theProductOfATransposeNeedsNoSign() {
        Formula f = Formula.read("X : input [3×2]; y : input [3×1]; Xᵀ(y − 1)");
        assertThat(f.result().op()).isEqualTo(new MatMul());
        assertThat(f.result().inputs().get(0).inputs()).containsExactly(f.node("X"));
    }

    @Test
    void declarationsSayKindAndShape() {
        Formula f =
                Formula.read(
                        """
                        X : input [2·m×2]       # features
                        k : input INDEX [m]
                        t : input BOOL
                        W : parameter [2×1]
                        b : parameter
                        "a b" : input REAL []
                        X
                        """);
        assertThat(f.declared()).hasSize(6);
        assertThat(f.node("X").type()).hasToString("[2·m×2]");
        assertThat(f.node("k").type()).hasToString("INDEX [m]");
        assertThat(f.node("t").kind()).isEqualTo(Kind.BOOL);
        assertThat(f.node("W").op()).isInstanceOf(Op.Parameter.class);
        assertThat(f.node("b").shape()).isEqualTo(Shape.SCALAR);
        assertThat(f.node("a b").name()).contains("a b");
        assertThat(f.result()).isSameAs(f.node("X"));
    }

    @Test
    void withoutDeclarationsNamesAreScalarInputs() {
        Formula f = Formula.read("2wx + b·x²");
        assertThat(f.declared().stream().map(node -> node.name().orElseThrow()))
                .containsExactly("wx", "b", "x");
        assertThat(f.declared()).allMatch(node -> node.op() instanceof Op.Input);
    }

    @Test
    void definitionsAreNamedAndAbbreviationsAreNot() {
        Formula f = Formula.read("h = 2x\nt := h + 1\nt ⊙ t");
        assertThat(f.node("h").name()).contains("h");
        assertThat(f.node("t").name()).isEmpty();
        assertThat(f.result().inputs()).allMatch(x -> x == f.node("t"));
        assertThat(Formula.read("E = x²").result().name()).contains("E");
        assertThat(Formula.read("h₍₂₎ \"h\" = x + 1").result().name()).contains("h");
    }

    @Test
    void severalResultsAreReturned() {
        Formula f = Formula.read("h = 2x\nreturn h, h + 1, x");
        assertThat(f.results()).hasSize(3).first().isSameAs(f.node("h"));
        assertThatThrownBy(f::result).hasMessage("the text has 3 results; ask for results()");
        assertThat(Formula.read("return").results()).isEmpty();
        assertThat(Formula.read("return ; # none").results()).isEmpty();
    }

    @Test
    void aFunctionOfTheTextIsOneOperation() {
        Formula f = Formula.read("f(z) = 1 / (1 + exp(−z))\nE = f(f(x))\nE");
        Node e = f.result();
        assertThat(Text.formula(e, 100)).isEqualTo("f(f(x))");
        assertThat(e.op()).isInstanceOf(Composite.class).isEqualTo(e.inputs().get(0).op());
        assertThat(e.op()).isEqualTo(f.function("f"));
        assertThat(value(f))
                .isCloseTo(0.7216325609518421, org.assertj.core.data.Offset.offset(1e-15));
    }

    @Test
    void functionsOfEqualTextsAreEqual() {
        String text = "g(u) = 2u; f(z) = g(z) + 1; f(x)";
        assertThat(Formula.read(text).result().op())
                .isEqualTo(Formula.read("\n\n" + text).result().op())
                .hasSameHashCodeAs(Formula.read(text).result().op())
                .isNotEqualTo(Formula.read(text.replace("2u", "3u")).result().op())
                .isNotEqualTo(
                        Formula.read(text.replace("f(z) = g(z)", "f(z) = exp(z)")).result().op());
    }

    @Test
    void aFunctionIsAppliedToAnyShape() {
        Formula f = Formula.read("f(A, B) = A·B + size(m)\nX : input [m×2]\nf(X, [[1], [2]])");
        assertThat(f.result().shape()).hasToString("[m×1]");
        Tensor x = Tensor.of(new double[][] {{1, 1}, {0, 3}});
        assertThat(Interpreter.evaluate(f.result(), Feed.of(f.node("X"), x)))
                .isEqualTo(Tensor.of(new double[][] {{5}, {8}}));
    }

    @Test
    void nodesAndOperationsOfTheUserAreKnown() {
        Composite mish = Composite.of("mish", v -> v.mul(Functions.tanh(Functions.softplus(v))));
        Node x = Functions.input("x");
        Node h = x.add(1).named("h");
        Node y = Formula.read("mish(h) + xh", Symbols.of(x, h).and(mish)).result();
        assertThat(y.inputs().get(0).op()).isEqualTo(mish);
        assertThat(y.inputs().get(0).inputs()).containsExactly(h);
        assertThat(y.inputs().get(1).inputs()).containsExactly(x, h);
        Symbols other = Symbols.of(x).and(h).and(Vocabulary.standard().and(mish));
        assertThat(Formula.read("mish h", other).result().op()).isEqualTo(mish);
        assertThat(Formula.read("mish h", other).declared()).isEmpty();
    }

    @Test
    void theVocabularyOfTheUserWinsOverNamesOfFunctions() {
        Composite mine = Composite.of("σ", v -> v.mul(2));
        assertThat(Formula.read("σ(x)", Symbols.none().and(mine)).result().op()).isEqualTo(mine);
    }

    @Test
    void symbolsAreTakenByTheirNames() {
        Node x = Functions.input("x");
        assertThatThrownBy(() -> Symbols.of(x.add(1)))
                .isInstanceOf(CodecException.class)
                .hasMessage(
                        "a formula knows nodes by their names, and x + 1 [] has none; give it one: named(\"h\")");
        assertThatThrownBy(() -> Symbols.of(x, Functions.input("x")))
                .isInstanceOf(CodecException.class)
                .hasMessage("two nodes are called 'x'; a formula knows nodes by their names");
        assertThat(Formula.read("x", Symbols.of(x, x)).result()).isSameAs(x);
    }

    @Test
    void theNameOfADimensionIsItsSize() {
        Formula f = Formula.read("x : input [m]; Σ(x) / m + |m| + 2m + |2·m| + size(2·m)");
        assertThat(
                        Interpreter.evaluate(f.result(), Feed.of(f.node("x"), Tensor.of(3, 5, 7)))
                                .item())
                .isEqualTo(5 + 3 + 6 + 6 + 6);
        Formula own = Formula.read("m : input; x : input [m]; m + size(m) + |m|");
        Feed feed = Feed.of(own.node("m"), -10).and(own.node("x"), Tensor.of(3, 5, 7));
        assertThat(Interpreter.evaluate(own.result(), feed).item()).isEqualTo(-10 + 3 + 10);
        assertThat(Formula.read("size(n)").result().op()).isEqualTo(new Op.Size(Dim.named("n")));
    }

    @Test
    void wordsForValuesAreNamesInQuotesOnly() {
        Formula f = Formula.read("\"NaN\" : input; \"true\" = 2; NaN + \"NaN\" \"true\"");
        assertThat(Double.isNaN(f.result().inputs().get(0).number().orElseThrow())).isTrue();
        assertThat(f.result().inputs().get(1).inputs())
                .containsExactly(f.node("NaN"), f.node("true"));
    }

    @Test
    void constantsAreRealUnlessTheySayMore() {
        assertThat(value("[1, −2, ∞, NaN]"))
                .isEqualTo(Tensor.of(1, -2, Double.POSITIVE_INFINITY, Double.NaN));
        assertThat(value("[[1, 2], [3, 4]]")).isEqualTo(Tensor.of(new double[][] {{1, 2}, {3, 4}}));
        assertThat(value("[]")).isEqualTo(Tensor.of());
        assertThat(value("[[], []]")).isEqualTo(Tensor.of(Shape.of(2, 0)));
        assertThat(value("[true, false]")).isEqualTo(Tensor.bools(Shape.of(2), true, false));
        assertThat(value("float([0.1])")).isEqualTo(Tensor.floats(Shape.of(1), 0.1f));
        assertThat(value("float(0.1)")).isEqualTo(Tensor.floats(Shape.SCALAR, 0.1f));
        assertThat(value("index([0, −2])")).isEqualTo(Tensor.indices(Shape.of(2), 0, -2));
        assertThat(value("bool([])")).isEqualTo(Tensor.bools(Shape.of(0)));
        assertThat(value("const[0×3](float([]))")).isEqualTo(Tensor.floats(Shape.of(0, 3)));
        assertThat(value("const[2×1]([1, 2])")).isEqualTo(Tensor.of(new double[][] {{1}, {2}}));
    }

    @Test
    void aSignBeforeANumberAloneBelongsToIt() {
        assertThat(Formula.read("−2").result().isNumber(-2)).isTrue();
        assertThat(Formula.read("−∞").result().isNumber(Double.NEGATIVE_INFINITY)).isTrue();
        assertThat(Formula.read("−0").result().op())
                .isEqualTo(new Op.Constant(Tensor.scalar(-0.0)));
        for (String negative :
                List.of("−(2)", "−−2", "−2 · x", "−2²", "−NaN", "−[2]", "−float(2)")) {
            assertThat(Formula.read(negative).result().op()).as(negative).isEqualTo(Leaf.NEG);
        }
    }

    @Test
    void manyTermsAreReadInALoop() {
        Formula sum = Formula.read("x" + " + x".repeat(9_999));
        assertThat(value(sum)).isEqualTo(30_000);
        Formula product = Formula.read("x" + " · 1".repeat(9_999));
        assertThat(value(product)).isEqualTo(3);
        assertThat(value(Formula.read("1" + "(1)".repeat(9_999)))).isEqualTo(1);
    }

    @Test
    void aThousandLinesAreRead() {
        StringBuilder text = new StringBuilder("x : input\nh0 = x + 1\n");
        for (int i = 1; i < 1_000; i++) {
            text.append("h%d = h%d + 1\n".formatted(i, i - 1));
        }
        assertThat(value(Formula.read(text.toString()))).isEqualTo(1_003);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n\nx + 1\n\n",
                "x + 1;",
                ";; x + 1 ;;",
                "x+1 # + 2",
                "# 1\n x + 1 # ; 3\n#"
            })
    void emptyLinesAndCommentsAreLeftOut(String text) {
        assertThat(shown(text)).isEqualTo("x + 1");
    }
}
