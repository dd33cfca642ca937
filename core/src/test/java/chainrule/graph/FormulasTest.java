package chainrule.graph;

import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static chainrule.graph.Functions.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.tensor.Dim;
import chainrule.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class FormulasTest {
    private final Node x = input("x", Dim.BATCH, 2);
    private final Node w = parameter("W⁽¹⁾", 2, 2);
    private final Node b = parameter("b", 2);
    private final Node s = parameter("s");

    @Test
    void eachNamedNodeHasALineAndTheNextUsesItsName() {
        Node h = tanh(x.matmul(w).add(b)).named("h");
        Node a = h.mul(h).named("a");
        Node e = mean(a.add(exp(a))).named("E");
        assertThat(Formulas.of(e))
                .hasToString(
                        """
                        h = tanh(x·W⁽¹⁾ + b)
                        a = h ⊙ h
                        E = mean(a + exp(a))\
                        """);
        assertThat(Formulas.of(e).latex())
                .isEqualTo(
                        """
                        \\begin{aligned}
                        h &= \\tanh\\left(x\\,W^{(1)} + b\\right) \\\\
                        a &= h \\odot h \\\\
                        E &= \\operatorname{mean}\\left(a + \\exp\\left(a\\right)\\right)
                        \\end{aligned}\
                        """);
        assertThat(Formulas.of(e).withShapes().text())
                .isEqualTo(
                        """
                        h = tanh(x·W⁽¹⁾ + b)  [batch×2]
                        a = h ⊙ h  [batch×2]
                        E = mean(a + exp(a))  []\
                        """);
        assertThat(Formulas.of(a).withShapes().latex())
                .isEqualTo(
                        """
                        \\begin{aligned}
                        h &= \\tanh\\left(x\\,W^{(1)} + b\\right) && \\left[\\mathrm{batch} \\times 2\\right] \\\\
                        a &= h \\odot h && \\left[\\mathrm{batch} \\times 2\\right]
                        \\end{aligned}\
                        """);
    }

    @Test
    void whatIsUsedTwiceGetsANameThatNothingElseHas() {
        Node t1 = input("t₁");
        Node t2 = exp(t1).named("t_2");
        Node shared = t1.add(2);
        Node e = shared.mul(shared.sub(t2)).named("E");
        assertThat(Formulas.of(e).text())
                .isEqualTo(
                        """
                        t₃ = t₁ + 2
                        t_2 = exp(t₁)
                        E = t₃ · (t₃ − t_2)\
                        """);
        assertThat(Formulas.of(e).latex())
                .contains("t_{3} &= t_{1} + 2", "t_{2} &= \\exp\\left(t_{1}\\right)");
    }

    @Test
    void numbersAndSourcesThatAreUsedTwiceStayWhereTheyAre() {
        Node two = Node.constant(2);
        Node size = Node.size(Dim.BATCH);
        Node y = two.mul(s).add(two.pow(s)).div(size).sub(size);
        assertThat(Formulas.of(y).text()).isEqualTo("t₁ = (2 · s + 2^s) / batch − batch");
    }

    @Test
    void aConstantWithANameSaysItsValue() {
        Node rate = Node.constant(0.1).named("η");
        assertThat(Formulas.of(s.sub(rate.mul(s)).named("s′")).text())
                .isEqualTo("η = 0.1\ns′ = s − η · s");
    }

    @Test
    void differentNodesOfOneNameAreToldApart() {
        Node a = exp(s).named("a");
        Node again = exp(a).named("a");
        Node third = exp(again).named("a");
        Node like = input("a_(2)");
        assertThat(Formulas.of(third.mul(like).named("s")).text())
                .isEqualTo(
                        """
                        a = exp(s)
                        a₍₂₎ = exp(a)
                        a₍₃₎ = exp(a₍₂₎)
                        s₍₂₎ = a₍₃₎ · a_(2)\
                        """);
        Node one = input("x_1").mul(input("x₁")).mul(input("ŷ")).mul(input("y\u0302"));
        assertThat(Formulas.of(one).text()).isEqualTo("t₁ = x_1 · x₁₍₂₎ · ŷ · y\u0302₍₂₎");
        assertThat(Formulas.of(one).latex())
                .contains("t_{1} &= x_{1} \\cdot x_{1(2)} \\cdot \\hat{y} \\cdot \\hat{y}_{(2)}");
    }

    @Test
    void aNodeIsToldApartFromTheSizeOfADimension() {
        Dim m = Dim.named("m");
        Node y =
                input("m")
                        .named("m")
                        .div(Node.size(m))
                        .mul(input("x₁"))
                        .div(Node.size(new Dim(2, "x_1")));
        assertThat(Formulas.of(y).text()).isEqualTo("t₁ = m₍₂₎ / m · x₁₍₂₎ / (2·x_1)");
        assertThat(Formulas.of(input("m", Shape.of(m))).withShapes().text()).isEqualTo("m  [m]");
    }

    @Test
    void aTransposeThatHasANameOfItsOwnIsFollowedByASign() {
        Node b = input("B", 2, 2);
        Node a = input("A", 2, 2);
        Node t = a.t();
        Node d = b.sub(a);
        assertThat(Formulas.of(t.matmul(d)).text()).isEqualTo("t₁ = Aᵀ(B − A)");
        assertThat(Formulas.of(t.matmul(d).add(t)).text())
                .isEqualTo("t₁ = Aᵀ\nt₂ = t₁·(B − A) + t₁");
        assertThat(Formulas.of(t.matmul(d).add(d)).text()).isEqualTo("t₁ = B − A\nt₂ = Aᵀ·t₁ + t₁");
    }

    @Test
    void longNamesAreCutAndToldApart() {
        String name = "n".repeat(10_000);
        Node y = input(name + 1).add(input(name + 2));
        String cut = "n".repeat(40) + "…";
        assertThat(Formulas.of(y).text()).isEqualTo("t₁ = " + cut + " + " + cut + "₍₂₎");
    }

    @Test
    void rootsWithoutANameGetOneAndSourcesStandAlone() {
        Node y = s.mul(2);
        assertThat(Formulas.of(y, s, y.add(1), Node.constant(3)).text())
                .isEqualTo(
                        "t₁ = s · 2\ns\nt₂ = t₁ + 1\n3".replace("t₁ = s · 2\ns", "s\nt₁ = s · 2"));
        assertThat(Formulas.of(s).latex()).isEqualTo("\\begin{aligned}\n& s\n\\end{aligned}");
        assertThat(Formulas.of().text()).isEmpty();
    }

    @Test
    void aComparisonIsBracketedFromTheEqualSign() {
        Node mask = less(s, Node.constant(1)).named("mask");
        assertThat(Formulas.of(where(mask, s, s.neg()).named("y")).text())
                .isEqualTo("mask = (s < 1)\ny = where(mask, s, −s)");
    }

    @Test
    void aLongFormulaIsBrokenAndNothingOfItIsLost() {
        Node e = s;
        for (int i = 1; i <= 12; i++) {
            e = e.add(exp(s.mul(i)));
        }
        assertThat(Formulas.of(e.named("E")).atMost(10, 50).text())
                .isEqualTo(
                        """
                        t₁ = s + exp(s · 1) + exp(s · 2) + exp(s · 3)
                        t₂ = t₁ + exp(s · 4) + exp(s · 5) + exp(s · 6)
                        t₃ = t₂ + exp(s · 7) + exp(s · 8) + exp(s · 9)
                        E = t₃ + exp(s · 10) + exp(s · 11) + exp(s · 12)\
                        """);
    }

    @Test
    void aDeepFormulaIsBrokenHoweverMuchRoomThereIs() {
        Node e = s;
        for (int i = 0; i < 60; i++) {
            e = e.neg();
        }
        assertThat(Formulas.of(e).atMost(10, 1_000).text())
                .isEqualTo(
                        """
                        t₁ = 24s
                        t₂ = 24t₁
                        t₃ = 12t₂\
                        """
                                .replaceAll("24(s|t₁)", "−(".repeat(23) + "−$1" + ")".repeat(23))
                                .replaceAll("12(t₂)", "−(".repeat(11) + "−$1" + ")".repeat(11)));
    }

    @Test
    void whatIsLeftOutIsCounted() {
        Node e = repeated(60, node -> node.mul(0.5).add(node.mul(0.5)));
        assertThat(Formulas.of(e).atMost(2, 80).text())
                .isEqualTo(
                        """
                        t₁ = s · 0.5 + s · 0.5
                        t₂ = t₁ · 0.5 + t₁ · 0.5
                        … 58 more lines\
                        """);
        assertThat(Formulas.of(e).atMost(59, 80).latex())
                .endsWith("\\\\\n\\dots & \\quad \\text{1 more line}\n\\end{aligned}");
        assertThat(Formulas.of(e).atMost(60, 80).text()).doesNotContain("…");
    }

    @Test
    void onlyNamesThatAreTooLongForALineAreCut() {
        List<Node> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(exp(input("x" + i)));
        }
        Composite total =
                new Row(
                        "total",
                        _ -> Notation.function("total", 1_000),
                        1_000,
                        x -> x.get(0),
                        new Rule.Definition(),
                        Domain.ALL);
        Formulas formulas = Formulas.of(total.apply(many.toArray(Node[]::new))).atMost(2_000, 40);
        assertThat(formulas.text().lines()).hasSize(1_001);
        assertThat(formulas.text()).endsWith("\nt₁₀₀₁ = total(t₁, t₂, t₃, t₄, t₅, t₆, t₇…");
        LatexSyntax.check(formulas.latex());
    }

    private Node repeated(int times, UnaryOperator<Node> step) {
        Node node = s;
        for (int i = 0; i < times; i++) {
            node = step.apply(node);
        }
        return node;
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aMillionNodesAreWrittenInTime() {
        Node e = repeated(500_000, node -> exp(node).sub(s));
        String text = Formulas.of(e).atMost(3, 60).text();
        assertThat(text)
                .isEqualTo(
                        """
                        t₁ = exp(exp(exp(exp(exp(s) − s) − s) − s) − s) − s
                        t₂ = exp(exp(exp(exp(exp(t₁) − s) − s) − s) − s)
                        t₃ = exp(exp(exp(exp(t₂ − s) − s) − s) − s) − s
                        … 111108 more lines\
                        """);
        Node shared = repeated(500_000, node -> node.mul(node.neg()));
        assertThat(Formulas.of(shared).atMost(1, 60).text())
                .isEqualTo("t₁ = s · (−s)\n… 499999 more lines");
        Node named = repeated(100_000, node -> exp(node).named("h"));
        assertThat(Formulas.of(named).atMost(2, 60).text())
                .isEqualTo("h = exp(s)\nh₍₂₎ = exp(h)\n… 99998 more lines");
    }

    @Test
    void boundsBelowOneAreRefused() {
        assertThatThrownBy(() -> Formulas.of(s).atMost(0, -1))
                .isInstanceOf(GraphException.class)
                .hasMessage("formulas need at least 1 line of 1 character; given were 0 of −1");
        assertThat(Formulas.of(exp(s)).atMost(1, 1).text()).isEqualTo("t…");
    }

    @Test
    void theSameGraphGivesTheSameText() {
        Node e = sum(x.matmul(w).mul(tanh(x.matmul(w))));
        assertThat(Formulas.of(e).text()).isEqualTo(Formulas.of(e).text());
        assertThat(Formulas.of(e)).isEqualTo(Formulas.of(Collections.singletonList(e)));
    }
}
