package chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Derivatives;
import chainrule.grad.Gradient;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import com.google.common.primitives.Doubles;
import com.google.common.reflect.ClassPath;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every row must fulfil: the rows are found, and each has samples in the [Catalogue]. A new
/// row without one fails here under its name.
final class RowsTest {
    /// Every row of the library: leaves and composites by their constant, others by their class.
    static Set<String> rows() throws IOException, ReflectiveOperationException {
        Set<String> rows = new TreeSet<>();
        for (Leaf leaf : Leaf.values()) {
            rows.add("Leaf." + leaf);
        }
        for (ClassPath.ClassInfo info :
                ClassPath.from(Node.class.getClassLoader()).getAllClasses()) {
            if (info.getPackageName().startsWith("chainrule.")) {
                collect(info.load(), rows);
            }
        }
        return rows;
    }

    private static void collect(Class<?> type, Set<String> rows)
            throws ReflectiveOperationException {
        var library = Node.class.getProtectionDomain().getCodeSource();
        if (!library.equals(type.getProtectionDomain().getCodeSource())) {
            return;
        }
        if (type.isRecord() && Operation.class.isAssignableFrom(type)) {
            rows.add(Catalogue.name(type));
        }
        for (Field field : type.getDeclaredFields()) {
            boolean constant = Modifier.isStatic(field.getModifiers());
            if (constant
                    && Modifier.isPublic(field.getModifiers())
                    && !type.isEnum()
                    && Operation.class.isAssignableFrom(field.getType())) {
                rows.add(type.getSimpleName() + "." + field.getName());
            }
        }
    }

    @Test
    void everyRowHasASample() throws Exception {
        Set<String> sampled = new TreeSet<>();
        Catalogue.samples().forEach(s -> sampled.add(s.row()));
        assertThat(Sets.difference(rows(), sampled))
                .as("rows without a sample in the Catalogue")
                .isEmpty();
        assertThat(Sets.difference(sampled, rows())).as("samples of no row").isEmpty();
        assertThat(rows()).contains("Leaf.ADD", "Composites.SIGMOID", "MatMul", "Opaque.Scalar");
    }

    static Stream<Catalogue.Sample> differentiable() {
        return Catalogue.samples()
                .filter(s -> s.node().kind() == Kind.REAL && !s.row().equals("StopGradient"));
    }

    static Stream<Catalogue.Sample> smooth() {
        return differentiable().filter(Catalogue.Sample::hasSecondDerivative);
    }

