package chainrule.golden;

import static chainrule.golden.Golden.compare;
import static chainrule.graph.Functions.abs;
import static chainrule.graph.Functions.clamp;
import static chainrule.graph.Functions.concat;
import static chainrule.graph.Functions.constant;
import static chainrule.graph.Functions.det;
import static chainrule.graph.Functions.equal;
import static chainrule.graph.Functions.exp;
import static chainrule.graph.Functions.gather;
import static chainrule.graph.Functions.less;
import static chainrule.graph.Functions.log;
import static chainrule.graph.Functions.log1p;
import static chainrule.graph.Functions.logSigmoid;
import static chainrule.graph.Functions.logSumExp;
import static chainrule.graph.Functions.max;
import static chainrule.graph.Functions.maximum;
import static chainrule.graph.Functions.mean;
import static chainrule.graph.Functions.min;
import static chainrule.graph.Functions.prod;
import static chainrule.graph.Functions.relu;
import static chainrule.graph.Functions.reshape;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.softmax;
import static chainrule.graph.Functions.softmaxCrossEntropy;
import static chainrule.graph.Functions.softplus;
import static chainrule.graph.Functions.sqrt;
import static chainrule.graph.Functions.square;
import static chainrule.graph.Functions.sum;
import static chainrule.graph.Functions.tanh;
import static chainrule.graph.Functions.where;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.grad.Gradient;
import chainrule.graph.Functions;
import chainrule.graph.Node;
import chainrule.kernel.Precision;
import chainrule.program.Program;
import chainrule.simplify.Simplify;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Doubles;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What happens at kinks, ties, overflow, the ends of domains and in empty tensors. In a row of
/// kind `math` only one answer is right. In a row of kind `convention` libraries differ: what is
/// here is pinned, as the file has it or as [#OURS] says.
final class EdgeCasesTest {
    private static final Golden GOLDEN = new Golden("edge-cases.csv");

    /// The formulas by the name of their row; the file has them as prose. Derivatives are those of
    /// the sum of their entries.
    private static final ImmutableMap<String, Function<Operands, Node>> FORMULAS =
            ImmutableMap.<String, Function<Operands, Node>>builder()
                    .put("max_binary_tie_diff_args", of("a", "b", Functions::maximum))
                    .put("max_binary_tie_same_arg", of(x -> maximum(x, x)))
                    .put("min_binary_tie_diff_args", of("a", "b", Functions::minimum))
                    .put("amax_full_tie3", of(x -> max(x)))
                    .put("amin_axis_tie", of(x -> min(x, 0)))
                    .put("abs_at_zero", of(x -> abs(x)))
                    .put("abs_signs", of(x -> abs(x).mul(3)))
                    .put("abs_negzero", of(x -> abs(x)))
                    .put("relu_at_zero", of(x -> relu(x)))
                    .put("pow_zero_exp_zero", of(x -> x.pow(0)))
                    .put("pow_zero_exp_zero_tensor", of(x -> x.pow(constant(Tensor.of(0, 0)))))
                    .put("pow_zero_base_exp1", of(x -> x.pow(1)))
                    .put("pow_zero_base_exp2", of(x -> x.pow(2)))
                    .put("pow_neg_base_int_exp", of(x -> x.pow(3)))
                    .put("pow_neg_base_neg_exp", of(x -> x.pow(-2)))
                    .put("pow_neg_base_frac_exp", of(x -> x.pow(0.5)))
                    .put("pow_zero_base_exp_grad", x -> constant(0).pow(x.at("y")))
                    .put("log1p_at_minus1", of(x -> log1p(x)))
                    .put("sqrt_negative", of(x -> sqrt(x)))
                    .put("div_by_zero", of("a", "b", Node::div))
                    .put("zero_times_inf_upstream", of(x -> constant(0).mul(log(x))))
                    .put("sigmoid_zero", of(x -> sigmoid(x)))
                    .put("sigmoid_inf", of(x -> sigmoid(x)))
                    .put("tanh_saturate", of(x -> tanh(x)))
                    .put("log_sigmoid_neg_large", of(x -> logSigmoid(x)))
                    .put("naive_log_sigmoid", of(x -> log(sigmoid(x))))
                    .put("softplus_pos_large", of(x -> softplus(x)))
                    .put("exp_overflow", of(x -> exp(x)))
                    .put("lse_one_neginf", of(x -> logSumExp(x)))
                    .put("lse_posinf", of(x -> logSumExp(x)))
                    .put("lse_zeros", of(x -> logSumExp(x)))
                    .put(
                            "softmax_extreme",
                            of(x -> sum(softmax(x, 0).mul(constant(Tensor.of(1, 2))))))
                    .put(
                            "xent_uniform",
                            of(x -> softmaxCrossEntropy(x, constants(Shape.of(1, 3), 0, 0, 1))))
                    .put(
                            "bce_logits_saturated",
                            of(x -> mean(softplus(x).sub(x.mul(constant(Tensor.of(0, 1)))))))
                    .put(
                            "where_sqrt_inf_branch",
                            of(x -> where(equal(x, constant(0)), x.div(2), sqrt(x).add(1))))
                    .put(
                            "where_exp_overflow",
                            of(x -> where(less(x, constant(0)), exp(x), constant(1))))
                    .put("norm2_composed_eps", of(x -> sqrt(sum(x.mul(x)).add(1e-12))))
                    .put("norm_list_of_boxes", of(x -> sum(sqrt(square(x).add(square(x.add(2)))))))
                    .put("bcast_col_mul", of("a", "b", Node::mul))
                    .put("bcast_outer", of("a", "b", Node::mul))
                    .put("bcast_same_node_twice", of(x -> x.mul(x.t())))
                    .put("mean_empty", of(x -> mean(x)))
                    .put("matmul_inner_zero", x -> x.at("a").matmul(constants(Shape.of(0, 3))))
                    .put("fanout_diamond", of(EdgeCasesTest::diamond))
                    .put("deep_chain_1000", of(x -> chain(x, 1000)))
                    .put(
                            "transpose_noncontig",
                            of(x -> reshape(x.t(), 6).mul(constant(Tensor.of(1, 2, 3, 4, 5, 6)))))
                    .put("matmul_bcast_batch", of("a", "b", Node::matmul))
                    .put("matmul_self_square", x -> x.at("a").matmul(x.at("a")))
                    .put("clip_boundary", of(x -> clamp(x, 0, 1)))
                    .put("xlogy_zero", of("x", "y", Functions::xlogy))
                    .put("prod_with_one_zero", of(x -> prod(x)))
                    .put("prod_with_two_zeros", of(x -> prod(x)))
                    .put(
                            "gather_repeated_index",
                            of(x ->
                                    gather(x, constant(Tensor.indices(Shape.of(3), 0, 0, 1)), 0)
                                            .mul(constant(Tensor.of(1, 10, 100)))))
                    .put(
                            "concat_same_twice",
                            of(x -> concat(0, x, x).mul(constant(Tensor.of(1, 2, 3, 4)))))
                    .put("det_singular_corank1", x -> det(x.at("a")))
                    .put("overflow_in_square", of(x -> x.mul(x)))
                    .put("denormal", of(x -> x.mul(x)))
                    .buildOrThrow();

