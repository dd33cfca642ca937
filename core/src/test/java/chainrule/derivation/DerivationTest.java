package chainrule.derivation;

import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.sin;
import static chainrule.graph.Functions.step;
import static chainrule.graph.Functions.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.graph.LatexSyntax;
import chainrule.graph.Node;
import chainrule.tape.Tape;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Derivations among numbers, line by line.
class DerivationTest {
    private static final Offset<Double> EXACT = within(1e-12);

    private final Node x = input("x");
    private final Node y = input("y");
    private final Node w = parameter("w");
    private final Node b = parameter("b");
    private final Node z = w.mul(x).add(b).named("z");
    private final Node p = sigmoid(z).named("ŷ");

    /// −[y ln ŷ + (1 − y) ln(1 − ŷ)]
    private final Node e = y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1)))).neg().named("E");

    /// z = 0, so ŷ = ½.
    private final Tape tape = Tape.record(e, Feed.of(x, 2).and(y, 1).and(w, 0.5).and(b, -1));

    private static List<String> lines(Derivation derivation) {
        return derivation.text().lines().toList();
    }

    /// ∂E/∂ŷ = −1/ŷ = −2, ∂ŷ/∂z = ¼ and ∂z/∂w = 2 make ∂E/∂w = (ŷ − y)x = −1.
    @Test
    void thePerceptronOnOnePointIsDerivedAsByHand() {
        Derivation d = Derivation.of(e, w).at(tape);
        List<String> lines = lines(d);
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0)).isEqualTo("∂E/∂w = ∂E/∂ŷ · ∂ŷ/∂z · ∂z/∂w");
        assertThat(lines.get(1)).matches("∂E/∂ŷ = .*ŷ.*  = −2");
        assertThat(lines.get(2)).matches("∂ŷ/∂z = ŷ · \\(1 − ŷ\\) +  = 0.25");
        assertThat(lines.get(3)).matches("∂z/∂w = x +  = 2");
        assertThat(lines.get(4)).matches("∂E/∂w = −2 · 0.25 · 2 +  = −1");
        assertThat(lines.get(5)).matches("∂E/∂w = .*x.*  = −1");
        assertThat(lines(Derivation.of(e, b).at(tape)).getLast()).matches("∂E/∂b = .*  = −0.5");
    }

    @Test
    void theDerivativeIsCalledAsItsLastLineCallsIt() {
        assertThat(Derivation.of(e, w).symbol())
                .isEqualTo(new Written("∂E/∂w", "\\frac{\\partial E}{\\partial w}"));
        Derivation both = Derivation.of(z.mul(w).named("C"), w);
        assertThat(both.symbol().text()).isEqualTo("dC/dw");
        assertThat(lines(both).getLast()).startsWith("dC/dw = ");
    }

    /// All but the last line, which is as short as simplifying makes it, with two spaces before
    /// values.
    private static String derived(Derivation derivation) {
        String text = derivation.text();
        return text.substring(0, text.lastIndexOf('\n')).replaceAll(" {2,}= ", "  = ");
    }

    @Test
    void severalPathsAreSummedAndEachFactorIsExplainedOnce() {
        Node u = exp(x).named("u");
        Node v = sin(x).named("v");
        Node f = u.mul(v).named("f");
        assertThat(derived(Derivation.of(f, x)))
                .isEqualTo(
                        """
                        ∂f/∂x = ∂f/∂u · ∂u/∂x
                              + ∂f/∂v · ∂v/∂x
                        ∂f/∂u = v
                        ∂f/∂v = u
                        ∂u/∂x = u
                        ∂v/∂x = cos(x)\
                        """);
        Node q = exp(f).named("q");
        assertThat(derived(Derivation.of(q, x)))
                .isEqualTo(
                        """
                        ∂q/∂x = ∂q/∂f · ∂f/∂u · ∂u/∂x
                              + ∂q/∂f · ∂f/∂v · ∂v/∂x
                        ∂q/∂f = q
                        ∂f/∂u = v
                        ∂f/∂v = u
                        ∂u/∂x = u
                        ∂v/∂x = cos(x)\
                        """);
        assertThat(Derivation.of(q, x).paths())
                .containsExactly(ImmutableList.of(q, f, u, x), ImmutableList.of(q, f, v, x));
    }

    /// u = e⁰ = 1, v = sin 0 = 0, r = −3v and f = r + u·v: ∂f/∂x = −3 + 0 + 1.
    @Test
    void negativeNumbersBehindTheFirstStandInBrackets() {
        Node u = exp(x).named("u");
        Node v = sin(x).named("v");
        Node f = v.mul(-3).named("r").add(u.mul(v)).named("f");
        Derivation d = Derivation.of(f, x).at(Tape.record(f, Feed.of(x, 0)));
        assertThat(derived(d))
                .isEqualTo(
                        """
                        ∂f/∂x = ∂f/∂r · ∂r/∂v · ∂v/∂x
                              + ∂f/∂u · ∂u/∂x
                              + ∂f/∂v · ∂v/∂x
                        ∂f/∂r = 1  = 1
                        ∂f/∂u = v  = 0
                        ∂f/∂v = u  = 1
                        ∂r/∂v = −3  = −3
                        ∂u/∂x = u  = 1
                        ∂v/∂x = cos(x)  = 1
                        ∂f/∂x = 1 · (−3) · 1
                              + 0 · 1
                              + 1 · 1  = −2\
                        """);
    }

    @Test
    void whatIsUsedDirectlyAndByWayOfAnotherIsATotalDerivative() {
        Node u = exp(w).named("u");
        Node f = u.mul(w).named("E");
        assertThat(derived(Derivation.of(f, w).at(Tape.record(f, Feed.of(w, 0)))))
                .isEqualTo(
                        """
                        dE/dw = ∂E/∂u · ∂u/∂w
                              + ∂E/∂w
                        ∂E/∂u = w  = 0
                        ∂E/∂w = u  = 1
                        ∂u/∂w = u  = 1
                        dE/dw = 0 · 1
                              + 1  = 1\
                        """);
    }

    @Test
    void aFactorSumsTheWaysThroughNodesWithoutAName() {
        Node u = exp(x).mul(sin(x)).add(y.mul(x)).named("u");
        Node f = exp(u).named("E");
        Derivation d = Derivation.of(f, x);
        assertThat(d.count()).isEqualTo(1);
        Step step = d.at(Tape.record(f, Feed.of(x, 0).and(y, 3))).steps().get(1);
        assertThat(step.symbol().text()).isEqualTo("∂u/∂x");
        assertThat(step.of()).isSameAs(u);
        assertThat(step.by()).isSameAs(x);
        assertThat(step.value().orElseThrow().item()).isCloseTo(4, EXACT);
    }

    @Test
    void everyStepGoesThroughAllNodesAndSaysWhatTheyAre() {
        Node u = exp(x.mul(y)).named("u");
        Node f = sin(u.add(b)).named("E");
        assertThat(derived(Derivation.of(f, x).everyStep()))
                .isEqualTo(
                        """
                        t₁ = x · y
                        t₂ = u + b
                        ∂E/∂x = ∂E/∂t₂ · ∂t₂/∂u · ∂u/∂t₁ · ∂t₁/∂x
                        ∂E/∂t₂ = cos(t₂)
                        ∂t₂/∂u = 1
                        ∂u/∂t₁ = u
                        ∂t₁/∂x = y\
                        """);
        assertThat(Derivation.of(f, x).everyStep().text().lines().toList().getLast())
                .startsWith("∂E/∂x = ")
                .doesNotContain("t₁", "t₂");
    }

    @Test
    void oneStepIsOneLine() {
        Node f = exp(x).named("E");
        assertThat(Derivation.of(f, x)).hasToString("∂E/∂x = E");
        assertThat(Derivation.of(f, x).at(Tape.record(f, Feed.of(x, 0))))
                .hasToString("∂E/∂x = E  = 1");
        assertThat(Derivation.of(f, f)).hasToString("∂E/∂E = 1");
        assertThat(Derivation.of(f, f).paths()).containsExactly(ImmutableList.of(f));
        assertThat(Derivation.of(f, f).count()).isEqualTo(1);
        assertThat(Derivation.of(f, f).steps()).isEmpty();
    }

    @Test
    void whatHasNoNameIsCalledEOrByItsFormula() {
        assertThat(Derivation.of(exp(x), x)).hasToString("∂E/∂x = E");
        Node inner = x.add(1);
        assertThat(Derivation.of(exp(inner), inner)).hasToString("∂E/∂(x + 1) = E");
        Node atom = sin(x);
        assertThat(Derivation.of(exp(atom).named("f"), atom)).hasToString("∂f/∂sin(x) = f");
        assertThat(derived(Derivation.of(exp(sin(x).named("E")), x)))
                .isEqualTo(
                        """
                        ∂E₍₂₎/∂x = ∂E₍₂₎/∂E · ∂E/∂x
                        ∂E₍₂₎/∂E = E₍₂₎
                        ∂E/∂x = cos(x)\
                        """);
    }

    @Test
    void nodesOfOneNameAreToldApart() {
        Node a = exp(x).named("a");
        Node again = sin(a).named("a");
        assertThat(derived(Derivation.of(exp(again).named("E"), x)))
                .isEqualTo(
                        """
                        ∂E/∂x = ∂E/∂a₍₂₎ · ∂a₍₂₎/∂a · ∂a/∂x
                        ∂E/∂a₍₂₎ = E
                        ∂a₍₂₎/∂a = cos(a)
                        ∂a/∂x = a\
                        """);
    }

    /// Else ln q would become −softplus(−y), and 2 a factor like others.
    @Test
    void nodesWithANameAreNotLookedInto() {
        Node rate = Node.constant(2).named("η");
        Node q = sigmoid(y).named("q");
        Node f = x.mul(log(q)).named("u");
        Node root = f.mul(rate).named("E");
        assertThat(derived(Derivation.of(root, x)))
                .isEqualTo(
                        """
                        ∂E/∂x = ∂E/∂u · ∂u/∂x
                        ∂E/∂u = η
                        ∂u/∂x = ln(q)\
                        """);
    }

    @Test
    void whatIsOnlyComparedIsOnNoPath() {
        Node f = where(less(x, y), b, w).named("E");
        Derivation d = Derivation.of(f, x);
        assertThat(d.count()).isZero();
        assertThat(d.paths()).isEmpty();
        assertThat(d.steps()).isEmpty();
        assertThat(d).hasToString("∂E/∂x = 0");
        Node u = exp(x).named("u");
        Node both = where(less(u, y), x, w).named("E");
        assertThat(Derivation.of(both, x).paths()).containsExactly(ImmutableList.of(both, x));
    }

    /// ln s has the slope 1/0 at s = step(−1) = 0, and the step has none.
    @Test
    void aFactorThatIsZeroByItsFormMakesTheProductZero() {
        Node s = step(x).named("s");
        Node f = log(s).named("E");
        assertThat(Derivation.of(f, x).at(Tape.record(f, Feed.of(x, -1))))
                .hasToString(
                        """
                        ∂E/∂x = ∂E/∂s · ∂s/∂x
                        ∂E/∂s = 1 / s  = ∞
                        ∂s/∂x = 0      = 0
                        ∂E/∂x = ∞ · 0  = 0
                        ∂E/∂x = 0      = 0\
                        """);
    }

    @Test
    void valuesStandBelowEachOtherUnlessARowIsTooLong() {
        String name = "n".repeat(40);
        Node one = input(name + "₁");
        Node two = input(name + "₂");
        Node f = x.mul(one.mul(two)).named("f");
        Node root = sin(f).named("E");
        Tape run = Tape.record(root, Feed.of(x, 0).and(one, 2).and(two, 3));
        assertThat(lines(Derivation.of(root, x).at(run)))
                .startsWith(
                        "∂E/∂x = ∂E/∂f · ∂f/∂x",
                        "∂E/∂f = cos(f)  = 1",
                        "∂f/∂x = %1$s… · %1$s…₍₂₎  = 6".formatted(name),
                        "∂E/∂x = 1 · 6   = 6");
    }

    @Test
    void numbersHaveAsManyDigitsAsAskedFor() {
        Node f = exp(x).named("E");
        Derivation d = Derivation.of(f, x).at(Tape.record(f, Feed.of(x, 10)));
        assertThat(d).hasToString("∂E/∂x = E  = 22030");
        assertThat(d.digits(2)).hasToString("∂E/∂x = E  = 22000");
        assertThat(d.digits(17)).hasToString("∂E/∂x = E  = 22026.465794806718");
        assertThat(Derivation.of(f, x).at(Tape.record(f, Feed.of(x, 50))).latex())
                .contains("&&= 5.185 \\cdot 10^{21}");
    }

    @Test
    void aTapeOfALargerFormulaHasTheNumbers() {
        Node more = e.add(b).named("F");
        Tape larger = Tape.record(more, Feed.of(x, 2).and(y, 1).and(w, 0.5).and(b, -1));
        assertThat(Derivation.of(e, w).at(larger).text())
                .isEqualTo(Derivation.of(e, w).at(tape).text());
    }

    @Test
    void theLatexIsAlignedAtTheSigns() {
        Node u = exp(x).named("u₁");
        Node v = sin(x).named("v̂");
        Node f = u.mul(v).named("E");
        Derivation d = Derivation.of(f, x).at(Tape.record(f, Feed.of(x, 0)));
        String latex = d.latex();
        LatexSyntax.check(latex);
        assertThat(latex)
                .startsWith(
                        """
                        \\begin{aligned}
                        \\frac{\\partial E}{\\partial x} &= \\frac{\\partial E}{\\partial u_{1}} \\cdot \\frac{\\partial u_{1}}{\\partial x} \\\\
                         &+ \\frac{\\partial E}{\\partial \\hat{v}} \\cdot \\frac{\\partial \\hat{v}}{\\partial x} \\\\
                        \\frac{\\partial E}{\\partial u_{1}} &= \\hat{v} &&= 0 \\\\
                        \\frac{\\partial E}{\\partial \\hat{v}} &= u_{1} &&= 1 \\\\
                        \\frac{\\partial u_{1}}{\\partial x} &= u_{1} &&= 1 \\\\
                        \\frac{\\partial \\hat{v}}{\\partial x} &= \\cos\\left(x\\right) &&= 1 \\\\
                        \\frac{\\partial E}{\\partial x} &= 0 \\cdot 1 \\\\
                         &+ 1 \\cdot 1 &&= 1 \\\\
                        \\frac{\\partial E}{\\partial x} &= \
                        """)
                .endsWith(" &&= 1\n\\end{aligned}");
    }

    @Test
    void theMarkdownIsANumberedList() {
        Node u = exp(x).named("u");
        Node v = sin(x).named("v");
        Node f = u.mul(v).named("E");
        assertThat(Derivation.of(f, x).at(Tape.record(f, Feed.of(x, 0))).markdown())
                .startsWith(
                        """
                        1. $\\frac{\\partial E}{\\partial x} = \\frac{\\partial E}{\\partial u} \\cdot \\frac{\\partial u}{\\partial x}$\\
                           $+ \\frac{\\partial E}{\\partial v} \\cdot \\frac{\\partial v}{\\partial x}$
                        2. $\\frac{\\partial E}{\\partial u} = v\\quad = 0$
                        3. $\\frac{\\partial E}{\\partial v} = u\\quad = 1$
                        4. $\\frac{\\partial u}{\\partial x} = u\\quad = 1$
                        5. $\\frac{\\partial v}{\\partial x} = \\cos\\left(x\\right)\\quad = 1$
                        6. $\\frac{\\partial E}{\\partial x} = 0 \\cdot 1$\\
                           $+ 1 \\cdot 1\\quad = 1$
                        7. $\\frac{\\partial E}{\\partial x} = \
                        """)
                .endsWith("\\quad = 1$");
    }

    @Test
    void hostileNamesDoNoHarm() {
        Node bad = input("<b>`$|_{\n\u202E".repeat(100));
        Derivation d = Derivation.of(exp(sin(bad).named("$\\")).named("\\end{aligned}"), bad);
        assertThat(lines(d)).hasSize(4).allSatisfy(line -> assertThat(line).hasSizeLessThan(200));
        assertThat(d.text()).doesNotContain("\u202E");
        LatexSyntax.check(d.latex());
        assertThat(d.markdown().lines().toList())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).matches("[1-4]\\. \\$[^$`<>]*\\$"));
    }
}
