package chainrule.codec;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Axes;
import chainrule.graph.Composite;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.simplify.Simplify;
import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How graphs are written as formulas: texts compared in full.
class FormulaWriteTest {
    private static final Node X = input("x");

    private static String lastLine(Node node) {
        String text = Formula.write(node).stripTrailing();
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    @Test
    void aLineHasEachNodeThatHasANameOrIsShared() {
        Dim m = Dim.named("m");
        Node x = input("X", m, 2);
        Node y = input("y", m, 1);
        Node p = sigmoid(x.matmul(parameter("W", 2, 1)).add(parameter("b"))).named("ŷ");
        Node e = mean(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1))))).neg().named("E");
        assertThat(Formula.write(e))
                .isEqualTo(
                        """
                        y : input [m×1]
                        X : input [m×2]
                        W : parameter [2×1]
                        b : parameter
                        ŷ = σ(X·W + b)
                        E = −mean(y ⊙ ln(ŷ) + (1 − y) ⊙ ln(1 − ŷ))
                        """);
        Node h = X.add(1);
        assertThat(Formula.write(h.mul(h), h, X))
                .isEqualTo(
                        """
                        x : input
                        t₁ := x + 1
                        return t₁ · t₁, t₁, x
                        """);
        assertThat(Formula.write(X)).isEqualTo("x : input\nx\n");
        assertThat(Formula.write()).isEqualTo("return\n");
    }

    @Test
    void whatTextsLeaveOutIsSaidBySettings() {
        Node x = input("x", Dim.BATCH, 3);
        assertThat(lastLine(sum(x, Axes.keep(0)))).isEqualTo("sum(x, axes=[0], keepDims=true)");
        assertThat(lastLine(sum(x, 0))).isEqualTo("Σ₀(x)");
        assertThat(lastLine(Functions.rsqrt(x))).isEqualTo("rsqrt(x)");
        assertThat(lastLine(Functions.layerNorm(x, 0.5, 1)))
                .isEqualTo("layer_norm(x, axes={axes=[1], keepDims=false}, epsilon=0.5)");
        assertThat(lastLine(Functions.dropout(x, 0.5, 7, input("k", Kind.INDEX, Shape.SCALAR))))
                .isEqualTo("dropout(x, k, rate=0.5, seed=7)");
    }

    @Test
    void bracketsStandWhereReadingNeedsThem() {
        Node two = Functions.constant(2);
        assertThat(lastLine(two.neg())).isEqualTo("−(2)");
        assertThat(lastLine(Functions.constant(-2))).isEqualTo("−2");
        assertThat(lastLine(Functions.constant(-2).neg())).isEqualTo("−(−2)");
        assertThat(lastLine(square(two).neg())).isEqualTo("−2²");
        assertThat(lastLine(Functions.equal(X, X))).isEqualTo("(x = x)");
        assertThat(lastLine(Functions.equal(Functions.less(X, X.mul(2)), Functions.less(two, X))))
                .isEqualTo("((x < x · 2) = (2 < x))");
        assertThat(lastLine(X.pow(2).pow(-1))).isEqualTo("(x^2)^(−1)");
        Node transposed = input("Xᵀ", 2, 3);
        Node matrix = input("X", 3, 2);
        assertThat(lastLine(matrix.t().add(transposed))).isEqualTo("(X)ᵀ + Xᵀ");
        assertThat(lastLine(square(input("x²")))).isEqualTo("(x²)²");
        assertThat(lastLine(square(input("a b")))).isEqualTo("\"a b\"²");
    }

    @Test
    void namesThatMeanSomethingElseAreToldApart() {
        Node y = input("y");
        Node h =
                y.mul(2)
                        .named("h")
                        .add(y.mul(3).named("h"))
                        .add(y.neg().named("σ"))
                        .add(sigmoid(y));
        assertThat(Formula.write(h))
                .isEqualTo(
                        """
                        y : input
                        h = y · 2
                        h₍₂₎ "h" = y · 3
                        σ₍₂₎ "σ" = −y
                        h + h₍₂₎ + σ₍₂₎ + σ(y)
                        """);
        assertThat(lastLine(input("m").add(Node.size(Dim.named("m"))))).isEqualTo("m + size(m)");
        assertThat(Formula.write(input("m", Dim.named("m")).div(Node.size(Dim.named("m")))))
                .isEqualTo("m : input [m]\nm / size(m)\n");
        assertThat(Formula.write(input("x", Dim.named("m")).div(Node.size(Dim.named("m")))))
                .isEqualTo("x : input [m]\nx / |m|\n");
    }

    @Test
    void constantsAreWrittenInFull() {
        assertThat(lastLine(X.mul(0.1 + 0.2))).isEqualTo("x · 0.30000000000000004");
        assertThat(lastLine(X.mul(1e-300))).isEqualTo("x · 1e−300");
        assertThat(lastLine(X.mul(-0.0))).isEqualTo("x · (−0)");
        assertThat(lastLine(X.mul(Double.NaN).add(Double.NEGATIVE_INFINITY)))
                .isEqualTo("x · NaN + (−∞)");
        assertThat(lastLine(Functions.constant(Tensor.of(new double[][] {{1, 2}, {3, -0.5}}))))
                .isEqualTo("[[1, 2], [3, −0.5]]");
        assertThat(lastLine(Functions.constant(Tensor.floats(Shape.of(2), 0.1f, -1))))
                .isEqualTo("float([0.1, −1])");
        assertThat(lastLine(Functions.constant(Tensor.floats(Shape.SCALAR, 0.1f)).neg()))
                .isEqualTo("−float(0.1)");
        assertThat(lastLine(Functions.constant(Tensor.indices(Shape.of(1, 2), 3, -4))))
                .isEqualTo("index([[3, −4]])");
        assertThat(lastLine(Functions.constant(Tensor.bools(Shape.SCALAR, true))))
                .isEqualTo("true");
        assertThat(lastLine(Functions.constant(Tensor.bools(Shape.of(2, 0)))))
                .isEqualTo("const[2×0](bool([]))");
        assertThat(lastLine(Functions.constant(Tensor.of()))).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5e-324f",
                "1.17549435E-38f",
                "3.4028235E38f",
                "0.1f",
                "8.589973E9f",
                "1.00000012f"
            })
    void floatsKeepTheirBits(String number) {
        Node c = Functions.constant(Tensor.floats(Shape.SCALAR, Float.parseFloat(number)));
        assertThat(Formula.read(Formula.write(c)).result().op()).isEqualTo(c.op());
    }

    @Test
    void functionsOfTextsAreDefinedAgain() {
        String text =
                """
                x : input [3]
                g(z) = 2z   # twice
                f(z, w) = g(z)^w+1
                f(g(x), 3)
                """;
        Node y = Formula.read(text).result();
        assertThat(Formula.write(y)).isEqualTo(text.replace("   # twice", ""));
        assertThat(Formula.read(Formula.write(y)).result().op()).isEqualTo(y.op());
    }

    @Test
    void functionsOfTextsMayBeInTheVocabulary() {
        Formula f = Formula.read("f(z) = z² + 1; f(x)");
        Vocabulary vocabulary = Vocabulary.standard().and(f.function("f"));
        String text = Formula.write(f.results(), vocabulary);
        assertThat(text).isEqualTo("x : input\nf(x)\n");
        Symbols symbols = Symbols.none().and(vocabulary);
        assertThat(Formula.read(text, symbols).result().op()).isEqualTo(f.result().op());
        assertThat(GraphText.read(GraphText.write(f.results()), vocabulary).get(0).op())
                .isEqualTo(f.result().op());
        assertThat(Formula.read("f(2)", symbols).result().op()).isEqualTo(f.result().op());
    }

    @Test
    void twoFunctionsOfOneNameAreRefused() {
        Node a = Formula.read("f(z) = 2z; f(x)").result();
        Node b = Formula.read("f(z) = 3z; f(x)").result();
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> Formula.write(a.add(b)))
                .withMessage(
                        """
                        the function 'f' is not read back as itself here: line 1, column 1:
                          f(z) = 3z
                          ^
                        'f' has a meaning already; choose another word\
                        """);
        Node own = Formula.read("f(z) = σ(z); f(x)").result();
        Node other = Formula.read("σ(z) = 2z; σ(x)").result();
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> Formula.write(other.add(own)))
                .withMessage(
                        "the function 'f' is not read back as itself here, since another function has a name that it uses; rename one");
        Node both = own.add(other);
        assertThat(Formula.write(both))
                .isEqualTo(
                        "x : input\nx₍₂₎ \"x\" : input\nf(z) = σ(z)\nσ(z) = 2z\nf(x) + σ(x₍₂₎)\n");
    }

    @Test
    void operationsThatAreNotKnownAreRefused() {
        Composite mish = Composite.of("mish", v -> v.mul(Functions.tanh(Functions.softplus(v))));
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> Formula.write(mish.apply(X)))
                .withMessage(
                        "operation 'mish' is not in the vocabulary, so that it could not be read back; add it: Vocabulary.standard().and(…)");
        Vocabulary vocabulary = Vocabulary.standard().and(mish);
        assertThat(Formula.write(List.of(mish.apply(X)), vocabulary))
                .isEqualTo("x : input\nmish(x)\n");
        Composite other = Composite.of("mish", v -> v);
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> Formula.write(List.of(other.apply(X)), vocabulary))
                .withMessage(
                        "two operations are called 'mish'; rename one, or make it once, as a constant: they are read back by their names");
    }

    @Test
    void longFormulasAreBrokenIntoLines() {
        Node y = X;
        for (int i = 0; i < 10_000; i++) {
            y = y.add(i);
        }
        String text = Formula.write(y);
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(120));
        assertThat(text.lines().limit(3))
                .containsExactly(
                        "x : input",
                        "t₁ := x + 0 + 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12 + 13 + 14 + 15 + 16 + 17 + 18 + 19 + 20",
                        "t₂ := t₁ + 21 + 22 + 23 + 24 + 25 + 26 + 27 + 28 + 29 + 30 + 31 + 32 + 33 + 34 + 35 + 36 + 37 + 38 + 39");
        Formula read = Formula.read(text);
        assertThat(Formula.write(read.result())).isEqualTo(text);
        assertThat(Interpreter.evaluate(read.result(), Feed.of(read.node("x"), 1)).item())
                .isEqualTo(49_995_001);
    }

    @Test
    void aGraphThatDoesNotFitIntoATextIsRefused() {
        Node c = Functions.constant(Tensor.generate(Shape.of(400_000), Kind.REAL, i -> i));
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> Formula.write(c))
                .withMessage(
                        "as formulas this graph takes 3,088,891 characters, and a text has at most 1,000,000; GraphText writes graphs of any size");
    }

    /// What nests as deeply as it may still has a value, derivatives and a simpler form.
    @Test
    @Timeout(60)
    void functionsThatNestAreEvaluatedAndDifferentiated() {
        StringBuilder text = new StringBuilder("f0(z) = 2z\n");
        for (int i = 1; i < 40; i++) {
            text.append("f%d(z) = 1 + 2 · (f%d(z) − 1) / 2\n".formatted(i, i - 1));
        }
        Formula f = Formula.read(text + "f39(x)");
        Feed feed = Feed.of(f.node("x"), 3);
        assertThat(Interpreter.evaluate(f.result(), feed).item()).isEqualTo(6);
        Node slope = Gradient.of(f.result(), List.of(f.node("x"))).get(0);
        assertThat(Interpreter.evaluate(slope, feed).item()).isEqualTo(2);
        assertThat(Interpreter.evaluate(Simplify.of(f.result()), feed).item()).isEqualTo(6);
        assertThat(Formula.write(Formula.read(Formula.write(f.result())).result()))
                .isEqualTo(Formula.write(f.result()));
    }
}