    @ParameterizedTest
    @MethodSource("differentiable")
    void gradientsAgreeWithDifferences(Catalogue.Sample sample) {
        sample.check(1);
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void gradientsOfGradientsAgreeWithDifferences(Catalogue.Sample sample) {
        sample.check(2);
    }

    /// ⟨ȳ, J·ẋ⟩ = ⟨Jᵀȳ, ẋ⟩: the derivative forward is the transpose of the derivative backward,
    /// which differences check.
    @ParameterizedTest
    @MethodSource("differentiable")
    void forwardAndBackwardAreTransposes(Catalogue.Sample sample) {
        Random random = new Random(5);
        List<Node> xs = sample.operands().stream().filter(x -> x.kind() == Kind.REAL).toList();
        Map<Node, Node> tangents = new LinkedHashMap<>();
        Map<Node, Tensor> values = new HashMap<>();
        for (Node x : xs) {
            Node tangent = Node.input("v", x.type());
            tangents.put(x, tangent);
            Shape shape = sample.feed().value(x).shape();
            values.put(
                    tangent, Tensor.generate(shape, Kind.REAL, _ -> random.nextDouble(0.5, 1.5)));
        }
        Node y = sample.node();
        Node jvp = Derivatives.jvp(y, tangents);
        List<Node> vjp = Derivatives.vjp(y, xs, sample.weights());
        List<Node> directions = List.copyOf(tangents.values());
        Interpreter run = Interpreter.of(sample.weightedFeed()).and(values);
        assertThat(jvp.type()).isEqualTo(y.type());
        double[] forward = run.value(jvp.mul(sample.weights())).toDoubles();
        double[] backward = new double[0];
        for (int i = 0; i < xs.size(); i++) {
            Tensor products = run.value(vjp.get(i).mul(directions.get(i)));
            backward = Doubles.concat(backward, products.toDoubles());
        }
        double scale = 1 + Arrays.stream(backward).map(Math::abs).sum();
        assertThat(Arrays.stream(forward).sum())
                .as("%s", sample)
                .isCloseTo(Arrays.stream(backward).sum(), within(1e-12 * scale));
    }

    /// One sample of each row, and all rows that are linear after a few orders with the others.
    static Stream<Catalogue.Sample> oneOfEachSmoothRow() {
        Map<String, Catalogue.Sample> chosen = new LinkedHashMap<>();
        smooth().filter(s -> s.node().shape().isKnown() && s.node().shape().size() < 7)
                .filter(s ->
                        s.operands().stream()
                                .allMatch(x ->
                                        x.shape().isKnown()
                                                && x.shape().size() > 0
                                                && x.shape().size() < 13))
                .forEach(s -> chosen.merge(s.row(), s, RowsTest::larger));
        return chosen.values().stream();
    }

    private static Catalogue.Sample larger(Catalogue.Sample one, Catalogue.Sample other) {
        return entries(other) > entries(one) ? other : one;
    }

    private static int entries(Catalogue.Sample sample) {
        return sample.operands().stream().mapToInt(x -> x.shape().size()).sum();
    }

    @ParameterizedTest
    @MethodSource("oneOfEachSmoothRow")
    void derivativesUpToTheFourthAgreeWithDifferences(Catalogue.Sample sample) {
        sample.check(4);
    }

    @ParameterizedTest
    @MethodSource("differentiable")
    void aGradientHasTheShapeOfItsOperand(Catalogue.Sample sample) {
        Node e = sample.weighted();
        Interpreter run = Interpreter.of(sample.weightedFeed());
        for (Node x : sample.operands()) {
            if (x.kind() == Kind.REAL) {
                Node gradient = Gradient.of(e, x);
                assertThat(gradient.shape()).isEqualTo(x.shape());
                assertThat(run.value(gradient).shape()).isEqualTo(run.value(x).shape());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("allSamples")
    void theValueIsThatOfAFormulaWrittenByHand(Catalogue.Sample sample) {
        Tensor found = Interpreter.evaluate(sample.node(), sample.feed());
        double[] expected = sample.expected();
        assertThat(found.kind()).isEqualTo(sample.node().kind());
        assertThat(found.size()).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(found.get(i) - expected[i]))
                    .as("%s at %d: %s, by hand %s", sample, i, found.get(i), expected[i])
                    .isLessThanOrEqualTo(1e-13 * Math.max(1, Math.abs(expected[i])));
        }
    }

    static Stream<Catalogue.Sample> allSamples() {
        return Catalogue.samples();
    }

    static Stream<Catalogue.Sample> withARuleOfTheirOwn() {
        return Catalogue.samples()
                .filter(s ->
                        s.node().op() instanceof Composite composite
                                && !(composite.rule() instanceof Rule.Definition));
    }

    @ParameterizedTest
    @MethodSource("withARuleOfTheirOwn")
    void aRuleOfItsOwnIsTheDerivativeThroughTheDefinition(Catalogue.Sample sample) {
        Composite own = (Composite) sample.node().op();
        Node through = new WithoutRule(own).apply(sample.operands().toArray(Node[]::new));
        sameGradients(sample, sample.weighted(), sample.weighted(through));
    }

    static Stream<Catalogue.Sample> composites() {
        return differentiable().filter(s -> s.node().op() instanceof Composite);
    }

    @ParameterizedTest
    @MethodSource("composites")
    void aCompositeIsWorthItsDefinitionWrittenOut(Catalogue.Sample sample) {
        Composite composite = (Composite) sample.node().op();
        Node definition = composite.definition(ImmutableList.copyOf(sample.operands()));
        assertThat(definition.type()).isEqualTo(sample.node().type());
        assertThat(Interpreter.evaluate(definition, sample.feed()))
                .isEqualTo(Interpreter.evaluate(sample.node(), sample.feed()));
        sameGradients(sample, sample.weighted(), sample.weighted(definition));
    }

    private static void sameGradients(Catalogue.Sample sample, Node one, Node other) {
        Interpreter run = Interpreter.of(sample.weightedFeed());
        for (Node x : sample.operands()) {
            if (x.kind() != Kind.REAL) {
                continue;
            }
            Tensor a = run.value(Gradient.of(one, x));
            Tensor b = run.value(Gradient.of(other, x));
            for (int i = 0; i < a.size(); i++) {
                assertThat(Math.abs(a.get(i) - b.get(i)))
                        .as("%s at %d: %s and %s", sample, i, a.get(i), b.get(i))
                        .isLessThanOrEqualTo(1e-12 * Math.max(1, Math.abs(b.get(i))));
            }
        }
    }

    /// A composite whose derivative must go through its definition.
    private record WithoutRule(Composite of) implements Composite {
        @Override
        public String label() {
            return of.label() + " by its definition";
        }

        @Override
        public Node definition(ImmutableList<Node> x) {
            return of.definition(x);
        }
    }

    @ParameterizedTest
    @MethodSource("withSoManyOperands")
    void aWrongNumberOfOperandsIsRefusedByName(Catalogue.Sample sample) {
        List<Node> more = new ArrayList<>(sample.operands());
        Node last = more.get(more.size() - 1);
        more.add(last);
        Operation operation = (Operation) sample.node().op();
        String message =
                "takes %d operands, and %d were given"
                        .formatted(sample.operands().size(), more.size());
        assertThat(refusal(operation, more)).contains(operation.label(), message);
    }

    static Stream<Catalogue.Sample> withSoManyOperands() {
        return Catalogue.samples()
                .filter(s ->
                        !(s.node().op() instanceof Concat
                                || s.node().op() instanceof ProductOfOthers));
    }

    private static String refusal(Operation operation, List<Node> x) {
        try {
            operation.apply(x.toArray(Node[]::new));
            return "";
        } catch (ShapeException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("allSamples")
    void textAndLatexNameEveryOperandAndLeaveNoPlaceOpen(Catalogue.Sample sample) {
        Node y = sample.node();
        for (String text : List.of(Text.of(y), Text.latex(y, 400))) {
            assertThat(text).doesNotContain("%");
            y.inputs().forEach(x -> assertThat(text).contains(x.name().orElseThrow()));
        }
    }

    /// Truth tables, and the tables of comparisons: less, less or equal, equal.
    @Test
    void logicalRowsHaveTheirTruthTables() {
        boolean[] all = {false, true};
        for (boolean a : all) {
            assertThat(truth(Leaf.NOT, a)).isEqualTo(!a);
            for (boolean b : all) {
                assertThat(truth(Leaf.AND, a, b)).isEqualTo(a && b);
                assertThat(truth(Leaf.OR, a, b)).isEqualTo(a || b);
            }
        }
        double[] numbers = {Double.NEGATIVE_INFINITY, -1, -0.0, 0.0, 1, Double.NaN};
        for (double a : numbers) {
            for (double b : numbers) {
                assertThat(compared(Leaf.LESS, a, b)).isEqualTo(a < b);
                assertThat(compared(Leaf.LESS_EQUAL, a, b)).isEqualTo(a <= b);
                assertThat(compared(Leaf.EQUAL, a, b)).isEqualTo(a == b);
            }
        }
    }

    private static boolean truth(Leaf leaf, boolean... operands) {
        Node[] x = new Node[operands.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = Node.constant(Tensor.bools(Shape.SCALAR, operands[i]));
        }
        return Interpreter.evaluate(leaf.apply(x), Feed.empty()).item() != 0;
    }

    private static boolean compared(Leaf leaf, double a, double b) {
        Node y = leaf.apply(Node.constant(a), Node.constant(b));
        assertThat(y.kind()).isEqualTo(Kind.BOOL);
        return Interpreter.evaluate(y, Feed.empty()).item() != 0;
    }

    /// At places where double arithmetic is special, leaves give what [Math] gives.
    @ParameterizedTest
    @MethodSource("numericLeaves")
    void leavesAreThoseOfJavaAtSpecialNumbers(Leaf leaf) {
        double[] special = {
            Double.NEGATIVE_INFINITY,
            -1e308,
            -1,
            -1e-308,
            -0.0,
            0.0,
            1e-308,
            1,
            1e308,
            Double.POSITIVE_INFINITY,
            Double.NaN
        };
        int operands = Catalogue.operands(leaf);
        for (double a : special) {
            for (double b : special) {
                Node[] x = {Node.constant(a), Node.constant(b)};
                Node y = operands == 1 ? leaf.apply(x[0]) : leaf.apply(x);
                assertThat(Interpreter.evaluate(y, Feed.empty()).item())
                        .as("%s of %s, %s", leaf, a, b)
                        .isEqualTo(Double.valueOf(Catalogue.byHand(leaf, a, b, 0)));
            }
        }
    }

    static Stream<Leaf> numericLeaves() {
        return Stream.of(Leaf.values())
                .filter(leaf -> Catalogue.operands(leaf) < 3 && Catalogue.isReal(leaf))
                .filter(leaf -> leaf != Leaf.ERF); // Java has none; see ErfTest
    }

    @Test
    void aWrongDerivativeOfEitherOrderIsFound() {
        Composite wrong =
                Composite.of(
                        "wrong",
                        Notation.function("wrong", 1),
                        x -> Functions.exp(x),
                        (x, y) -> y.mul(1.001));
        Catalogue.Sample sample =
                Catalogue.sample("wrong", wrong, new Random(1), Catalogue.real(-1, 1, 3));
        assertThatThrownBy(() -> sample.check(1))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("the first derivative of");
        Composite wrongSecond =
                Composite.of(
                        "wrong",
                        Notation.function("wrong", 1),
                        x -> Functions.exp(x),
                        (x, y) -> new WrongAgain().apply(x));
        Catalogue.Sample second =
                Catalogue.sample("wrong", wrongSecond, new Random(1), Catalogue.real(-1, 1, 3));
        second.check(1);
        assertThatThrownBy(() -> second.check(2))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("the second derivative of");
    }

    /// eˣ with a derivative that is wrong.
    private record WrongAgain() implements Composite {
        @Override
        public String label() {
            return "wrong_again";
        }

        @Override
        public Node definition(ImmutableList<Node> x) {
            return Functions.exp(Operands.real(this, x));
        }

        @Override
        public Rule rule() {
            return (Rule.Partials) (x, y) -> List.of(y.mul(0.999));
        }
    }
}
