package chainrule.graph;

import static chainrule.graph.Functions.abs;
import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.max;
import static chainrule.graph.Functions.maximum;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.reshape;
import static chainrule.graph.Functions.sqrt;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.where;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TextTest {
    private static final Node A = input("a");
    private static final Node B = input("b");
    private static final Node C = input("c");
    private static final Node V = input("v", 2, 2);
    private static final Node W = input("W⁽¹⁾", 2, 2);
    private static final Node X = input("x", Dim.BATCH, 2);

    static Stream<Arguments> formulas() {
        return Stream.of(
                of(A.sub(B.sub(C)), "a − (b − c)", "a - \\left(b - c\\right)"),
                of(A.sub(B).sub(C), "a − b − c", "a - b - c"),
                of(A.add(B).mul(C), "(a + b) · c", "\\left(a + b\\right) \\cdot c"),
                of(A.mul(B).add(C), "a · b + c", "a \\cdot b + c"),
                of(A.mul(B.mul(C)), "a · (b · c)", "a \\cdot \\left(b \\cdot c\\right)"),
                // minus
                of(A.sub(B.neg()), "a − (−b)", "a - \\left(-b\\right)"),
                of(A.neg().sub(B), "−a − b", "-a - b"),
                of(A.add(B).neg(), "−(a + b)", "-\\left(a + b\\right)"),
                of(A.neg().neg(), "−(−a)", "-\\left(-a\\right)"),
                of(A.mul(B.neg()), "a · (−b)", "a \\cdot \\left(-b\\right)"),
                of(A.neg().mul(B), "(−a) · b", "\\left(-a\\right) \\cdot b"),
                of(A.mul(B).neg(), "−a · b", "-a \\cdot b"),
                of(square(A).neg(), "−a²", "-{a}^2"),
                of(square(A.neg()), "(−a)²", "{\\left(-a\\right)}^2"),
                of(A.sub(-0.5), "a − (−0.5)", "a - \\left(-0.5\\right)"),
                of(A.rsub(-0.5), "−0.5 − a", "-0.5 - a"),
                of(A.mul(-2), "a · (−2)", "a \\cdot \\left(-2\\right)"),
                of(A.pow(-2), "a^(−2)", "{a}^{-2}"),
                of(Node.constant(-2).pow(A), "(−2)^a", "{\\left(-2\\right)}^{a}"),
                // quotients
                of(A.div(B.div(C)), "a / (b / c)", "\\frac{a}{\\frac{b}{c}}"),
                of(A.div(B).div(C), "a / b / c", "\\frac{\\frac{a}{b}}{c}"),
                of(A.div(B).mul(C), "a / b · c", "\\frac{a}{b} \\cdot c"),
                of(A.div(B.mul(C)), "a / (b · c)", "\\frac{a}{b \\cdot c}"),
                of(A.mul(B.div(C)), "a · (b / c)", "a \\cdot \\frac{b}{c}"),
                of(A.div(B.neg()), "a / (−b)", "\\frac{a}{-b}"),
                of(A.div(B).neg(), "−a / b", "-\\frac{a}{b}"),
                of(square(A.div(B)), "(a / b)²", "{\\left(\\frac{a}{b}\\right)}^2"),
                of(V.div(A).t(), "(v / a)ᵀ", "{\\left(\\frac{v}{a}\\right)}^{\\top}"),
                // powers
                of(A.pow(B).pow(C), "(a^b)^c", "{\\left({a}^{b}\\right)}^{c}"),
                of(A.pow(B.pow(C)), "a^(b^c)", "{a}^{{b}^{c}}"),
                of(A.pow(B.add(1)), "a^(b + 1)", "{a}^{b + 1}"),
                of(A.add(B).pow(2), "(a + b)^2", "{\\left(a + b\\right)}^{2}"),
                of(A.mul(B.pow(2)), "a · b^2", "a \\cdot {b}^{2}"),
                of(square(square(A)), "(a²)²", "{\\left({a}^2\\right)}^2"),
                of(sqrt(A.add(B)), "√(a + b)", "\\sqrt{a + b}"),
                of(square(sqrt(A)), "√(a)²", "{\\sqrt{a}}^2"),
                // products of matrices
                of(V.matmul(W).matmul(V), "v·W⁽¹⁾·v", "v\\,W^{(1)}\\,v"),
                of(V.matmul(W.matmul(V)), "v·(W⁽¹⁾·v)", "v\\,\\left(W^{(1)}\\,v\\right)"),
                of(V.mul(W).matmul(V), "(v ⊙ W⁽¹⁾)·v", "\\left(v \\odot W^{(1)}\\right)\\,v"),
                of(V.div(A).matmul(V), "(v / a)·v", "\\frac{v}{a}\\,v"),
                of(V.mul(W.matmul(V)), "v ⊙ (W⁽¹⁾·v)", "v \\odot \\left(W^{(1)}\\,v\\right)"),
                of(V.matmul(W).mul(V), "v·W⁽¹⁾ ⊙ v", "v\\,W^{(1)} \\odot v"),
                of(V.matmul(W.t()).neg(), "−v·W⁽¹⁾ᵀ", "-v\\,{W^{(1)}}^{\\top}"),
                of(V.matmul(W).t(), "(v·W⁽¹⁾)ᵀ", "{\\left(v\\,W^{(1)}\\right)}^{\\top}"),
                of(V.t().matmul(V.sub(W)), "vᵀ(v − W⁽¹⁾)", "{v}^{\\top}\\left(v - W^{(1)}\\right)"),
                of(
                        V.t().matmul(V.matmul(W)),
                        "vᵀ(v·W⁽¹⁾)",
                        "{v}^{\\top}\\left(v\\,W^{(1)}\\right)"),
                of(V.t().matmul(V.neg().named("u")), "vᵀ·u", "{v}^{\\top}\\,u"),
                of(V.t().matmul(square(V)), "vᵀ·v²", "{v}^{\\top}\\,{v}^2"),
                of(
                        V.t().named("u").matmul(V.sub(W)),
                        "u·(v − W⁽¹⁾)",
                        "u\\,\\left(v - W^{(1)}\\right)"),
                of(
                        V.matmul(W.t()).matmul(V.sub(W)),
                        "v·W⁽¹⁾ᵀ·(v − W⁽¹⁾)",
                        "v\\,{W^{(1)}}^{\\top}\\,\\left(v - W^{(1)}\\right)"),
                of(
                        V.t().sub(V.sub(W)),
                        "vᵀ − (v − W⁽¹⁾)",
                        "{v}^{\\top} - \\left(v - W^{(1)}\\right)"),
                of(input("r", 2).matmul(input("s", 2)), "r·s", "r \\cdot s"),
                // functions
                of(abs(A.sub(abs(B))), "|a − |b||", "\\left|a - \\left|b\\right|\\right|"),
                of(exp(A.neg()), "exp(−a)", "\\exp\\left(-a\\right)"),
                of(
                        log(A).mul(exp(B)),
                        "ln(a) · exp(b)",
                        "\\ln\\left(a\\right) \\cdot \\exp\\left(b\\right)"),
                of(maximum(A, B), "maximum(a, b)", "\\max\\left(a, b\\right)"),
                of(
                        where(less(A, B.add(C)), A, B),
                        "where(a < b + c, a, b)",
                        "\\operatorname{where}\\left(a < b + c, a, b\\right)"),
                of(sum(V), "Σ(v)", "\\sum\\left(v\\right)"),
                of(sum(V, 0), "Σ₀(v)", "\\sum_{0}\\left(v\\right)"),
                of(max(input("u", 1, 2, 3), 0, 2), "max₀₂(u)", "\\max_{0,2}\\left(u\\right)"),
                of(mean(X), "mean(x)", "\\operatorname{mean}\\left(x\\right)"),
                of(
                        reshape(X, Shape.of(List.of(Dim.of(2), Dim.BATCH))),
                        "reshape[2×batch](x)",
                        "\\operatorname{reshape}_{\\left[2 \\times \\mathrm{batch}\\right]}\\left(x\\right)"),
                // values
                of(Node.size(Dim.BATCH).mul(A), "batch · a", "\\mathrm{batch} \\cdot a"),
                of(A.div(Node.size(new Dim(2, "n"))), "a / (2·n)", "\\frac{a}{2 \\cdot n}"),
                of(
                        A.mul(Node.size(new Dim(2, "n"))),
                        "a · (2·n)",
                        "a \\cdot \\left(2 \\cdot n\\right)"),
                of(A.mul(1e-7), "a · 1e−7", "a \\cdot \\left(1 \\cdot 10^{-7}\\right)"),
                of(A.add(1e-7), "a + 1e−7", "a + 1 \\cdot 10^{-7}"),
                of(
                        Node.constant(-1.5e20).pow(2),
                        "(−1.5e20)^2",
                        "{\\left(-1.5 \\cdot 10^{20}\\right)}^{2}"),
                of(Node.constant(1e-7).pow(A), "(1e−7)^a", "{\\left(1 \\cdot 10^{-7}\\right)}^{a}"),
                of(A.add(Double.NEGATIVE_INFINITY), "a + (−∞)", "a + \\left(-\\infty\\right)"),
                of(A.add(Double.NaN), "a + NaN", "a + \\mathrm{NaN}"),
                of(
                        A.mul(Node.constant(Tensor.of(-1, 1e-7))),
                        "a · [−1, 1e−7]",
                        "a \\cdot \\left[-1, 1 \\cdot 10^{-7}\\right]"),
                of(A.mul(Node.constant(Tensor.of(-1))), "a · [−1]", "a \\cdot \\left[-1\\right]"),
                of(
                        A.mul(Node.constant(Tensor.full(Shape.of(2, 3), 0))),
                        "a · const[2×3]",
                        "a \\cdot \\mathrm{const}\\left[2 \\times 3\\right]"));
    }

    private static Arguments of(Node node, String text, String latex) {
        return Arguments.of(node, text, latex);
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void bracketsStandWhereTheyAreNeeded(Node node, String text, String latex) {
        assertThat(Text.of(node)).isEqualTo(text);
        assertThat(Text.latex(node, 1_000)).isEqualTo(latex);
        LatexSyntax.check(latex);
    }

    /// Adds up all its operands.
    private record Total() implements Opaque {
        @Override
        public String label() {
            return "total";
        }

        @Override
        public Type type(ImmutableList<Node> x) {
            return x.get(0).type();
        }

        @Override
        public Tensor value(Shape y, List<Tensor> x) {
            return Tensor.generate(
                    y, Kind.REAL, i -> x.stream().mapToDouble(each -> each.get(i)).sum());
        }

        @Override
        public Rule rule() {
            return new Rule.Refused("it is a sample");
        }
    }

    private static Node total(int operands, Node x) {
        return new Total().apply(Collections.nCopies(operands, x).toArray(Node[]::new));
    }

    @Test
    void ofManyOperandsThoseThatDoNotFitAreLeftOut() {
        Node deep = total(100_000, total(100_000, A));
        assertThat(Text.of(deep, 20)).isEqualTo("total(total(a, a, a,…");
        assertThat(Text.latex(deep, 53))
                .isEqualTo(
                        "\\operatorname{total}\\left(\\operatorname{total}\\left(a, \\dots\\right), \\dots\\right)");
    }

    @Test
    void latexThatIsCutIsLatexStill() {
        Node e = A;
        for (int i = 0; i < 40; i++) {
            e = sqrt(e.div(e.add(square(abs(e))).pow(B)));
        }
        for (int limit = 0; limit < 1_000; limit++) {
            String latex = Text.latex(e, limit);
            assertThat(latex).hasSizeLessThan(limit + 1_000);
            LatexSyntax.check(latex);
        }
    }

    @Test
    void aFormulaDeeperThanTheStackIsCut() {
        Node e = A;
        for (int i = 0; i < 1_000_000; i++) {
            e = exp(e.neg());
        }
        assertThat(Text.of(e, 1_000_000)).isEqualTo("exp(−".repeat(12) + "exp(…)" + ")".repeat(12));
        assertThat(Text.latex(e, 1_000_000))
                .isEqualTo(
                        "\\exp\\left(-".repeat(12)
                                + "\\exp\\left(\\dots\\right)"
                                + "\\right)".repeat(12));
    }

    @Test
    void aNameStandsForItsFormulaExceptWhereItIsAskedFor() {
        Node z = A.add(B).named("z");
        Node y = z.mul(A.sub(B)).named("y");
        assertThat(Text.of(y)).isEqualTo("y");
        assertThat(Text.formula(y, 100)).isEqualTo("z · (a − b)");
        assertThat(Text.step(y, 100)).isEqualTo("z · □");
        assertThat(Text.latex(y, 100)).isEqualTo("z \\cdot \\left(a - b\\right)");
        assertThat(Text.formula(parameter("w"), 100)).isEqualTo("w");
        Node half = Node.constant(0.5).named("half");
        assertThat(Text.of(half)).isEqualTo("half");
        assertThat(Text.formula(half, 100)).isEqualTo("0.5");
    }

    @Test
    void otherThingsMayStandForNodesThanTheirNames() {
        Node z = A.add(B).named("z");
        Node y = z.mul(A.sub(B)).named("y");
        assertThat(Text.of(y, 100, n -> Optional.of("b′").filter(_ -> n == B)))
                .isEqualTo("(a + b′) · (a − b′)");
        assertThat(Text.of(y, 100, n -> Optional.of("y").filter(_ -> n == y))).isEqualTo("y");
        assertThat(Text.latex(y, 100, n -> n == z ? Optional.of("\\frac{1}{2}") : n.name()))
                .isEqualTo("y");
        assertThat(Text.latex(y.neg(), 100, n -> n == y ? Optional.of("\\frac{1}{2}") : n.name()))
                .isEqualTo("-\\frac{1}{2}");
        assertThat(Text.latex("W₁₁⁽¹⁾")).isEqualTo("W_{11}^{(1)}");
    }
}
