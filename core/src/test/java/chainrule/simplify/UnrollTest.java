package chainrule.simplify;

import static chainrule.graph.Functions.argmax;
import static chainrule.graph.Functions.broadcastTo;
import static chainrule.graph.Functions.concat;
import static chainrule.graph.Functions.constant;
import static chainrule.graph.Functions.cumsum;
import static chainrule.graph.Functions.distribution;
import static chainrule.graph.Functions.einsum;
import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.gather;
import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.max;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.oneHot;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.prod;
import static chainrule.graph.Functions.reshape;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.stopGradient;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.eval.EvaluationException;
import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Composite;
import chainrule.graph.Edge;
import chainrule.graph.Formulas;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Op;
import chainrule.graph.Opaque;
import chainrule.graph.Rule;
import chainrule.graph.Scope;
import chainrule.graph.SourceLines;
import chainrule.graph.Structural;
import chainrule.graph.Text;
import chainrule.graph.Type;
import chainrule.graph.Walk;
import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class UnrollTest {
    private static final Tensor ONE = Tensor.of(Shape.of(1, 1), 1);

    private static List<String> names(List<Node> nodes) {
        return nodes.stream().map(node -> node.name().orElse("")).toList();
    }

    private static List<String> texts(List<Node> nodes) {
        return nodes.stream().map(Text::of).toList();
    }

    private static String formula(Node node) {
        return Text.formula(node, 200);
    }

    /// The network of the course: two inputs, two hidden units, one output, and the bias of each
    /// layer as row 3 of its matrix, which meets a column of ones.
    private static final class Course {
        final Node x = input("x", 1, 2);
        final Node y = input("y", 1, 1);
        final Node w1 = parameter("W⁽¹⁾", 3, 2);
        final Node w2 = parameter("W⁽²⁾", 3, 1);
        final Node h1 = concat(1, x, constant(ONE)).matmul(w1).named("h");
        final Node h = concat(1, sigmoid(h1), constant(ONE)).matmul(w2).named("h");
        final Node p = sigmoid(h).named("ŷ");
        final Node e = mean(y.mul(log(p)).add(y.rsub(1).mul(log(p.rsub(1))))).neg().named("E");
        final Unrolled u = Unroll.of(e);
    }

    @Test
    void theNetworkOfTheCourseIsSeenNeuronByNeuron() {
        Course c = new Course();
        assertThat(names(c.u.sources()))
                .containsExactlyInAnyOrder(
                        "y", "x₁", "x₂", "W₁₁⁽¹⁾", "W₁₂⁽¹⁾", "W₂₁⁽¹⁾", "W₂₂⁽¹⁾", "W₃₁⁽¹⁾", "W₃₂⁽¹⁾",
                        "W₁₁⁽²⁾", "W₂₁⁽²⁾", "W₃₁⁽²⁾");
        assertThat(Formulas.of(c.u.root()).text())
                .isEqualTo(
                        """
                        h₁ = x₁ · W₁₁⁽¹⁾ + x₂ · W₂₁⁽¹⁾ + W₃₁⁽¹⁾
                        h₂ = x₁ · W₁₂⁽¹⁾ + x₂ · W₂₂⁽¹⁾ + W₃₂⁽¹⁾
                        h = σ(h₁) · W₁₁⁽²⁾ + σ(h₂) · W₂₁⁽²⁾ + W₃₁⁽²⁾
                        ŷ = σ(h)
                        E = −(y · ln(ŷ) + (1 − y) · ln(1 − ŷ))\
                        """);
        assertThat(c.u.entry(c.w1, 2, 1)).isEqualTo(c.u.of(c.w1).get(5));
        assertThat(c.u.entry(c.w1, 2, 1).name()).contains("W₃₂⁽¹⁾");
        assertThat(c.u.of(c.h1).get(0).inputs().get(1).op()).isInstanceOf(Op.Parameter.class);
    }

    @Test
    void itsValueAndGradientsAreThoseOfTheTensors() {
        Course c = new Course();
        Map<Node, Tensor> values =
                Map.of(
                        c.x, Tensor.of(new double[][] {{0.4, -1.2}}),
                        c.y, ONE,
                        c.w1, Tensor.of(new double[][] {{0.3, -0.1}, {0.7, 0.2}, {-0.5, 0.6}}),
                        c.w2, Tensor.of(new double[][] {{1.1}, {-0.8}, {0.25}}));
        Interpreter tensors = Interpreter.of(Feed.of(values));
        Interpreter scalars = Interpreter.of(Feed.of(c.u.values(values)));
        assertThat(scalars.value(c.u.root())).isEqualTo(tensors.value(c.e));
        for (Node w : List.of(c.w1, c.w2, c.h1, c.h)) {
            double[] expected = tensors.value(Gradient.of(c.e, w)).toDoubles();
            List<Node> found = Gradient.of(c.u.root(), c.u.of(w));
            for (int i = 0; i < expected.length; i++) {
                assertThat(scalars.value(found.get(i)).item()).isEqualTo(expected[i]);
            }
        }
    }

    @Test
    void anEntryHasAnIndexForEachAxisThatIsNotOne() {
        assertThat(names(Unroll.of(input("x", 2)).sources())).containsExactly("x₁", "x₂");
        assertThat(names(Unroll.of(input("x", 1, 2)).sources())).containsExactly("x₁", "x₂");
        assertThat(names(Unroll.of(input("x", 2, 1, 2)).sources()))
                .containsExactly("x₁₁", "x₁₂", "x₂₁", "x₂₂");
        assertThat(names(Unroll.of(parameter("b", 1)).sources())).containsExactly("b");
        assertThat(names(Unroll.of(parameter("W", 1, 2)).sources())).containsExactly("W₁₁", "W₁₂");
        assertThat(names(Unroll.of(parameter("W", 1, 1)).sources())).containsExactly("W₁₁");
        assertThat(names(Unroll.of(input("E", 1, 1)).sources())).containsExactly("E");
    }

    private static String nameOf(Node source, int... place) {
        return Unroll.of(source).entry(source, place).name().orElse("");
    }

    @Test
    void anIndexStandsBeforeWhatIsRaisedAndWithCommasWhereOneIsAboveNine() {
        assertThat(nameOf(parameter("W", 12, 2), 9, 1)).isEqualTo("W₁₀,₂");
        assertThat(nameOf(parameter("W", 12, 2), 8, 1)).isEqualTo("W₉₂");
        assertThat(nameOf(parameter("W⁽¹⁾", 12, 2), 11, 0)).isEqualTo("W₁₂,₁⁽¹⁾");
        assertThat(nameOf(input("x", 12), 10)).isEqualTo("x₁₁");
        assertThat(nameOf(input("w′", 2), 0)).isEqualTo("w₁′");
        assertThat(nameOf(input("W^(1)", 2), 0)).isEqualTo("W₁^(1)");
        assertThat(nameOf(input("b₁", 2), 1)).isEqualTo("b₁,₂");
        assertThat(nameOf(input("b_1", 2), 1)).isEqualTo("b₁,₂");
        assertThat(nameOf(input("learning_rate", 2), 1)).isEqualTo("learning_rate₂");
        assertThat(nameOf(input("²", 2), 0)).isEqualTo("²₁");
    }

    @Test
    void aFormulaOfScalarsIsItself() {
        Node x = input("x");
        Node e = sigmoid(x.mul(3).add(x)).named("e");
        assertThat(Unroll.of(e).root()).isSameAs(e);
        assertThat(Unroll.of(e).of(x)).containsExactly(x);
    }

    @Test
    void openSizesAreGivenByName() {
        Node x = input("x", BATCH, 2);
        Unrolled u = Unroll.of(mean(x.mul(Node.size(BATCH))), Map.of("batch", 2));
        assertThat(formula(u.root())).isEqualTo("(x₁₁ · 2 + x₁₂ · 2 + x₂₁ · 2 + x₂₂ · 2) / 4");
        Unrolled one = Unroll.of(mean(x), Map.of("batch", 1));
        assertThat(formula(one.root())).isEqualTo("(x₁ + x₂) / 2");
    }

    @Test
    void elementwiseFunctionsStayAndOthersAreOpened() {
        Composite swish = Composite.of("swish", x -> x.mul(sigmoid(x)));
        Composite centred = Composite.of("centred", x -> x.sub(mean(x)));
        Composite shifted = Composite.of("shifted", x -> x.add(constant(Tensor.of(1, 2))));
        Opaque sine = Opaque.of("sine", Math::sin, Math::cos);
        Node x = input("x", 2);
        assertThat(formulas(swish.apply(x))).containsExactly("swish(x₁)", "swish(x₂)");
        assertThat(formulas(sine.apply(x))).containsExactly("sine(x₁)", "sine(x₂)");
        assertThat(formulas(centred.apply(x)))
                .containsExactly("x₁ − (x₁ + x₂) / 2", "x₂ − (x₁ + x₂) / 2");
        assertThat(formulas(shifted.apply(x))).containsExactly("x₁ + 1", "x₂ + 2");
    }

    private static List<String> formulas(Node node) {
        return Unroll.of(node).of(node).stream().map(UnrollTest::formula).toList();
    }

    @Test
    void productsAndSumsAreWrittenWithoutOnesAndZeros() {
        Node a = input("a", 2);
        Node signs = constant(Tensor.of(new double[][] {{1, -1}, {-1, 1}, {0, 2}}));
        assertThat(formulas(signs.matmul(a)))
                .containsExactly("a₁ − a₂", "−a₁ + a₂", "0 · a₁ + 2 · a₂");
        assertThat(formulas(concat(0, a, constant(Tensor.of(0, 1))).matmul(input("b", 4))))
                .containsExactly("a₁ · b₁ + a₂ · b₂ + 0 · b₃ + b₄");
        assertThat(formulas(sum(concat(0, constant(Tensor.of(0, 5)), a))))
                .containsExactly("5 + a₁ + a₂");
        assertThat(formulas(cumsum(input("x", 3), 0)))
                .containsExactly("x₁", "x₁ + x₂", "x₁ + x₂ + x₃");
        assertThat(formulas(einsum("i,ij,j->", a, input("M", 2, 2), a)))
                .containsExactly("a₁ · M₁₁ · a₁ + a₁ · M₁₂ · a₂ + a₂ · M₂₁ · a₁ + a₂ · M₂₂ · a₂");
        assertThat(formulas(prod(input("x", 3)))).containsExactly("x₁ · x₂ · x₃");
        assertThat(formulas(max(input("x", 3)))).containsExactly("maximum(maximum(x₁, x₂), x₃)");
        assertThat(formulas(new Averaged().apply(input("x", 3))))
                .containsExactly("0.5 · x₁ + 0.5 · x₂", "0.5 · x₂ + 0.5 · x₃");
    }

    /// The means of neighbours: an operation of a user.
    private record Averaged() implements Structural {
        @Override
        public String label() {
            return "averaged";
        }

        @Override
        public Type type(ImmutableList<Node> x) {
            return Type.real(Shape.of(x.get(0).shape().size(0) - 1));
        }

        @Override
        public Tensor value(Shape y, List<Tensor> x) {
            Tensor from = x.get(0);
            return Tensor.generate(y, Kind.REAL, i -> (from.get(i) + from.get(i + 1)) / 2);
        }
    }

    @Test
    void whatOnlyMovesEntriesHasThoseOfItsOperand() {
        Node x = input("x", 2);
        Node wide = broadcastTo(x, Shape.of(2, 2));
        Unrolled u = Unroll.of(sum(wide));
        assertThat(u.of(wide))
                .containsExactly(u.entry(x, 0), u.entry(x, 1), u.entry(x, 0), u.entry(x, 1));
        Node mask = input("mask", Kind.BOOL, Shape.of(2));
        Node column = reshape(mask, 2, 1);
        Unrolled masks = Unroll.of(column);
        assertThat(masks.of(column)).isEqualTo(masks.of(mask));
        assertThat(masks.of(mask).get(0)).hasToString("mask₁ []");
        Node rows = parameter("R", 3, 2);
        Node chosen = gather(rows, constant(Tensor.indices(Shape.of(2), 2, 0)), 0);
        assertThat(texts(Unroll.of(chosen).of(chosen))).containsExactly("R₃₁", "R₃₂", "R₁₁", "R₁₂");
        assertThat(formulas(oneHot(constant(Tensor.indices(Shape.of(1), 1)), 3)))
                .containsExactly("0", "1", "0");
    }

    @Test
    void aNameGoesToWhatIsMadeAndNotToWhatIsMoved() {
        Node x = input("x", 2);
        Node moved = reshape(x, 2, 1).named("z");
        Node made = reshape(exp(x), 2, 1).named("z");
        assertThat(texts(Unroll.of(moved).of(moved))).containsExactly("x₁", "x₂");
        assertThat(texts(Unroll.of(made).of(made))).containsExactly("z₁", "z₂");
        Node named = constant(Tensor.of(7, 8)).named("c");
        assertThat(texts(Unroll.of(named).of(named))).containsExactly("c₁", "c₂");
    }

    /// The operand, whose derivative comes back with the other sign: an operation of a user.
    private record Reversed() implements Structural {
        @Override
        public String label() {
            return "reversed";
        }

        @Override
        public Type type(ImmutableList<Node> x) {
            return x.get(0).type();
        }

        @Override
        public Tensor value(Shape y, List<Tensor> x) {
            return x.get(0);
        }

        @Override
        public Node transpose(Edge edge, Node g) {
            return g.neg();
        }
    }

    @Test
    void whatGivesItsOperandStaysForTheSakeOfItsDerivative() {
        Node x = input("x", 2);
        assertThat(formulas(stopGradient(x))).containsExactly("stop(x₁)", "stop(x₂)");
        assertThat(formulas(new Reversed().apply(x)))
                .containsExactly("reversed(x₁)", "reversed(x₂)");
    }

    @Test
    void theEntriesOfADistributionAreCheckedOneByOne() {
        Node y = input("y", 2);
        Unrolled u = Unroll.of(sum(distribution(y, 0)));
        assertThat(formula(u.root())).isEqualTo("y₁ + y₂");
        assertThatThrownBy(() ->
                        Interpreter.evaluate(
                                u.root(), Feed.of(u.values(Map.of(y, Tensor.of(0.5, 1.5))))))
                .isInstanceOf(EvaluationException.class)
                .hasMessageStartingWith(
                        "within in y₂: 1.5 at position 0 is not a probability, which lies between 0 and 1");
    }

    @Test
    void scopesAndLinesAreThoseOfTheTensors() {
        Node x = input("x", 2);
        Node e = SourceLines.record(() -> Scope.within("layer", () -> sum(tanh(x))));
        Unrolled u = Unroll.of(e);
        Node made = u.of(e.inputs().get(0)).get(1);
        assertThat(made.scope()).isEqualTo("layer");
        assertThat(made.line()).isEqualTo(e.line()).isPresent();
        assertThat(u.root().line()).isEqualTo(e.line());
        assertThat(u.of(x).get(0).scope()).isEmpty();
    }

    @Test
    void aDeepFormulaIsUnrolledWithoutRecursion() {
        Node e = input("x", 2);
        for (int i = 0; i < 90_000; i++) {
            e = e.neg();
        }
        Unrolled u = Unroll.of(e);
        assertThat(Walk.order(u.of(e).get(1))).hasSize(90_001);
    }

    private static void refused(ThrowingCallable question, String message) {
        assertThatThrownBy(question).isExactlyInstanceOf(GraphException.class).hasMessage(message);
    }

    @Test
    void whatCannotBeWrittenWithScalarsIsRefusedByName() {
        Node x = input("x", 3);
        refused(
                () -> Unroll.of(new Sorted().apply(x)),
                "unroll: sorted in sorted(x) cannot be written with scalars: its entries are neither chosen from those of its operands, nor sums or products of them; make it of other operations, as a Composite");
        refused(
                () -> Unroll.of(argmax(x, 0)),
                "unroll: argmax in argmax(x) cannot be written with scalars: its entries are neither chosen from those of its operands, nor sums or products of them; make it of other operations, as a Composite");
        refused(
                () -> Unroll.of(new Median().apply(x)),
                "unroll: median in median(x) is known by its values only, and cannot be written with scalars; make it of other operations, as a Composite");
    }

    /// The entries in order: an operation of a user.
    private record Sorted() implements Structural {
        @Override
        public String label() {
            return "sorted";
        }

        @Override
        public Type type(ImmutableList<Node> x) {
            return x.get(0).type();
        }

        @Override
        public Tensor value(Shape y, List<Tensor> x) {
            double[] entries = x.get(0).toDoubles();
            Arrays.sort(entries);
            return Tensor.of(y, entries);
        }
    }

    private record Median() implements Opaque {
        @Override
        public String label() {
            return "median";
        }

        @Override
        public Type type(ImmutableList<Node> x) {
            return Type.real(Shape.SCALAR);
        }

        @Override
        public Tensor value(Shape y, List<Tensor> x) {
            return Tensor.scalar(0);
        }

        @Override
        public Rule rule() {
            return new Rule.Refused("it has none");
        }
    }

    @Test
    void indicesThatAreFedAreRefused() {
        Node i = input("i", Kind.INDEX, Shape.of(2));
        refused(
                () -> Unroll.of(gather(parameter("R", 3, 2), i, 0)),
                "unroll: what gather gives in gather₀(R, i) depends on 'i', which is known only when values are fed; put its value into the formula, as Node.constant(…)");
        refused(
                () -> Unroll.of(oneHot(i, 3)),
                "unroll: what one_hot gives in onehot(i) depends on 'i', which is known only when values are fed; put its value into the formula, as Node.constant(…)");
        refused(
                () -> Unroll.of(gather(i, i, 0)),
                "unroll: what gather gives in gather(i, i) depends on 'i', which is known only when values are fed; put its value into the formula, as Node.constant(…)");
    }

    @Test
    void aSizeThatIsMissingIsNamed() {
        Node x = input("x", BATCH, 2);
        refused(
                () -> Unroll.of(sum(x)),
                "unroll: dimension 'batch' of x [batch×2] has no size; give it one: Unroll.of(e, Map.of(\"batch\", 1))");
        refused(
                () -> Unroll.of(Node.size(Dim.named("m")), Map.of("batch", 1)),
                "unroll: dimension 'm' of m [] has no size; give it one: Unroll.of(e, Map.of(\"m\", 1))");
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItIsMade() {
        Node x = input("x", BATCH, 784);
        Node e = sum(x.matmul(parameter("W", 784, 10)));
        refused(
                () -> Unroll.of(e, Map.of("batch", 60_000)),
                "unroll: with x there would be more than 200,000 scalars; take fewer points, or a part of the formula");
        refused(
                () -> Unroll.of(e, Map.of("batch", 20)),
                "unroll: with x·W there would be more than 200,000 scalars; take fewer points, or a part of the formula");
        refused(
                () -> Unroll.of(cumsum(input("long", 50_000), 0)),
                "unroll: with cumsum(long) there would be more than 200,000 scalars; take fewer points, or a part of the formula");
        refused(
                () -> Unroll.of(einsum("i->", input("long", 50_000))),
                "unroll: to find out what einsum[i->](long) does with its entries takes too many steps; take a smaller one");
    }

    @Test
    void questionsAboutWhatIsNotThereAreRefused() {
        Node x = input("x", 2, 3);
        Node e = exp(x);
        Unrolled u = Unroll.of(e);
        Node z = input("z", 2);
        refused(() -> u.of(z), "z [2] is not part of the formula that was unrolled, exp(x)");
        refused(
                u::root,
                "root() is the only entry of a formula, and exp(x) [2×3] has 6; of(node) gives them all");
        refused(
                () -> u.values(Map.of(x, Tensor.of(1, 2))),
                "'x' was unrolled as [2×3], and its value is [2]");
        refused(
                () -> u.values(Map.of(e, Tensor.full(Shape.of(2, 3), 1))),
                "only inputs and parameters have values to give, and exp(x) [2×3] is part of the formula");
        assertThatThrownBy(() -> u.entry(x, 1))
                .isExactlyInstanceOf(ShapeException.class)
                .hasMessage("x is [2×3], and 1 indices were given");
        assertThatThrownBy(() -> u.entry(x, 1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