    /// Derivatives where our convention is another than that of the file.
    private static final ImmutableMap<String, double[]> OURS =
            ImmutableMap.of(
                    // A partial that is the constant 0 ends the way back, so ∞ is never asked for.
                    "zero_times_inf_upstream", new double[] {0},
                    // The derivative of x ln y with respect to y is 0 where x is 0, for every y
                    // above 0.
                    "xlogy_zero", new double[] {0});

    /// What is better once it is simplified, as every program is: ln σ(−1000) is −1000, not −∞.
    private static final ImmutableSet<String> SIMPLER = ImmutableSet.of("naive_log_sigmoid");

    /// What is fed numbers that are infinite in single precision.
    private static final ImmutableSet<String> DOUBLE_ONLY = ImmutableSet.of("overflow_in_square");

    private record Operands(Map<String, Node> byName) {
        Node at(String name) {
            Node node = byName.get(name);
            assertThat(node).as("operand %s", name).isNotNull();
            return node;
        }
    }

    private record Case(
            String name,
            Map<String, Value> inputs,
            Value value,
            Map<String, Value> gradients,
            boolean convention) {}

    /// Nested arrays of numbers, as their shape and entries.
    private record Value(List<Integer> sizes, List<Double> entries) {
        static Value of(JsonElement json) {
            List<Integer> sizes = new ArrayList<>();
            JsonElement first = json;
            while (first instanceof JsonArray array) {
                sizes.add(array.size());
                if (array.isEmpty()) {
                    break;
                }
                first = array.get(0);
            }
            List<Double> entries = new ArrayList<>();
            collect(json, entries);
            return new Value(sizes, entries);
        }

        private static void collect(JsonElement json, List<Double> entries) {
            if (json instanceof JsonArray array) {
                array.forEach(element -> collect(element, entries));
            } else {
                entries.add(json.getAsDouble());
            }
        }

        Shape shape() {
            return Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray());
        }

        double[] numbers() {
            return Doubles.toArray(entries);
        }
    }

    private static Function<Operands, Node> of(UnaryOperator<Node> f) {
        return x -> f.apply(x.at("x"));
    }

    private static Function<Operands, Node> of(String a, String b, BinaryOperator<Node> f) {
        return x -> f.apply(x.at(a), x.at(b));
    }

    private static Node constants(Shape shape, double... entries) {
        return constant(Tensor.of(shape, entries));
    }

    private static Node diamond(Node x) {
        Node y = x.mul(x);
        return y.add(y.mul(x));
    }

    private static Node chain(Node x, int length) {
        Node y = x;
        for (int i = 0; i < length; i++) {
            y = y.mul(1.001);
        }
        return y;
    }

    @TestFactory
    Stream<DynamicTest> edgesOfDomainsAreAsTheTableSays() {
        return GOLDEN.tests(EdgeCasesTest::read, Case::name, EdgeCasesTest::check);
    }

    @AfterAll
    static void summary() {
        System.out.println(GOLDEN.summary());
    }

    private static List<Case> read(String text) {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text)) {
            return rows.stream()
                    .map(row ->
                            new Case(
                                    row.getField("name"),
                                    values(row.getField("inputs")),
                                    Value.of(json(row.getField("expected value"))),
                                    row.getField("verified_by").endsWith(": value")
                                            ? Map.of()
                                            : values(row.getField("expected gradient(s)")),
                                    row.getField("kind").equals("convention")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonElement json(String cell) {
        return JsonParser.parseString(cell);
    }

    private static Map<String, Value> values(String cell) {
        Map<String, Value> values = new LinkedHashMap<>();
        json(cell)
                .getAsJsonObject()
                .entrySet()
                .forEach(e -> values.put(e.getKey(), Value.of(e.getValue())));
        return values;
    }

    private static void check(Case golden) {
        Map<String, Node> operands = new LinkedHashMap<>();
        Feed feed = Feed.empty();
        for (Map.Entry<String, Value> given : golden.inputs.entrySet()) {
            Shape shape = given.getValue().shape();
            Node node = Functions.input(given.getKey(), shape);
            operands.put(given.getKey(), node);
            feed = feed.and(node, Tensor.of(shape, given.getValue().numbers()));
        }
        Function<Operands, Node> formula = FORMULAS.get(golden.name);
        assertThat(formula).as("a formula for %s", golden.name).isNotNull();
        Node y = formula.apply(new Operands(operands));
        assertThat(y.shape()).as("shape of %s", golden.name).isEqualTo(golden.value.shape());
        List<Node> outputs = new ArrayList<>(List.of(y));
        for (String name : golden.gradients.keySet()) {
            outputs.add(Gradient.of(sum(y), new Operands(operands).at(name)));
        }
        check(golden, Interpreter.evaluate(outputs, feed), Golden::compare);
        if (!SIMPLER.contains(golden.name)) {
            check(golden, Program.compile(outputs, Precision.DOUBLE).run(feed), Golden::compare);
        }
        if (!SIMPLER.contains(golden.name) && !DOUBLE_ONLY.contains(golden.name)) {
            check(
                    golden,
                    Program.compile(outputs, Precision.FLOAT).run(feed),
                    Golden::compareSingle);
        }
    }

    /// @param values of the formula and its gradients
    private static void check(Case golden, List<Tensor> values, Golden.Comparison comparison) {
        comparison.compare(
                "the value of " + golden.name, golden.value.numbers(), values.get(0), 1e-12);
        double[] ours = OURS.get(golden.name);
        assertThat(ours == null || golden.convention).as("only conventions are ours").isTrue();
        int output = 1;
        for (Map.Entry<String, Value> gradient : golden.gradients.entrySet()) {
            comparison.compare(
                    "∂/∂" + gradient.getKey() + " of " + golden.name,
                    ours == null ? gradient.getValue().numbers() : ours,
                    values.get(output++),
                    1e-12);
        }
    }

    @Test
    void aChainOfAHundredThousandNodesHasItsDerivative() {
        Node x = Functions.input("x");
        Node y = chain(x, 100_000);
        double expected = 1;
        for (int i = 0; i < 100_000; i++) {
            expected *= 1.001;
        }
        Interpreter run = Interpreter.of(Feed.of(x, 1));
        compare("the value", new double[] {expected}, run.value(y), 1e-10);
        compare("the derivative", new double[] {expected}, run.value(Gradient.of(y, x)), 1e-10);
    }

    /// At the vertex of a cone there is no slope, and so no change of the slope.
    @Test
    void theSecondDerivativeOfANormIsZeroWhereAllEntriesAre() {
        Node x = Functions.input("x", 2);
        Node h = chainrule.grad.Derivatives.hessian(Functions.norm(x), x);
        compare("H", new double[4], Interpreter.evaluate(h, Feed.of(x, Tensor.of(0, 0))), 0);
        compare(
                "H at (3, 4)",
                new double[] {16 / 125.0, -12 / 125.0, -12 / 125.0, 9 / 125.0},
                Interpreter.evaluate(h, Feed.of(x, Tensor.of(3, 4))),
                1e-14);
    }

    @Test
    void theLogarithmOfASigmoidIsStableOnceSimplified() {
        Node x = Functions.input("x", 2);
        Node y = Simplify.of(log(sigmoid(x)));
        Interpreter run = Interpreter.of(Feed.of(x, Tensor.of(-1000, 1000)));
        compare("the value", new double[] {-1000, 0}, run.value(y), 1e-12);
        compare("the derivative", new double[] {1, 0}, run.value(Gradient.of(sum(y), x)), 1e-12);
    }
}
